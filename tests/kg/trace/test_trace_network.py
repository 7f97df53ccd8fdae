"""Inference over all programmes of a graph: a simulated world written as documents, and a graph that is too small."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from scenes import covering, graph_of, programme, report, vocabulary

from extract.places.divisions import divisions
from kg import Graph
from kg.diffusion.simulate import World, simulate, simulate_independent
from kg.trace import Filters, network, trace
from kg.trace.network import cascades_of

NATIONAL = '; zm:grantorType "national" ; zm:scope "industry"'
PROVINCES = [d for d in divisions() if d.level == "province" and d.valid(None)][:31]
HEAD = "@prefix zm: <https://w3id.org/zhengmai/ontology#> . @prefix zmg: <https://w3id.org/zhengmai/graph/> ."


def provinces() -> str:
    """The provinces of the simulated worlds, in the vocabulary's graph."""
    from scenes import DIVISION

    told = (
        f"{DIVISION.format(d.code)} a zm:Region ; zm:level zm:province ; "
        f'<http://www.w3.org/2004/02/skos/core#prefLabel> "{d.name}"@zh .'
        for d in PROVINCES
    )
    return f"{HEAD} GRAPH zmg:vocabulary {{ {' '.join(told)} }}"


def events(rows: list[tuple[str, str]]) -> str:
    """Adoption events of pairs (key of a programme, code of a region)."""
    told = (
        f"<https://w3id.org/zhengmai/id/event/{key}-{code}> a zm:AdoptionEvent ; zm:status zm:achieved ; "
        f"zm:programme <https://w3id.org/zhengmai/id/programme/{key}> ; "
        f"zm:region <https://w3id.org/zhengmai/id/region/{code}> ."
        for key, code in rows
    )
    return f"{HEAD} GRAPH zmg:events {{ {' '.join(told)} }}"


def test_a_small_graph_says_how_many_programmes_it_has(tmp_path: Path) -> None:
    said = {"programme": "chain", "status": "achieved", "sentence": "推行链长制"}
    graph = graph_of(tmp_path / "g", vocabulary(programme("chain", "链长制", NATIONAL)), covering("a"),
                     report("a", "330000", "2018-01-01", said), events([("chain", "330000")]))  # fmt: skip
    found = graph.pathways()
    assert (found.enough, found.pathways) == (0, None)
    told = graph.trace("链长制", inferred=True).inference
    assert told is not None and (told.programmes, told.structure, told.shown) == (0, None, 0)
    assert graph.trace("链长制").inference is None


def test_cascades_tell_silent_regions_from_unseen_ones(tmp_path: Path) -> None:
    said = {"programme": "chain", "status": "achieved", "sentence": "推行链长制"}
    other = {"programme": "other", "status": "achieved", "sentence": "推行新政"}
    graph = graph_of(
        tmp_path / "g",
        vocabulary(programme("chain", "链长制", NATIONAL), programme("other", "新政", NATIONAL)),
        covering("zhejiang", "anhui", "guangdong", "late"),
        report("zhejiang", "330000", "2018-06-20", said),
        report("anhui", "340000", "2019-03-01", said, other),
        report("guangdong", "440000", "2017-01-01", other),
        report("late", "330000", "2020-03-01"),
    )
    limits = Filters(level="province")
    data = cascades_of([trace(graph, name, filters=limits) for name in ("链长制", "新政")], limits)
    region = {iri.rpartition("/")[2]: at for at, iri in enumerate(data.regions)}
    chain = next(at for at, iri in enumerate(data.programmes) if iri.endswith("chain"))
    assert data.grain == 1 / 12
    assert data.times[chain, region["330000"]] == pytest.approx(2018 + 5 / 12)
    assert not data.seen[chain, region["440000"]] and data.seen[1 - chain, region["330000"]]
    assert data.neighbours[region["330000"], region["340000"]]
    assert not data.neighbours[region["330000"], region["440000"]]
    assert (data.horizon, data.citations) == (2021.0, ())


def written(path: Path, times: np.ndarray) -> Graph:
    """A graph in which the reports of 31 provinces tell of these adoptions (programmes × provinces, years)."""
    keys = [f"p{number:02}" for number in range(len(times))]
    told: dict[tuple[int, str], list[dict[str, str]]] = {}
    pairs = []
    for row, column in np.argwhere(np.isfinite(times)):
        day = date(2005, 1, 1) + timedelta(days=round(float(times[row, column]) * 365.25))
        pairs.append((keys[row], PROVINCES[column].code))
        told.setdefault((column, day.isoformat()), []).append(
            {"programme": keys[row], "status": "achieved", "sentence": f"推行政策{row}"}
        )
    names = [f"d{column}-{day}" for column, day in told]
    documents = [
        report(name, PROVINCES[column].code, day, *claims)
        for name, ((column, day), claims) in zip(names, told.items(), strict=True)
    ]
    programmes = vocabulary(*(programme(key, f"政策{row:02}", NATIONAL) for row, key in enumerate(keys)))
    return graph_of(path, programmes, provinces(), covering(*names), events(pairs), *documents)


@pytest.mark.slow
def test_hypotheses_come_where_there_is_a_network_and_are_mostly_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import scenes

    monkeypatch.setattr(scenes, "_REGIONS", scenes._REGIONS | {d.code: (d.name, "province", None) for d in PROVINCES})
    truth = simulate(World(), 0)
    graph = written(tmp_path / "g", truth.data.times)
    first = graph.trace("政策00", inferred=True)
    assert first.inference is not None and first.inference.structure and first.inference.programmes == 50
    codes = [division.code for division in PROVINCES]
    shown = [line for line in first.parents if line.kind == "inferred" and line.parent is not None]
    right = [truth.parents[0, codes.index(s.child.code)] == codes.index(s.parent.code) for s in shown]
    assert len(shown) >= 3 and sum(right) / len(right) >= 0.6
    assert all(line.chosen.strength >= 0.5 for line in shown)


@pytest.mark.slow
def test_independent_adoptions_are_called_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import scenes

    monkeypatch.setattr(scenes, "_REGIONS", scenes._REGIONS | {d.code: (d.name, "province", None) for d in PROVINCES})
    found = network(written(tmp_path / "g", simulate_independent(World(), 0, "plain").times))
    assert found.pathways is not None and not found.pathways.structure and found.pathways.found == ()
