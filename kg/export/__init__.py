"""A graph in a file that opens elsewhere: RDF, networks for Gephi and networkx, tables for pandas and spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from kg.errors import ZhengmaiError
from kg.export.network import write_gexf, write_graphml
from kg.export.parquet import write_parquet
from kg.export.rdf import write_jsonld, write_nquads, write_trig, write_turtle
from kg.export.workbook import write_workbook
from kg.store import ReadStore
from kg.store.files import whole_file

Write = Callable[[ReadStore, BinaryIO], None]
FORMATS: Mapping[str, Write] = {
    "nq": write_nquads,
    "trig": write_trig,
    "ttl": write_turtle,
    "jsonld": write_jsonld,
    "gexf": write_gexf,
    "graphml": write_graphml,
}
# Into a folder, a file a table; and what cannot go through a pipe.
FOLDERS: Mapping[str, Callable[[ReadStore, Path], None]] = {"parquet": write_parquet}
FILES: Mapping[str, Write] = {"xlsx": write_workbook}
ALL = (*FORMATS, *FOLDERS, *FILES)


def export(store: ReadStore, format: str, output: Path | BinaryIO) -> None:
    """Write the graph to a file, whole or not at all, or to an open binary stream; Parquet into a folder.

    `format` is one of ALL; raises ZhengmaiError for another, for a stream where the format needs a file, and where
    the library that a format needs is not installed; OSError where `output` cannot be written.
    """
    if format not in ALL:
        raise ZhengmaiError(f"there is no export format {format!r}; choose {', '.join(ALL)}")
    if format in FOLDERS:
        if not isinstance(output, Path):
            raise ZhengmaiError(f"{format} is several files: give a folder with -o")
        FOLDERS[format](store, output)
    elif isinstance(output, Path):
        with whole_file(output) as file:
            {**FORMATS, **FILES}[format](store, file)
    elif format in FILES:
        raise ZhengmaiError(f"{format} needs a file: give one with -o")
    else:
        FORMATS[format](store, output)
