"""A graph of many adoption events, and how long a trace over it takes: `python tests/bench/spread.py [EVENTS]`.

Part of `make bench`. Writing the graph of 100,000 events takes some three minutes and 1.5 GB.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from extract.places.divisions import divisions
from kg import Graph
from kg.quads import document_quads, shared_graphs
from kg.quads.document import graph_name
from kg.quads.terms import Terms
from kg.store import Changes, GraphFolder, publish
from kg.trace.corpus import keep_corpus
from ontology.namespaces import Namespaces
from ontology.records import OWN_REGION, Entity, Evidence, Mention, Period, Record, RegionAnswer, Relation, stable_id
from ontology.vocabulary.programmes import Programme, load_programmes

EVENTS = 100_000
_PROGRAMMES = 40
_YEARS = 4
_RUNS = 3


def trace_times(path: Path, events: int = EVENTS) -> Iterator[tuple[str, float]]:
    """Processor seconds of writing the graph to `path`, of the first trace of a graph just opened, and of a later one.

    `path` is a folder that is not there yet.
    """
    started = time.process_time()
    name, documents, told = write_many(path, events)
    what = f"{told:,} events, {documents:,} documents"
    yield f"{what}: written", time.process_time() - started
    with Graph.open(path) as graph:
        yield f"{what}: first trace", timed(lambda: graph.trace(name))
        yield f"{what}: later trace", min(timed(lambda: graph.trace(name)) for _ in range(_RUNS))


def timed(work: Callable[[], object]) -> float:
    """The processor seconds that `work` takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def write_many(path: Path, events: int = EVENTS, seed: int = 0) -> tuple[str, int, int]:
    """Write a graph in which `events` adoptions of `_PROGRAMMES` programmes are told, a document a region and year.

    Gives the name of one of the programmes, and how many documents and events there are.
    """
    programmes = [p for p in load_programmes() if p.national][:_PROGRAMMES]
    texts: dict[str, str] = {}
    records = list(_records(programmes, events, random.Random(seed), texts))
    terms, folder = Terms(Namespaces()), GraphFolder(path)
    folder.prepare()
    with folder.locked():
        folder.texts.mkdir()
        for key, text in texts.items():
            (folder.texts / f"{key}.txt").write_text(text, encoding="utf-8")
        shared = {terms.graph(name).value: g for name, g in shared_graphs(records, terms).graphs.items()}
        documents = {terms.graph(graph_name(r.id)).value: _Quads(r, terms) for r in records}
        inferred = frozenset({terms.graph("inferred").value})
        info = {"texts": {r.id: r.id for r in records}}
        publish(folder, Changes({**documents, **shared}, apart=inferred), [], info, anew=True)
        keep_corpus(path)
    return programmes[0].label, len(records), sum(len(record.relations) for record in records)


@dataclass(frozen=True)
class _Quads:
    """A document's quads, made when they are written."""

    record: Record
    terms: Terms

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(document_quads(self.record, self.terms))


def _records(
    programmes: list[Programme], events: int, chance: random.Random, texts: dict[str, str]
) -> Iterator[Record]:
    """Each region has a report a year; in the course of the years it comes to tell of every programme once."""
    places = sorted((d for d in divisions() if d.valid(None)), key=lambda d: d.code)
    written = 0
    for place in places:
        years = [chance.randrange(_YEARS) for _ in programmes]
        for year in range(_YEARS):
            told = [p for p, at in zip(programmes, years, strict=True) if at == year]
            told = told[: max(0, events - written)]
            written += len(told)
            record, text = _record(place.code, place.level, 2015 + year, told)
            texts[record.id] = text
            yield record


def _record(code: str, level: str, year: int, told: list[Programme]) -> tuple[Record, str]:
    sentences = [f"{year}年，全面推行“{programme.label}”。" for programme in told]
    text = f"{year}年工作报告。" + "".join(sentences)
    key = stable_id("bench", code, str(year))
    entities, relations, at = [], [], text.index("。") + 1
    for programme, sentence in zip(told, sentences, strict=True):
        start = at + sentence.index("“") + 1
        entity = stable_id(key, "Programme", programme.label)
        mention = Mention(start, start + len(programme.label), programme.label)
        entities.append(Entity(entity, "Programme", programme.label, [], False, programme.id, [mention]))
        evidence = Evidence(at, at + len(sentence), sentence, "bench")
        relations.append(
            Relation(
                stable_id(key, entity), OWN_REGION, "implements", entity, "achieved", [], str(year), None, None, 0.9,
                [evidence],
            )
        )  # fmt: skip
        at += len(sentence)
    path = divisions().path(code)
    region = RegionAnswer(path, code, level, True, "stated", 1.0)
    published = f"{year}-12-20"
    record = Record(f"{code}-{year}", key, "bench", f"{path}{year}年工作报告", published, None, region, Period())
    record.entities.extend(entities)
    record.relations.extend(relations)
    return record, text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for what, seconds in trace_times(Path(folder) / "graph", *map(int, sys.argv[1:2])):
            print(f"{what}: {seconds:.2f} s of processor time")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
