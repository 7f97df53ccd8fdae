"""The process that parses files: it is bounded, and what it dies of is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.document import Document, Refusal
from extract.read import read_paths
from extract.read.layer import Layer
from extract.read.limits import DEFAULT_LIMITS, Limits, Unreadable
from extract.read.worker import Worker
from tests.extract.read.office_files import pdf

PAGE = "<p>全县工业经济</p>".encode()


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def test_it_reads_what_the_reader_reads_and_refuses_what_it_refuses(worker: Worker) -> None:
    layer = worker.read("html", PAGE, DEFAULT_LIMITS)
    assert isinstance(layer, Layer) and layer.text == "全县工业经济"
    with pytest.raises(Unreadable, match="its text is empty"):
        worker.read("html", b"<p></p>", DEFAULT_LIMITS)


def test_a_parser_that_runs_away_is_ended_and_the_next_file_is_read(worker: Worker) -> None:
    slow = b"<p>" + b"<b>x" * 200_000
    with pytest.raises(Unreadable, match=r"took longer than 0\.01 seconds"):
        worker.read("html", slow, Limits(seconds=0.01))
    assert isinstance(worker.read("html", PAGE, DEFAULT_LIMITS), Layer)


def test_memory_is_bounded(worker: Worker) -> None:
    large = b"<p>" + b"<b>x</b>" * 100_000
    with pytest.raises(Unreadable, match="memory|failed|ended its process"):
        worker.read("html", large, Limits(memory_bytes=64 << 20))


def test_a_fault_of_a_reader_is_told(worker: Worker) -> None:
    with pytest.raises(Unreadable, match=r"its reader failed \(KeyError: 'unheard of'\)"):
        worker.read("unheard of", PAGE, DEFAULT_LIMITS)


def test_one_bad_file_stops_no_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "c.pdf").write_bytes(pdf("全县工业经济"))
    items = list(read_paths([tmp_path]))
    assert [type(item) for item in items] == [Refusal, Refusal, Document]
