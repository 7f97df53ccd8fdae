"""From whom regions take programmes, over all programmes of a graph: pathways, and hypotheses for one trace.

Cascades are made of traces, one a programme, so that first evidence, strands, coverage and citations are those that a
trace shows. Regions are those of one level that adopted anything; a cell is unseen where no document of the region
covers the programme's topic once it was about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from kg.query.guard import QueryError
from kg.trace.dates import precision
from kg.trace.filters import Filters
from kg.trace.hops import borders, count_hops
from kg.trace.model import ADOPTED, Adoption
from kg.trace.parents import CITED, HIERARCHICAL, INFERRED, Candidate, parents
from kg.trace.places import PROVINCE, Place
from kg.trace.read import Reader
from kg.trace.result import Inference, Trace
from kg.trace.run import trace
from kg.trace.statistics import year_of

if TYPE_CHECKING:
    from kg.diffusion.cascades import Cascades
    from kg.diffusion.parents import Parent as Inferred
    from kg.diffusion.pathways import Pathways
    from kg.graph import Graph

# The inference goes through programmes × regions × regions a few thousand times.
MOST_CELLS = 8_000_000
MOST_PROGRAMMES = 200
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Network:
    """Pathways between `places` (by IRI); `enough` is how many programmes of at least 4 adopters there are, and
    `pathways` None where these are too few to look for any."""

    level: str
    enough: int
    pathways: Pathways | None
    places: Mapping[str, Place]


def network(graph: Graph, filters: Filters | None = None) -> Network:
    """The pathways among regions of the level of `filters` (provinces where it has none).

    Raises QueryError for an area, level or time that there is not, and for a level of too many regions.
    """
    from kg.diffusion.pathways import LEAST_PROGRAMMES, Pathways, find_pathways

    limits = _limits(filters or Filters())
    listed = programmes_with_adopters(graph, limits.level_name or PROVINCE)
    traces = [trace(graph, iri, filters=limits) for iri in listed] if len(listed) >= LEAST_PROGRAMMES else []
    places = {one.place.iri: one.place for found in traces for one in _dated(found, limits)}
    if not traces:
        return Network(limits.level_name or PROVINCE, len(listed), None, places)
    found = find_pathways(_bounded(traces, limits))
    enough = found.programmes
    return Network(limits.level_name or PROVINCE, enough, found if isinstance(found, Pathways) else None, places)


def with_inferred(graph: Graph, found: Trace, filters: Filters) -> Trace:
    """The same trace with inferred parents among the candidates, and with what the inference was made on.

    They rank below all that a text says. Without 20 programmes of at least 4 adopters, or where the cascades show no
    network, there are none.
    """
    from kg.diffusion.parents import infer_parents
    from kg.diffusion.pathways import LEAST_PROGRAMMES

    limits = _limits(filters)
    level = limits.level_name or PROVINCE
    listed = programmes_with_adopters(graph, level)
    if len(listed) < LEAST_PROGRAMMES:
        return replace(found, inference=Inference(level, len(listed), None, None, 0))
    others = (trace(graph, iri, filters=limits) for iri in listed if iri not in found.programmes)
    inferred = infer_parents(_bounded([found, *others], limits))
    own = [one for one in inferred.parents if one.programme == _key(found) and not one.cited]
    lines = parents(found.group(ADOPTED), _with_hypotheses(found, own))
    return replace(
        found,
        parents=lines,
        hops=count_hops((line.hop, line.weight, line.lag) for line in lines),
        inference=Inference(level, len(listed), inferred.structure.found, inferred.structure.p_value, len(own)),
    )


def _with_hypotheses(found: Trace, inferred: Iterable[Inferred]) -> Mapping[str, list[Candidate]]:
    """The candidates of a trace by key of the child, those that hierarchy gives left out, and inferred ones added."""
    places = {one.place.iri: one.place for one in found.group(ADOPTED)}
    candidates: dict[str, list[Candidate]] = defaultdict(list)
    for line in found.parents:
        said = [line.chosen, *line.others] if line.chosen else []
        candidates[line.child.key] += [one for one in said if one.kind != HIERARCHICAL]
    for one in inferred:
        detail = f"probability: {one.probability:.2f}"
        candidates[one.region].append(Candidate(places[one.parent], INFERRED, one.probability, detail))
    return candidates


def programmes_with_adopters(graph: Graph, level: str) -> list[str]:
    """IRIs of the programmes that at least 4 divisions of a level adopted by the events of the graph, those with most
    first; at most MOST_PROGRAMMES."""
    from kg.diffusion.pathways import LEAST_ADOPTERS

    gazetteer = graph.corpus.gazetteer
    adopters: dict[str, set[str]] = defaultdict(set)
    for row in Reader(graph).rows("adopters"):
        place = gazetteer.place(row["region"])
        if place.known and place.level == level:
            adopters[row["programme"]].add(place.key)
    enough = [iri for iri, found in adopters.items() if len(found) >= LEAST_ADOPTERS]
    return sorted(enough, key=lambda iri: (-len(adopters[iri]), iri))[:MOST_PROGRAMMES]


def _limits(filters: Filters) -> Filters:
    """As asked for, but of one level and all statuses."""
    return replace(filters, level=filters.level_name or PROVINCE, status=None)


def _key(found: Trace) -> str:
    """What a trace's programme is called in the cascades: several with variants are one."""
    return min(found.programmes)


