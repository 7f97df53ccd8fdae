"""The data files: read whole, and refused with a reason where they are wrong."""

from __future__ import annotations

from importlib.resources import files

import pytest

from extract.places import wordlists
from extract.places.divisions import divisions


@pytest.mark.parametrize("name", ["ambiguous_names", "place_contexts", "period_cues", "region_cues", "township_words"])
def test_every_list_loads(name: str) -> None:
    assert all(wordlists.word_lists(name).values())


def test_every_ambiguous_name_is_some_divisions() -> None:
    shorts = {d.short for d in divisions()}
    lists = wordlists.word_lists("ambiguous_names")
    assert [w for w in (*lists["shorts"], *lists["well_known"]) if w not in shorts] == []


@pytest.mark.parametrize(("value", "reason"), [(3, "not a list"), (["a", "a"], "twice"), ([""], "not a list")])
def test_a_wrong_list_is_refused_with_its_place(value: object, reason: str) -> None:
    with pytest.raises(ValueError, match=rf"x\.yaml, key: .*{reason}"):
        wordlists._words("x.yaml", "key", value)


def test_the_data_stays_small() -> None:
    data = files("extract.places.data")
    assert sum(len(f.read_bytes()) for f in data.iterdir() if f.name.endswith((".csv", ".yaml"))) < 1_000_000
