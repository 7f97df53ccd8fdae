"""Names that a recogniser took for one are cut apart."""

from __future__ import annotations

import pytest

from extract.entities.candidates import Candidate
from extract.entities.listed_names import apart


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("耕地保护制度、节约集约用地制度", ["耕地保护制度", "节约集约用地制度"]),
        ("“引江入湖”等应急调水工程", ["“引江入湖”"]),
        ("垃圾投放、收集、运输试点", ["垃圾投放、收集、运输试点"]),
    ],
    ids=["a head each", "an example", "one name"],
)
def test_names_are_cut_apart(text: str, names: list[str]) -> None:
    whole = Candidate(0, len(text), "Programme", "model-programme")
    assert [text[c.start : c.end] for c in apart(text, whole)] == names
