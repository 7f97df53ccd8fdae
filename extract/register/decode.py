"""The register of each sentence of a run, from what speaks for either and what a change costs (Viterbi 1967)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """A sentence: the log-odds that it intends, and what a change of register before it costs."""

    odds: float
    change: float


def registers(run: Sequence[Said]) -> list[bool]:
    """Whether each sentence of the likeliest sequence intends; among equal ones, it reports and changes late. What
    stands before the run reports.

    >>> registers([Said(3.0, 0), Said(-1.0, 4), Said(3.0, 4), Said(-9.0, 4)])
    [True, True, True, False]
    """
    reports, intends = 0.0, -math.inf
    stays: list[tuple[bool, bool]] = []
    for odds, change in run:
        # Where each of the two comes from the other.
        crossed = (intends - change > reports, reports - change > intends)
        reports, intends = max(reports, intends - change), max(intends, reports - change) + odds
        stays.append(crossed)
    now = intends > reports
    found: list[bool] = []
    for crossed in reversed(stays):
        found.append(now)
        now = now ^ crossed[now]
    return found[::-1]
