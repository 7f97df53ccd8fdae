"""The command that learns weights: `python -m kg.resolve.learning tests/kg/resolve/pairs/*_dev.csv …`.

Without `--write` it tells how pairs of each file are weighed by what all other files teach.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

from kg.resolve.learning.fit import Example, Fitted, fit
from kg.resolve.learning.pairs import Pair, read_pairs
from kg.resolve.match.bars import bars
from kg.resolve.match.learnt import COLUMNS, LEARNT, learnt
from kg.resolve.match.score import compare, compared
from kg.resolve.match.weighing import observed, open_to_weighing, weigh

# Rules that hold for want of evidence, not for what texts say: what they keep apart teaches too.
_WANTING = frozenset(
    {"wide", "contained", "misspelt", "task", "full", "works", "goods", "conflict", "apart"}
)  # fmt: skip
_FREE = ("type",)


def main() -> None:
    """Read the files that are named, learn, and tell or write what was learnt."""
    parser = argparse.ArgumentParser(prog="python -m kg.resolve.learning", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write the weights to {LEARNT.name}")
    given = parser.parse_args()
    read = {path: list(read_pairs([path])) for path in sorted(given.files)}
    if given.write:
        _write(_learn([pair for pairs in read.values() for pair in pairs]))
        return
    for path, pairs in read.items():
        others = [pair for other, more in read.items() if other != path for pair in more]
        print(path.name, _told(pairs, _learn(others)))


def _learn(pairs: Sequence[Pair]) -> Fitted:
    found = (example for pair in pairs if (example := _example(pair)))
    return fit(list(found), {name: list(levels) for name, levels in learnt().features.items()}, _FREE)


def _example(pair: Pair) -> Example | None:
    """What is observed on a pair; None where a rule knows better."""
    a, b = pair.first, pair.second
    if a.type != b.type or a.type not in learnt().features["type"]:
        return None
    seen = compared(a, b)
    if not _WANTING.issuperset(bars(a, b, seen)):
        return None
    return Example({name: level for name, level, _ in observed(a, b, seen)}, pair.same)


def _told(pairs: Sequence[Pair], fitted: Fitted) -> str:
    """How many pairs that other weights leave open are rightly and wrongly called one, at some odds."""
    odds = []
    for pair in pairs:
        a, b = pair.first, pair.second
        if a.type != b.type or ((score := compare(a, b)).merges and not score.weighed):
            continue
        seen = compared(a, b)
        found = weigh(a, b, seen) if open_to_weighing(bars(a, b, seen), seen) else None
        if found:
            odds.append((fitted.odds({name: level for name, level, _ in found}), pair.same))
    at = ((least, [same for value, same in odds if value >= least]) for least in (-1.0, 0.0, 0.4, 1.0, 2.0))
    return "  ".join(f"{least}: {sum(called)} right, {len(called) - sum(called)} wrong" for least, called in at)


def _write(fitted: Fitted) -> None:
    with LEARNT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["level"]:
            row["weight"] = f"{fitted.weights[row['observation']][row['level']]:.3f}"
        elif row["observation"] == "prior":
            row["weight"] = f"{fitted.prior:.3f}"
    with LEARNT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
