"""Our figures are those of the shared scorer, wherever it is at hand."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extract.document import Document
from extract.evaluate import Evaluation, evaluate, recorded_pairs
from extract.pipeline import ExtractConfig, extract_document
from extract.read import read_paths

REPOSITORY = Path(__file__).parents[3]
SHARED = Path(os.environ.get("ZHENGMAI_SHARED", REPOSITORY.parent / "shared"))
SCORER = SHARED / "eval" / "score.py"
PASSAGES = REPOSITORY / "tests" / "dev_passages"
SETS = {
    "reports": (SHARED / "eval" / "gold", SHARED / "seeds"),
    "passages": (SHARED / "eval" / "passages" / "gold", SHARED / "eval" / "passages" / "text"),
    "dev": (PASSAGES / "dev" / "gold", PASSAGES / "dev" / "text"),
    "held": (PASSAGES / "held" / "gold", PASSAGES / "held" / "text"),
    "samples": (REPOSITORY / "kg" / "demo" / "gold", REPOSITORY / "kg" / "demo" / "corpus"),
}
pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the shared scorer is not at hand")


def scored(gold: Path, records: Path) -> dict[str, Any]:
    """The figures of the shared scorer."""
    command = [sys.executable, str(SCORER), str(gold), str(records), "--json"]
    figures: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return figures


def in_their_words(result: Evaluation) -> dict[str, Any]:
    """Our figures under the names of the shared scorer."""

    def shares(counts: dict[str, float]) -> dict[str, float]:
        return {name: counts[name] for name in ("p", "r", "f1", "gold", "found")}

    ours = result.as_json()
    out: dict[str, Any] = {
        f"entity/{kind}/{mode}": shares(counts)
        for mode, kinds in ours["entities"].items()
        for kind, counts in kinds.items()
    }
    for name, counts in ours["relations"].items():
        if name != "basedOn":
            out[f"relation/{name}/relaxed"] = shares(counts)
    region = ours["region"]
    return out | {
        "relation/status": ours["status"]["accuracy"],
        "document/region": region["exact"],
        "document/province": region["province"],
        "document/region-too-deep": region["too_deep"],
    }


def assert_agree(gold: Path, records: Path) -> None:
    ours = in_their_words(evaluate(recorded_pairs([gold], records)))
    assert told(ours) == told(scored(gold, records))


def told(figures: dict[str, Any]) -> dict[str, Any]:
    """Figures without the rows that count nothing."""
    return {name: n for name, n in figures.items() if not isinstance(n, dict) or n["gold"] or n["found"]}


@pytest.mark.parametrize("name", SETS)
def test_equal_figures_for_what_we_extract(name: str, tmp_path: Path) -> None:
    gold, texts = SETS[name]
    config = ExtractConfig(ner="none")
    records = [extract_document(item, config) for item in read_paths([texts]) if isinstance(item, Document)]
    file = tmp_path / "records.jsonl"
    file.write_text("".join(record.to_json() + "\n" for record in records), encoding="utf-8")
    assert_agree(gold, file)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", ["reports", "dev"])
def test_equal_figures_for_gold_that_is_damaged_at_random(name: str, seed: int, tmp_path: Path) -> None:
    gold, _ = SETS[name]
    chance = random.Random(seed)
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))]
    file = tmp_path / "damaged.jsonl"
    file.write_text("".join(json.dumps(damaged(d, chance)) + "\n" for d in documents[1:]), encoding="utf-8")
    assert_agree(gold, file)


def damaged(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """An answer with names clipped, lengthened, exchanged and thrown together, and statuses changed."""
    entities = [dict(entity, id=str(number)) for number, entity in enumerate(document["entities"])]
    by_name = {entity["name"]: entity["id"] for entity in entities}
    for entity in entities:
        change = chance.choice(["", "", "行动", "有限公司", "clip", "bag", "type"])
        if change == "clip":
            entity["name"] = entity["name"][:-1] or entity["name"]
        elif change == "bag":
            entity["aliases"] = [chance.choice(document["entities"])["name"]]
        elif change == "type":
            entity["type"] = chance.choice(document["entities"])["type"]
        else:
            entity["name"] += change
    relations = [
        {
            **relation,
            "subject": by_name.get(relation["subject"], "@region"),
            "object": chance.choice([by_name.get(relation["object"], "@region"), chance.choice(entities)["id"]]),
            "status": chance.choice([relation["status"], "planned"]),
        }
        for relation in document["relations"]
    ]
    region = chance.choice(
        [document["region"], {"path": "安徽省"}, {"path": document["region"]["path"] + "/某镇"}, None]
    )
    return {"doc": document["doc"], "region": region, "entities": entities, "relations": relations}
