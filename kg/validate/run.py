"""The shapes applied to all pieces of a graph, in this process or in several."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from kg.build.options import Progress
from kg.errors import ZhengmaiError
from kg.store import ReadStore
from kg.validate.pieces import GraphPiece, pieces, triples
from kg.validate.told import About, Teller
from ontology.graphs import Violation, validate_graph
from ontology.namespaces import DEFAULT_BASE, Namespaces


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation, the graph that it is in (`shared` for those that documents share), and what it is about."""

    graph: str
    violation: Violation
    about: About

    def __str__(self) -> str:
        said = self.violation
        where = " ".join(part for part in (said.path, said.value) if part)
        return f"{said.message_zh} / {said.message_en}: {self.about} <{said.focus}>{f' {where}' if where else ''}"


def check_graph(store: ReadStore, *, workers: int = 1, progress: Progress | None = None) -> Iterator[Finding]:
    """Every violation: documents by themselves, then the shared graphs, cut by subject. No order of processes shows."""
    yield from _check(store.place / "store", store.database, store.namespaces.base, workers, progress)


def check_file(
    path: Path, base: str = DEFAULT_BASE, *, workers: int = 1, progress: Progress | None = None
) -> Iterator[Finding]:
    """Every violation in a file of N-Quads, which is put into a database beside the system's temporary files.

    Raises ZhengmaiError where the file cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        database = ox.Store(folder)
        try:
            with path.open("rb") as file:
                database.bulk_load(file, ox.RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise ZhengmaiError(f"{path} is no file of N-Quads: {error}") from error
        database.flush()
        yield from _check(Path(folder), database, base, workers, progress)


def _check(place: Path, database: ox.Store, base: str, workers: int, progress: Progress | None) -> Iterator[Finding]:
    names = Namespaces(base)
    parts = list(pieces(database, names))
    teller = Teller(database, names)
    with ExitStack() as stack:
        found = _in_order(stack, place, parts, base, workers)
        for done, (piece, violations) in enumerate(zip(parts, found, strict=True), start=1):
            yield from (Finding(piece.name, violation, teller.about(violation)) for violation in violations)
            if progress:
                progress(done, len(parts))


def _in_order(
    stack: ExitStack, place: Path, parts: list[GraphPiece], base: str, workers: int
) -> Iterable[list[Violation]]:
    if workers <= 1 or len(parts) <= 1:
        return (check_piece(str(place), base, piece) for piece in parts)
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    pool = stack.enter_context(ProcessPoolExecutor(workers, multiprocessing.get_context(method)))
    stack.callback(pool.shutdown, wait=False, cancel_futures=True)
    return pool.map(check_piece, [str(place)] * len(parts), [base] * len(parts), parts)


def check_piece(place: str, base: str, piece: GraphPiece) -> list[Violation]:
    """The violations in one piece of the database in the folder `place`, sorted."""
    data = ox.serialize(set(triples(_opened(place), piece)), format=ox.RdfFormat.N_TRIPLES) or b""
    found = validate_graph(Graph().parse(data=data, format="nt"), base)
    own = set(piece.subjects)
    return [violation for violation in found if not own or violation.focus in own]


@cache
def _opened(place: str) -> ox.Store:
    return ox.Store.read_only(place)
