"""Tables of documents in Parquet, read with pyarrow (an extra) a few rows at a time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from extract.read.corpus import as_row, corpus_columns
from extract.read.limits import Limits, Unreadable

_BATCH = 64


def parquet_rows(path: Path, limits: Limits) -> Iterator[tuple[int, dict[str, object]]]:
    """Rows with their numbers, counted from 1. Raises Unreadable without pyarrow, and for what is no such table."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise Unreadable("reading Parquet needs pyarrow: pip install 'zhengmai[parquet]'") from error
    try:
        with ParquetFile(path) as table:
            names = table.schema_arrow.names
            columns = corpus_columns(names)
            if columns is None:
                raise Unreadable("it is no table of documents: it has no column of texts with one of ids or titles")
            for part in range(table.metadata.num_row_groups):
                if table.metadata.row_group(part).total_byte_size > limits.archive_bytes:
                    raise Unreadable(f"a row group unpacks to more than {limits.archive_bytes:,} bytes")
            number = 0
            for batch in table.iter_batches(batch_size=_BATCH):
                for values in batch.to_pylist():
                    number += 1
                    yield number, as_row(columns, [_plain(values[name]) for name in names])
    except (pyarrow.ArrowException, OSError) as error:
        raise Unreadable(f"it is not a parquet file that can be read ({error})") from error


def _plain(value: object) -> object:
    """A value as JSON has it; what JSON does not have says nothing about a document."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, str | int) else None
