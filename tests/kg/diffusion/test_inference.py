"""Parents by inference: right where there is a network, silent where there is none; `make bench` has the long gates."""

from __future__ import annotations

import numpy as np
import pytest

from kg.diffusion.cascades import Cascades, Citation, cascades
from kg.diffusion.hazards import HazardOptions, exposure, fit_rates
from kg.diffusion.measure import calibration_error, candidate_outcomes, edge_auc
from kg.diffusion.parents import infer_parents
from kg.diffusion.pathways import Pathways, TooFew, find_pathways
from kg.diffusion.rivals import netinf, who_was_first
from kg.diffusion.simulate import (
    EXACT,
    INDEPENDENT,
    MONTHS,
    YEARS,
    Dating,
    World,
    cite,
    observe,
    simulate,
    simulate_independent,
)

SEEDS = (0, 1, 2)


def _drawn(dating: Dating, seed: int, cited: float = 0.0, **world: object) -> tuple[object, Cascades]:
    truth, rng = simulate(World(**world), seed), np.random.default_rng(1000 + seed)
    return truth, cite(truth, observe(truth.data, dating, rng), cited, rng)


def _auc(data: Cascades, edges: object) -> float:
    options = HazardOptions()
    return edge_auc(fit_rates(data, exposure(data, options), options).pull, edges)


@pytest.mark.parametrize(("dating", "gate"), [(EXACT, 0.95), (MONTHS, 0.82), (YEARS, 0.78)])
def test_a_network_is_found_from_dates_alone(dating: Dating, gate: float) -> None:
    drawn = [_drawn(dating, seed) for seed in SEEDS]
    assert np.mean([_auc(data, truth.edges) for truth, data in drawn]) >= gate


@pytest.mark.parametrize("dating", [MONTHS, YEARS])
def test_late_and_coarse_dates_mislead_other_methods_more(dating: Dating) -> None:
    drawn = [_drawn(dating, seed) for seed in SEEDS]
    ours = np.mean([_auc(data, truth.edges) for truth, data in drawn])
    for rival in (netinf, who_was_first):
        assert ours > np.mean([edge_auc(rival(data), truth.edges) for truth, data in drawn])


@pytest.mark.parametrize("kind", ["exponential", "weibull"])
def test_what_is_shown_is_mostly_right_and_probabilities_mean_what_they_say(kind: str) -> None:
    truth, data = _drawn(MONTHS, 0, cited=0.3, kind=kind)
    found = infer_parents(data)
    row, column = data.programmes.index, data.regions.index
    right = [truth.parents[row(p.programme), column(p.region)] == column(p.parent) for p in found.parents]
    assert np.mean(right) >= 0.75
    assert calibration_error(*candidate_outcomes(data, truth.parents, found.probability)) <= 0.10


@pytest.mark.parametrize("kind", INDEPENDENT)
def test_without_a_network_no_parent_is_shown(kind: str) -> None:
    found = infer_parents(simulate_independent(World(), 0, kind))
    assert not found.structure.found
    assert found.parents == ()


def test_a_cited_parent_stands_even_without_a_network() -> None:
    data = simulate_independent(World(), 0)
    programme = next(c for c, row in enumerate(data.times) if np.isfinite(row).sum() > 1)
    first, second = np.argsort(data.times[programme])[:2]
    told = Cascades(
        data.programmes, data.regions, data.times, data.horizon, data.neighbours, data.seen,
        citations=(Citation(programme, int(second), int(first)),),
    )  # fmt: skip
    (parent,) = infer_parents(told).parents
    assert parent == (data.programmes[programme], data.regions[second], data.regions[first], 1.0, True)


def test_citations_are_worth_more_than_dates() -> None:
    plain, told = _drawn(MONTHS, 0), _drawn(MONTHS, 0, cited=0.3)
    assert _auc(told[1], told[0].edges) > _auc(plain[1], plain[0].edges)


def test_the_same_seed_gives_the_same_parents() -> None:
    _, data = _drawn(MONTHS, 3, cited=0.3, regions=12, edges=16, programmes=25)
    assert infer_parents(data).parents == infer_parents(data).parents


def test_a_region_whose_documents_are_missing_is_not_one_that_refused() -> None:
    told = {f"P{i}": {"A": 2010.0 + i / 10, "B": 2011.0 + i / 10} for i in range(10)}
    silent = {f"Q{i}": {"A": 2010.0 + i / 10} for i in range(10)}
    unseen = [(f"Q{i}", "B") for i in range(10)]
    options = HazardOptions()
    rates = []
    for blind in ((), unseen):
        data = cascades({**told, **silent}, 2020.0, unseen=blind)
        found = fit_rates(data, exposure(data, options), options)
        rates.append(found.pull[0, 1] + found.outside[1])
    assert rates[1] > 2 * rates[0]


def test_pathways_need_many_programmes() -> None:
    few = {f"P{i}": {r: 2010.0 + k for k, r in enumerate("ABCD")} for i in range(19)}
    assert find_pathways(cascades(few, 2020.0)) == TooFew(19)


def test_pathways_of_a_network_lie_on_it() -> None:
    truth, data = _drawn(EXACT, 1)
    found = find_pathways(data)
    assert isinstance(found, Pathways)
    assert found.structure
    column = data.regions.index
    assert np.mean([truth.edges[column(p.source), column(p.target)] for p in found.found[:30]]) >= 0.9


def test_shapes_and_horizon_are_checked() -> None:
    with pytest.raises(ValueError, match="horizon"):
        cascades({"P": {"A": 2021.0}}, 2020.0)
    with pytest.raises(ValueError, match="1 × 1"):
        Cascades(["P"], ["A"], np.zeros((2, 1)), 1.0, np.zeros((1, 1), bool), np.ones((1, 1), bool))
