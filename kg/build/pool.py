"""One function over many documents: in this process or in several, always in the same order."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from extract.document import Document, Refusal
from kg.errors import ZhengmaiError
from ontology.contract import check_evidence, check_meaning
from ontology.records import Record

Extract = Callable[[Document], Record]
# A record as its line of JSON: half the size of the object on its way between processes.
Outcome = str | Refusal
# Sending a batch costs far less than reading it, and every process gets many, so that none waits long for the last.
_BATCH_CHARACTERS = 20_000
_BATCH_DOCUMENTS = 20


def extract_all(extract: Extract, documents: Sequence[Document], workers: int) -> Iterator[Outcome]:
    """The record of every document as JSON, in their order, or why it has none; no document makes this raise.

    Raises ZhengmaiError where no process can be had to extract in.
    """
    batches = _batches(documents)
    workers = min(workers, len(batches))
    if workers <= 1:
        for document in documents:
            yield _attempt(extract, document)
        return
    with _pool(workers) as pool:
        futures = [pool.submit(_attempt_batch, extract, batch) for batch in batches]
        try:
            for batch, future in zip(batches, futures, strict=True):
                yield from _collect(extract, batch, future)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _collect(extract: Extract, batch: list[Document], future: Future[list[Outcome]]) -> list[Outcome]:
    try:
        return future.result()
    except BrokenProcessPool:
        return _search(extract, batch)


def _search(extract: Extract, batch: list[Document]) -> list[Outcome]:
    """Find the document that ends its process, by halves, so that it takes no others with it."""
    with _pool(1) as pool:
        _begin(pool)
        try:
            return pool.submit(_attempt_batch, extract, batch).result()
        except BrokenProcessPool:
            if len(batch) == 1:
                return [
                    Refusal(batch[0].source, "extraction ended its process: out of memory, or a fault in a library")
                ]
    middle = len(batch) // 2
    return _search(extract, batch[:middle]) + _search(extract, batch[middle:])


def _begin(pool: ProcessPoolExecutor) -> None:
    """See that processes can be had at all: otherwise every document would seem to end its own, one after the other."""
    try:
        pool.submit(int).result()
    except BrokenProcessPool as error:
        raise ZhengmaiError(
            "processes for extraction end before they begin: in a script of your own, call build_graph "
            "under `if __name__ == '__main__':`, or with one worker"
        ) from error


def _pool(workers: int) -> ProcessPoolExecutor:
    """A pool whose processes come from a clean server: a fork of this process would copy locks of its threads."""
    known = multiprocessing.get_all_start_methods()
    return ProcessPoolExecutor(workers, multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn"))


def _batches(documents: Sequence[Document]) -> list[list[Document]]:
    batches: list[list[Document]] = []
    size = 0
    for document in documents:
        if not batches or len(batches[-1]) >= _BATCH_DOCUMENTS or size + len(document.text) > _BATCH_CHARACTERS:
            batches.append([])
            size = 0
        batches[-1].append(document)
        size += len(document.text)
    return batches


def _attempt_batch(extract: Extract, batch: list[Document]) -> list[Outcome]:
    return [_attempt(extract, document) for document in batch]


def _attempt(extract: Extract, document: Document) -> Outcome:
    try:
        record = extract(document)
        problems = check_evidence(record, document.text) + check_meaning(record)
        line = record.to_json()
        line.encode()
    except Exception as error:
        return Refusal(document.source, f"extraction failed: {type(error).__name__}: {error}")
    if problems:
        return Refusal(document.source, f"its record breaks the contract: {problems[0]}")
    return line
