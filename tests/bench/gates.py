"""The gates of inference, over simulated cascades: `python tests/bench/gates.py [SEEDS]`, and part of `make bench`.

Mean of as many seeds (20 where none is told), for the model's own world and for one that breaks its assumptions.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[2]))

from kg.diffusion.cascades import Cascades, Floats
from kg.diffusion.hazards import HazardOptions, exposure, fit_rates
from kg.diffusion.measure import calibration_error, candidate_outcomes, edge_auc
from kg.diffusion.parents import SHOWN, infer_parents
from kg.diffusion.rivals import netinf, who_was_first
from kg.diffusion.simulate import (
    EXACT,
    INDEPENDENT,
    KINDS,
    MONTHS,
    YEARS,
    Dating,
    Truth,
    World,
    cite,
    observe,
    simulate,
    simulate_independent,
)

DATINGS = {"exact dates": EXACT, "months, 20 % missing, half a year late": MONTHS, "years, the same": YEARS}
METHODS: dict[str, Callable[[Cascades], Floats]] = {
    "ours": lambda data: fit_rates(data, exposure(data, HazardOptions()), HazardOptions()).pull,
    "netinf": netinf,
    "who was first": who_was_first,
}


@dataclass(frozen=True)
class Figure:
    """A measured mean, and the gate that it must reach, if there is one."""

    world: str
    what: str
    value: float
    gate: str = ""


def drawn(kind: str, dating: Dating, seed: int, cited: float = 0.0) -> tuple[Truth, Cascades]:
    truth, rng = simulate(World(kind=kind), seed), np.random.default_rng(1000 + seed)
    return truth, cite(truth, observe(truth.data, dating, rng), cited, rng)


def edges(seeds: Sequence[int]) -> Iterator[Figure]:
    gates = dict(zip(DATINGS, ("≥ 0.95", "≥ 0.82", "≥ 0.78"), strict=True))
    for kind in KINDS:
        for name, dating in DATINGS.items():
            for method, score in METHODS.items():
                found = [edge_auc(score(data), truth.edges) for truth, data in (drawn(kind, dating, s) for s in seeds)]
                gate = gates[name] if method == "ours" and kind == KINDS[0] else ""
                yield Figure(kind, f"edge AUC, {name}: {method}", float(np.mean(found)), gate)


def parents(seeds: Sequence[int]) -> Iterator[Figure]:
    for kind in KINDS:
        for name, dating in DATINGS.items():
            errors, right, inferred = [], [], []
            for truth, data in (drawn(kind, dating, s, 0.3) for s in seeds):
                found = infer_parents(data)
                errors.append(calibration_error(*candidate_outcomes(data, truth.parents, found.probability)))
                shown = np.argwhere(found.probability >= SHOWN)
                cited = {(c.programme, c.region) for c in data.citations}
                hits = [(truth.parents[c, i] == j, (c, i) in cited) for c, j, i in shown]
                right.append(np.mean([hit for hit, _ in hits]))
                inferred += [hit for hit, known in hits if not known]
            yield Figure(kind, f"calibration error, {name}, 30 % cited", float(np.mean(errors)), "≤ 0.10")
            yield Figure(kind, f"precision of shown parents, {name}, 30 % cited", float(np.mean(right)), "≥ 0.75")
            yield Figure(kind, f"  of those inferred alone ({len(inferred)})", float(np.mean(inferred)))


def nothing(seeds: Sequence[int]) -> Iterator[Figure]:
    for kind in INDEPENDENT:
        found = [infer_parents(simulate_independent(World(), s, kind)) for s in seeds]
        shown = [(f.probability >= SHOWN).any(axis=0).mean() for f in found]
        yield Figure(f"no network, {kind}", "share of pairs shown", float(np.mean(shown)), "≤ 0.05")
        yield Figure(f"no network, {kind}", "called a network", float(np.mean([f.structure.found for f in found])))


def main(seeds: Sequence[int]) -> None:
    console = Console()
    table = Table("world", "what", "mean", "gate", title=f"seeds {seeds[0]}-{seeds[-1]}")
    with console.status("measuring …"):
        for figure in (*edges(seeds), *parents(seeds), *nothing(seeds)):
            table.add_row(figure.world, figure.what, f"{figure.value:.3f}", figure.gate)
    console.print(table)


if __name__ == "__main__":
    main(range(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
