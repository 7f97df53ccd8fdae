"""Adoption curves and growth fits: against another hand's estimator, and where they refuse."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from kg.diffusion.fits import Fit, NotFitted, fit_growth
from kg.diffusion.survival import Interval, adoption_curve, turnbull

LATEST = 30.0
durations = st.lists(st.tuples(st.integers(1, 20), st.booleans()), min_size=1, max_size=25)


@given(durations)
@settings(max_examples=60, deadline=None)
def test_on_points_and_open_ends_it_is_kaplan_and_meiers(told: list[tuple[int, bool]]) -> None:
    intervals = [Interval(t, t) if adopted else Interval(t, math.inf) for t, adopted in told]
    ours = dict(turnbull(sorted(intervals)))
    fitted = KaplanMeierFitter().fit([t for t, _ in told], [adopted for _, adopted in told])
    for time in range(22):
        share = sum(mass for at, mass in ours.items() if at <= time)
        assert share == pytest.approx(1 - float(fitted.predict(time)), abs=1e-6)


def test_an_interval_puts_its_mass_where_others_allow() -> None:
    told = [Interval(2010, 2014), Interval(2012, 2013), Interval(2015, math.inf)]
    assert turnbull(sorted(told)) == [(2013, pytest.approx(2 / 3))]


def test_the_curve_has_a_band_and_a_median() -> None:
    told = [Interval(2010 + i, 2011 + i) for i in range(9)] + [Interval(2019, math.inf)]
    curve = adoption_curve(told)
    assert curve.median == 2015
    assert all(p.low <= p.share <= p.high for p in curve.points)
    assert curve.points[-1].share == pytest.approx(0.9)
    assert curve == adoption_curve(list(reversed(told)))


def test_half_never_adopted_has_no_median() -> None:
    assert adoption_curve([Interval(2010, 2010), Interval(2020, math.inf), Interval(2020, math.inf)]).median is None


@pytest.mark.parametrize("told", [[], [Interval(2012, 2010)], [Interval(math.nan, 2010)]])
def test_nonsense_is_refused(told: list[Interval]) -> None:
    with pytest.raises(ValueError, match="region|interval"):
        adoption_curve(told)


def _logistic_adopters(ceiling: int, rate: float, inflection: float, years: range) -> list[float]:
    counts = [round(ceiling / (1 + math.exp(-rate * (y - inflection)))) for y in years]
    steps = np.diff([0, *counts])
    return [float(y) for y, n in zip(years, steps, strict=True) for _ in range(n)]


def test_a_logistic_spread_is_found_again() -> None:
    logistic, bass = fit_growth(_logistic_adopters(200, 0.9, 2014.0, range(2005, 2024)))
    assert isinstance(logistic, Fit)
    assert logistic.parameters["inflection"] == pytest.approx(2014.0, abs=0.3)
    assert logistic.parameters["ceiling"] == pytest.approx(200, rel=0.05)
    assert isinstance(bass, Fit)
    assert logistic.r2 > 0.99


@pytest.mark.parametrize(
    ("adopters", "reason"),
    [
        ([2010.0 + i for i in range(7)], "adopters"),
        ([2010.0, 2011.0, 2012.0, 2013.0] * 3, "periods"),
        (_logistic_adopters(200, 0.5, 2024.0, range(2008, 2020)), "inflection"),
    ],
)
def test_too_little_to_fit_is_said(adopters: list[float], reason: str) -> None:
    logistic, _ = fit_growth(adopters)
    assert isinstance(logistic, NotFitted)
    assert (logistic.reason, logistic.adopters) == (reason, len(adopters))
