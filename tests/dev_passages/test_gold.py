"""The gold of the passages quotes what the passages say, and both halves hold the same genres."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from extract.clean import clean
from ontology.records import ENTITY_TYPES, OWN_REGION, PREDICATES, STATUSES

HERE = Path(__file__).parent
GOLD = sorted(HERE.glob("*/gold/*.json"))


def gold_of(path: Path) -> dict[str, Any]:
    """One gold file, as it stands."""
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def bare(text: str) -> str:
    """Text without blanks, in compatible forms, so that the width of a comma does not matter."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_the_halves_are_equal_and_complete() -> None:
    halves = {half: sorted(p.stem for p in (HERE / half / "gold").iterdir()) for half in ("dev", "held")}
    assert halves["dev"] == [f"D{n:02}" for n in range(1, 25, 2)]
    assert halves["held"] == [f"D{n:02}" for n in range(2, 25, 2)]
    assert {p.parts[-3] + p.stem for p in GOLD} == {p.parts[-3] + p.stem for p in HERE.glob("*/text/*.txt")}


def test_no_two_passages_speak_for_one_province() -> None:
    first = [path for path in GOLD if path.parts[-3] in ("dev", "held")]
    assert len({gold_of(path)["region"]["path"].split("/")[0] for path in first}) == len(first)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_keeps_to_the_contract(path: Path) -> None:
    gold = gold_of(path)
    names = [entity["name"] for entity in gold["entities"]]
    assert gold["doc"] == path.stem
    assert len(names) == len(set(names))
    assert {entity["type"] for entity in gold["entities"]} <= set(ENTITY_TYPES)
    assert {relation["predicate"] for relation in gold["relations"]} <= set(PREDICATES)
    assert {relation["status"] for relation in gold["relations"]} <= {*STATUSES, None}
    assert {r[end] for r in gold["relations"] for end in ("subject", "object")} <= {*names, OWN_REGION}


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in the text, whole or in two parts: coordinated names are written out."""
    return name in text or any(name[:i] in text and name[i:] in text for i in range(2, len(name) - 1))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_what_gold_quotes_is_read_from_the_passage(path: Path) -> None:
    cleaned = bare(clean((path.parents[1] / "text" / f"{path.stem}.txt").read_text(encoding="utf-8")).text)
    gold = gold_of(path)
    wanted = [e for e in gold["entities"] if not e.get("optional")]
    unread = [e["name"] for e in wanted if not any(stands_in(bare(n), cleaned) for n in (e["name"], *e["aliases"]))]
    assert [r["quote"] for r in gold["relations"] if bare(r["quote"]) not in cleaned] == []
    assert unread == []
