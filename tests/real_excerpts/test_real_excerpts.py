"""The gold of real excerpts names what the excerpts say; their texts are read from the corpus, where it is at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from extract.clean import clean
from ontology.records import ENTITY_TYPES, OWN_REGION, PREDICATES, STATUSES

HERE = Path(__file__).parent
CORPUS = Path(os.environ.get("ZHENGMAI_SHARED", HERE.parents[2] / "shared")) / "corpus" / "policies.jsonl"
GOLD = sorted(HERE.glob("*/gold/*.json"))


def gold_of(path: Path) -> dict[str, Any]:
    """One gold file, as it stands."""
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def bare(text: str) -> str:
    """Text without blanks and quotes, in compatible forms."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c not in "“”‘’\"'")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not CORPUS.exists():
        pytest.skip("the corpus is not here")
    folder = tmp_path_factory.mktemp("excerpts")
    subprocess.run([sys.executable, HERE / "excerpts.py", CORPUS, folder], check=True)
    return folder


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_keeps_to_the_contract(path: Path) -> None:
    gold = gold_of(path)
    names = {entity["name"] for entity in gold["entities"]}
    assert gold["doc"] == path.stem
    assert {entity["type"] for entity in gold["entities"]} <= set(ENTITY_TYPES)
    assert {relation["predicate"] for relation in gold["relations"]} <= set(PREDICATES)
    assert {relation["status"] for relation in gold["relations"]} <= {*STATUSES, None}
    assert {r[end] for r in gold["relations"] for end in ("subject", "object")} <= {*names, OWN_REGION}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_names_are_read_from_the_excerpt(path: Path, texts: Path) -> None:
    """Every name, but for words that a coordination shares, stands in the text that `excerpts.csv` names."""
    text = bare(clean((texts / f"{path.stem}.txt").read_text(encoding="utf-8")).text)
    wanted = [[bare(name) for name in (e["name"], *e["aliases"])] for e in gold_of(path)["entities"]]
    absent = [names for names in wanted if not any(set(name) <= set(text) for name in names)]
    standing = sum(any(name in text for name in names) for names in wanted)
    assert absent == []
    assert 2 * standing >= len(wanted)
