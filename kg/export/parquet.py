"""The tables of a graph as Parquet, a file each, for pandas, DuckDB and Polars; written in groups of rows."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from kg.errors import ZhengmaiError
from kg.export.rows import rows
from kg.export.tables import COLUMNS
from kg.info import notices
from kg.store import ReadStore
from kg.store.files import whole_file

_GROUP = 50_000


def write_parquet(store: ReadStore, folder: Path) -> None:
    """`facts.parquet` and so on, a file for each of COLUMNS, in `folder`; notices are in the files' metadata too.

    Raises ZhengmaiError where pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ZhengmaiError("Parquet needs pyarrow: pip install 'zhengmai[parquet]'") from error
    kinds = {"text": pyarrow.string(), "int": pyarrow.int64(), "float": pyarrow.float64()}
    metadata = {"notice": " ".join(notices(store))}
    for table, columns in COLUMNS.items():
        schema = pyarrow.schema([(name, kinds[kind]) for name, kind in columns.items()], metadata=metadata)
        found = rows(store, table)
        with whole_file(folder / f"{table}.parquet") as file, parquet.ParquetWriter(file, schema) as writer:
            while group := list(islice(found, _GROUP)):
                arrays = [
                    pyarrow.array(cells, field.type)
                    for cells, field in zip(zip(*group, strict=True), schema, strict=True)
                ]
                writer.write_batch(pyarrow.record_batch(arrays, schema=schema))
