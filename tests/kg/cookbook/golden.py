"""Answers that were read and believed, a file a query: `python tests/kg/cookbook/golden.py` writes them anew."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[3]))

from frozen import records
from records_graph import graph_of

from kg import Graph

FOLDER = Path(__file__).parent / "golden"
QUESTIONS: dict[str, dict[str, object]] = {
    "agency-programmes": {},
    "check-first": {},
    "contradictions": {},
    "industries-without-park": {},
    "plan-verdicts": {},
    "planned-only": {},
    "policies": {},
    "policy-park-industry": {},
    "policy-programme-enterprise": {},
    "projects": {"park": "双凤经开区"},
    "same-package": {"programme": "链长制"},
    "schemes": {"programme": "四送一服"},
    "siblings-share": {},
    "stage-funnel": {},
    "title-counts": {"programme": "绿色工厂"},
    "title-ladder": {},
    "variants-in-use": {"programme": "四送一服"},
}
FIRST = 8


def answer(graph: Graph, name: str) -> list[dict[str, Any]]:
    return graph.named(name, **QUESTIONS[name]).to_dicts()[:FIRST]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Graph.open(graph_of(records(), Path(folder) / "g")) as graph:
        for name in QUESTIONS:
            text = json.dumps(answer(graph, name), ensure_ascii=False, indent=1)
            (FOLDER / f"{name}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
