"""A database as of a date: that of a generation, hard-linked, with the difference applied; kept beside it."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kg.asof.force import states
from kg.asof.heard import Heard, Triple
from kg.errors import ZhengmaiError
from kg.resolve.times import Instant, last_instant
from kg.store import Changes, ReadStore, open_store
from kg.store.files import PARTIAL
from kg.store.write import write_store
from ontology.namespaces import Namespaces
from ontology.records import BASED_ON_KINDS, PREDICATES

_DATE = re.compile("[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def open_as_of(path: Path, when: str) -> ReadStore:
    """The graph in the folder `path` as of the end of `when`: a year, a month (`2019-06`) or a day.

    The first time takes the time to write the difference; then it is kept with the generation, and goes with it.
    Where the folder may not be written, it is made anew each time, beside the system's temporary files. Raises
    ZhengmaiError if there is no graph, or `when` is no such time.
    """
    limit = _limit(when)
    store = open_store(path)
    try:
        kept = store.place / "as-of" / when / "store"
        if not kept.exists():
            kept = _keep(store, kept, when, limit)
        store.look_at(kept)
    except BaseException:
        store.close()
        raise
    return store


def _limit(when: str) -> Instant:
    try:
        if not _DATE.fullmatch(when):
            raise ValueError(when)
        year, month, day = ([int(number) for number in when.split("-")] + [1, 1])[:3]
        date(year, month, day)
    except ValueError as error:
        raise ZhengmaiError(f"as of {when!r}: a year, a month or a day is expected, such as 2019-06") from error
    return last_instant(when)


def _keep(store: ReadStore, place: Path, when: str, limit: Instant) -> Path:
    """Write the view under another name first: two readers may do so at once, and one may be killed."""
    try:
        place.parent.parent.mkdir(exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f"{PARTIAL}{os.getpid()}-", dir=place.parent.parent))
    except OSError:
        partial = Path(tempfile.mkdtemp())
        store.on_close(lambda: shutil.rmtree(partial, ignore_errors=True))
        write_store(partial / "store", store.place / "store", _changes(store, when, limit))
        return partial / "store"
    try:
        write_store(partial / "store", store.place / "store", _changes(store, when, limit))
        partial.rename(place.parent)
    except OSError:
        # Another reader was first, which is as well.
        shutil.rmtree(partial, ignore_errors=True)
        if not place.exists():
            raise
    return place


def _changes(store: ReadStore, when: str, limit: Instant) -> Changes:
    names, database = store.namespaces, store.database
    heard = Heard(database, names, limit)
    silent = {claim.iri for claim in heard.claims[1]}
    gone = set(_pointing(names.prefixes["prov"] + "wasDerivedFrom", silent, database, names.graph("events")))
    fresh: list[ox.Quad] = []
    for graph, facts in zip(("facts", "inferred"), heard.facts(), strict=True):
        old, new = set(_direct(database, names, graph)), {_quad(fact, names, graph) for fact in facts}
        gone |= old - new
        fresh += sorted(new - old, key=str)
    events = heard.silent_events()
    evidence = _evidence({"supportsClaim": silent, "supportsEvent": events}, database, names) | heard.silent_evidence()
    gone.update(_pointing(names.term("copyOf"), evidence, database, names.graph("reprints")))
    gone.update(_pointing(names.term("adoptedFrom"), events, database, names.graph("inferred")))
    descents = _descents(events, database, names)
    things = [ox.NamedNode(iri) for iri in sorted(silent | events | evidence | descents)]
    dataset, vocabulary = ox.NamedNode(names.thing("dataset", "this")), ox.NamedNode(names.graph("vocabulary"))
    fresh += states(database, names, limit)
    fresh.append(ox.Quad(dataset, ox.NamedNode(names.term("asOf")), ox.Literal(when), vocabulary))
    return Changes(apart=frozenset({names.graph("inferred")}), gone=gone, fresh=fresh, forgotten=things)


def _evidence(silent: dict[str, set[str]], database: ox.Store, names: Namespaces) -> set[str]:
    """Evidence for what is not heard, by the property that says so."""
    found: set[str] = set()
    for name, supported in silent.items():
        for quad in database.quads_for_pattern(None, ox.NamedNode(names.term(name)), None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.NamedNode) and quad.object.value in supported:
                found |= {quad.subject.value} if isinstance(quad.subject, ox.NamedNode) else set()
    return found


def _descents(events: set[str], database: ox.Store, names: Namespaces) -> set[str]:
    """Where events came from, if either end is not heard."""
    ends = (names.term("descentOf"), names.term("fromEvent"))
    quads = (quad for end in ends for quad in _pointing(end, events, database, names.graph("inferred")))
    return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _pointing(predicate: str, silent: set[str], database: ox.Store, graph: str) -> Iterator[ox.Quad]:
    """Quads of a graph that lead to what is not heard: an event to its claim, evidence to that which it copies."""
    for quad in database.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.NamedNode(graph)):
        if isinstance(quad.object, ox.NamedNode) and quad.object.value in silent:
            yield quad


def _direct(database: ox.Store, names: Namespaces, graph: str) -> Iterator[ox.Quad]:
    where = ox.NamedNode(names.graph(graph))
    for name in (*PREDICATES, *BASED_ON_KINDS):
        yield from database.quads_for_pattern(None, ox.NamedNode(names.term(name)), None, where)


def _quad(fact: Triple, names: Namespaces, graph: str) -> ox.Quad:
    subject, predicate, object_ = fact
    nodes = (ox.NamedNode(subject), ox.NamedNode(names.term(predicate)), ox.NamedNode(object_))
    return ox.Quad(*nodes, ox.NamedNode(names.graph(graph)))
