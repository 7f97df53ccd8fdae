"""Tracing from end to end: what the graph has on a programme, ordered, and what follows from it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.trace.citations import Citation, Citations
from kg.trace.corpus import DOCUMENTS, REGIONS, Corpus
from kg.trace.coverage import coverage, matrix
from kg.trace.curves import Curves, cumulative, split
from kg.trace.events import adoptions, events, silences
from kg.trace.filters import Filters
from kg.trace.hops import count_hops
from kg.trace.model import ADOPTED, PLANNED, Adoption, Attestation, Source
from kg.trace.names import Analogue, name_uses, rivals
from kg.trace.parents import Parent, cited, parents
from kg.trace.places import LEVELS, PROVINCE, Gazetteer, Place
from kg.trace.read import Reader, Reading, in_context, read
from kg.trace.result import Provenance, Trace
from kg.trace.reuse import reused
from kg.trace.sentences import Texts
from kg.trace.strands import apart, strand

if TYPE_CHECKING:
    from kg.graph import Graph


@dataclass(frozen=True, slots=True)
class _Scene:
    """What all steps need: where to read, the regions, the texts, and the limits."""

    reader: Reader
    corpus: Corpus
    texts: Texts
    filters: Filters
    areas: frozenset[str] | None

    @property
    def gazetteer(self) -> Gazetteer:
        """The regions of the graph."""
        return self.corpus.gazetteer

    def inside(self, place: Place) -> bool:
        """Whether the place is, or lies in, the area that the trace is limited to."""
        return self.areas is None or bool(self.areas.intersection((place.iri, *place.above)))


def trace(graph: Graph, programme: str, *, family: bool = False, filters: Filters | None = None) -> Trace:
    """How `programme` (a name or an IRI) spread through this corpus, by first evidence.

    With `family`, its other names of one lineage count too, and its counterparts elsewhere are shown beside. A name
    that several local programmes bear is traced where it has the most documents, unless something ties them; the
    others are its namesakes. Raises QueryError for a programme, an area, a level, a status or a time that there is not.
    """
    filters = filters or Filters()
    reader = Reader(graph)
    named = [iri.value for iri in graph.entity(programme, "Programme")]
    areas = frozenset(iri.value for iri in graph.entity(filters.area, "Region")) if filters.area else None
    reader.remember(REGIONS, DOCUMENTS)
    scene = _Scene(reader, graph.corpus, Texts(graph.text), filters, areas)
    members = {row["member"]: row["name"] for row in reader.rows("family", named)}
    programmes = members if family else {iri: members.get(iri, iri) for iri in named}
    with _no_collection():
        return _trace(scene, programmes, family, f"{graph.store.generation}")


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without looking for garbage meanwhile: a large trace makes very many objects and no cycles, and the looks through
    all that there is would take a fifth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            _count_as_old()
            gc.enable()


def _count_as_old() -> None:
    """Have what was made meanwhile looked through with all that is old, and not at once, as so many new objects would
    be; where somebody froze objects of their own, it is left to be."""
    if gc.get_freeze_count() == 0:
        gc.freeze()
        gc.unfreeze()


def _trace(scene: _Scene, programmes: dict[str, str], family: bool, version: str) -> Trace:
    iris, reader = list(programmes), scene.reader
    reading = read(reader, programmes, scene.corpus, scene.texts)
    sources = [s for s in reading.sources.values() if scene.inside(s.region) and scene.filters.seen(s)]
    silent = silences(sources)
    mandates = reader.rows("mandates", iris)
    kept = [one for one in reading.attestations if scene.inside(one.place) and scene.filters.keep(one)]
    citations = _citations(scene, reading, kept, iris, [row["policy"] for row in mandates])
    tied = bool(reader.rows("ties", iris))
    ties = [] if tied else [(strand(c.source.region), strand(scene.gazetteer.place(c.origin))) for c in citations]
    found, namesakes = (tuple(kept), ()) if tied else apart(kept, ties, scene.gazetteer.provinces())
    had = tuple(_shown(one, scene.texts) for one in adoptions(found, silent))
    adopted = [one for one in had if one.group == ADOPTED]
    lines, plans = _lines(had, citations, sources, scene)
    provinces = {
        iri: name for iri, name in scene.gazetteer.provinces().items() if scene.inside(scene.gazetteer.place(iri))
    }
    return Trace(
        programmes=programmes,
        events=events(found, silent),
        adoptions=had,
        coverage=coverage(sources, had, provinces),
        matrix=matrix(_of_level(sources, scene), had, _rows(scene, provinces)),
        curves=_curves(adopted, [(row["name"], row["date"]) for row in mandates]),
        parents=lines,
        plans=plans,
        hops=count_hops((line.hop, line.weight, line.lag) for line in lines),
        rivals=rivals(found, scene.texts),
        names=name_uses(found),
        analogues=_analogues(scene, iris) if family else (),
        namesakes=namesakes,
        sources={s.id: s for s in sources},
        provenance=_provenance(sources, scene, version),
        notices=tuple(sorted({one.source.notice for one in found if one.source.notice})),
        sparql=reader.sparql,
    )


def _citations(
    scene: _Scene, reading: Reading, kept: Sequence[Attestation], programmes: Sequence[str], mandates: Iterable[str]
) -> list[Citation]:
    forms = [row["form"] for row in scene.reader.rows("forms", programmes)]
    forms += sorted({one.used for one in kept})
    finder = Citations(scene.gazetteer, forms, mandates)
    own = [one for one in kept if one.reported_by is None]
    naming = {iri: source for iri, source in reading.sources.items() if source.naming and scene.filters.seen(source)}
    found = [*finder.of_claims(scene.reader.rows("citations"), naming), *finder.of_texts(own, scene.texts)]
    return list(dict.fromkeys(found))


def _lines(
    had: Iterable[Adoption], citations: Iterable[Citation], sources: Iterable[Source], scene: _Scene
) -> tuple[tuple[Parent, ...], tuple[Parent, ...]]:
    """Where adoptions came from; and where plans did of regions that none of them followed.

    Texts are plans before anything else: what an adopter copied may stand in the plan that it made first.
    """
    taken = [one for one in had if one.group in (ADOPTED, PLANNED)]
    said = cited(taken, citations, scene.gazetteer)
    for key, shared in reused(taken, sources, scene.texts).items():
        said[key] += shared
    adopted = [one for one in taken if one.group == ADOPTED]
    having = {one.place.key for one in adopted}
    waiting = [one for one in taken if one.place.key not in having]
    everybody = parents([*adopted, *waiting], said) if waiting else ()
    return parents(adopted, said), tuple(line for line in everybody if line.child.key not in having)


def _shown(adoption: Adoption, texts: Texts) -> Adoption:
    """The first evidence with its whole sentence: that is what pages show."""
    first, *others = adoption.attestations
    return Adoption(adoption.place, adoption.group, adoption.interval, (in_context(first, texts), *others))


def _curves(adopted: Sequence[Adoption], mandates: Iterable[tuple[str, str | None]]) -> Curves:
    dated = [(one.place, one.interval.upper) for one in adopted]
    everything = cumulative((place.key, day) for place, day in dated)
    levels = {
        level: cumulative((place.key, day) for place, day in dated if place.level == level)
        for level in LEVELS
        if any(place.level == level for place, _ in dated)
    }
    return Curves(everything, levels, split(everything, mandates))


def _analogues(scene: _Scene, programmes: Sequence[str]) -> tuple[Analogue, ...]:
    others = {
        row["analogue"]: row["name"]
        for row in scene.reader.rows("analogues", programmes)
        if row["analogue"] not in programmes
    }
    shown = []
    for iri, name in others.items():
        beside = Reader(scene.reader.graph)
        reading = read(beside, {iri: name}, scene.corpus, scene.texts)
        kept = [one for one in reading.attestations if scene.inside(one.place) and scene.filters.keep(one)]
        # The name of a query is one word: with that of the counterpart, it is not taken for that of the programme.
        scene.reader.sparql |= {f"{query} {name}": beside.sparql[query] for query in ("claims", "events")}
        shown.append(Analogue(iri, name, adoptions(kept, silences(reading.sources.values()))))
    return tuple(shown)


def _of_level(sources: Iterable[Source], scene: _Scene) -> list[Source]:
    level = scene.filters.level_name
    return [source for source in sources if level in (None, source.region.level)]


def _rows(scene: _Scene, provinces: Iterable[str]) -> list[Place]:
    """Provinces are rows whether the corpus has anything of them or not."""
    if scene.filters.level_name not in (None, PROVINCE):
        return []
    return [scene.gazetteer.place(iri) for iri in provinces]


def _provenance(sources: Sequence[Source], scene: _Scene, version: str) -> Provenance:
    dates = sorted(source.published for source in sources if source.published)
    return Provenance(
        version=version,
        first_document=dates[0] if dates else None,
        last_document=dates[-1] if dates else None,
        until=scene.filters.until,
        area=scene.filters.area,
        level=scene.filters.level_name,
        status=scene.filters.status,
        min_confidence=scene.filters.min_confidence,
    )
