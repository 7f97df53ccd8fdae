"""Tables of documents in Parquet."""

from __future__ import annotations

import builtins
import datetime
from pathlib import Path
from typing import Any

import pytest

from extract.document import Document, Refusal
from extract.read import read_paths


def test_rows_are_documents(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = {"id": ["a", None], "text": ["全县工业", "全市"], "date": [datetime.date(2021, 5, 3)] * 2, "x": [1.5, None]}
    parquet.write_table(pyarrow.table(rows), tmp_path / "t.parquet")
    first, second = read_paths([tmp_path / "t.parquet"])
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.doc, first.source, first.metadata.published) == ("a", "t.parquet:1", "2021-05-03")
    assert second.doc == "t/2"


@pytest.mark.parametrize("rows", [{"a": [1]}, None])
def test_what_is_no_such_table_is_refused(tmp_path: Path, rows: dict[str, list[int]] | None) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "t.parquet"
    if rows is None:
        path.write_bytes(b"PAR1 nothing")
    else:
        parquet.write_table(pyarrow.table(rows), path)
    (refusal,) = read_paths([path])
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith(("it is no table of documents", "it is not a parquet file that can be read"))


def test_without_pyarrow_it_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_import = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return true_import(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    path = tmp_path / "t.parquet"
    path.write_bytes(b"PAR1")
    assert list(read_paths([path])) == [
        Refusal(str(path), "reading Parquet needs pyarrow: pip install 'zhengmai[parquet]'")
    ]