def _dated(found: Trace, limits: Filters) -> Iterator[Adoption]:
    for one in found.group(ADOPTED):
        if one.place.known and one.place.level == limits.level_name and one.interval.upper:
            yield one


def _bounded(traces: Sequence[Trace], limits: Filters) -> Cascades:
    regions = {one.place.key for found in traces for one in _dated(found, limits)}
    if len(traces) * len(regions) ** 2 > MOST_CELLS:
        raise QueryError(
            f"{len(regions)} regions of level {limits.level_name} in {len(traces)} programmes are too many to infer "
            "from: limit the trace to an area (--root) or to another level (--level)"
        )
    return cascades_of(traces, limits)


def cascades_of(traces: Iterable[Trace], limits: Filters) -> Cascades:
    """The cascades of these traces, by the day by which each adoption is certain, rounded down to the grain."""
    from kg.diffusion.cascades import cascades

    listed = list(traces)
    adopted = {_key(found): list(_dated(found, limits)) for found in listed}
    grain = _grain([one for found in adopted.values() for one in found])
    times = {
        key: {one.place.iri: _rounded(year_of(one.interval.upper or ""), grain) for one in found}
        for key, found in adopted.items()
    }
    places = {one.place.iri: one.place for found in adopted.values() for one in found}
    years = [at for found in listed for at in found.matrix.years]
    return cascades(
        times,
        horizon=max([*(at + 1.0 for at in years), *(at for told in times.values() for at in told.values())], default=0),
        neighbours=_neighbours(places.values()),
        unseen=[(_key(found), iri) for found in listed for iri in _unseen(found, times[_key(found)], places)],
        cited=[
            (_key(found), line.child.iri, line.parent.iri)
            for found in listed
            for line in found.parents
            if line.kind == CITED and line.parent is not None
        ],
        grain=grain,
    )


def _unseen(found: Trace, times: Mapping[str, float], places: Iterable[str]) -> Iterator[str]:
    """Regions of which no document could have told since the programme was about."""
    first = int(min(times.values(), default=0))
    seen = {
        row.place.iri
        for row in found.matrix.rows
        if any(cell.seen and at >= first for at, cell in zip(found.matrix.years, row.cells, strict=True))
    }
    return (iri for iri in places if iri not in seen)


def _neighbours(places: Iterable[Place]) -> Iterator[tuple[str, str]]:
    """Provinces with a common land border; below them, regions of one province."""
    for one, other in combinations(places, 2):
        if one.level == PROVINCE:
            near = frozenset((one.code or "", other.code or "")) in borders()
        else:
            near = one.province is not None and one.province == other.province
        if near:
            yield one.iri, other.iri


def _grain(adopted: Sequence[Adoption]) -> float:
    """The width of the periods that dates tell apart: exact only where texts, and not documents, give the days."""
    known = [precision(one.when) for one in adopted]
    if known and all(precision(one.first.time) == "day" for one in adopted):
        return 0.0
    return 1 / 12 if sum(one in ("day", "month") for one in known) >= _MOSTLY * len(known) else 1.0


def _rounded(year: float, grain: float) -> float:
    return year if not grain else int(year / grain + 1e-6) * grain
