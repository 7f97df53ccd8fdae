"""What a query answered, and its forms: table, CSV, xlsx, JSON, Turtle, data frame, notebook."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, RdfFormat, Triple, serialize
from rich.table import Table
from rich.text import Text

from kg.query.cells import Term, formula_safe, sentence, shorten, value, visible
from kg.query.guard import QueryError

BOM = "\ufeff"
_NOTEBOOK_ROWS = 200


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV that spreadsheets open well: a byte-order mark, and no cell that would run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return BOM + out.getvalue()


def csv_cell(cell: object) -> object:
    """A cell of CSV: nothing as an empty one, text so that a spreadsheet does not run it."""
    return "" if cell is None else formula_safe(cell) if isinstance(cell, str) else cell


def rich_table(title: str | None, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """A table for the terminal in which no cell is read as markup or as a control sequence."""
    table = Table(title=None if title is None else Text(visible(title)), title_justify="left", title_style="bold")
    for name in header:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else visible(str(cell))) for cell in row))
    return table


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to one query, all in memory.

    `vars` and `rows` for SELECT, `triples` for CONSTRUCT and DESCRIBE, `truth` for ASK. `sparql` is the text
    that was run, `truncated` whether a row limit cut the answer.
    """

    sparql: str
    vars: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    triples: tuple[Triple, ...] = ()
    truth: bool | None = None
    truncated: bool = False
    title: str | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows) or len(self.triples)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows with plain values; unbound variables are None."""
        header, rows = self._grid()
        return [dict(zip(header, map(value, row), strict=True)) for row in rows]

    def to_json(self) -> str:
        """A JSON array with an object a row; of ASK, `true` or `false`."""
        return json.dumps(self.to_dicts() if self.truth is None else self.truth, ensure_ascii=False, indent=2)

    def to_csv(self) -> str:
        """CSV with a byte-order mark, IRIs in full, no cell that a spreadsheet would run."""
        header, rows = self._grid()
        return csv_text(header, (list(map(value, row)) for row in rows))

    def to_xlsx(self) -> bytes:
        """A workbook of one sheet; its cells as in `to_csv`, texts as they are and never run."""
        from kg.query.sheet import workbook

        header, rows = self._grid()
        return workbook(header, (list(map(value, row)) for row in rows))

    def to_table(self) -> Table:
        """A rich table, IRIs shortened."""
        header, rows = self._grid()
        return rich_table(self.title, header, (list(map(self._cell, header, row)) for row in rows))

    def to_turtle(self) -> str:
        """Turtle of a CONSTRUCT or DESCRIBE answer; raises QueryError for the other forms."""
        if self.vars or self.truth is not None:
            raise QueryError("only CONSTRUCT and DESCRIBE answer with triples; ask for table, csv or json instead")
        out = io.BytesIO()
        serialize(sorted(set(self.triples), key=str), out, RdfFormat.TURTLE, prefixes=dict(self.prefixes))
        return out.getvalue().decode()

    def to_frame(self) -> Any:
        """A pandas DataFrame; raises ImportError where pandas is not installed."""
        try:
            import pandas  # type: ignore[import-untyped,unused-ignore]
        except ImportError as error:
            raise ImportError("to_frame() needs pandas: pip install pandas") from error
        return pandas.DataFrame(self.to_dicts(), columns=list(self._grid()[0]))

    def _repr_html_(self) -> str:
        header, rows = self._grid()
        head = "".join(f"<th>{html.escape(name)}</th>" for name in header)
        body = "".join(f"<tr>{''.join(map(self._html_cell, row))}</tr>" for row in rows[:_NOTEBOOK_ROWS])
        more = f"<p>… {len(rows) - _NOTEBOOK_ROWS} more rows</p>" if len(rows) > _NOTEBOOK_ROWS else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def _html_cell(self, term: Term | None) -> str:
        return f"<td>{html.escape(visible(str(self._short(term))))}</td>"

    def _cell(self, name: str, term: Term | None) -> object:
        return sentence(term.value) if name == "sentence" and isinstance(term, Literal) else self._short(term)

    def _short(self, term: Term | None) -> object:
        plain = value(term)
        if isinstance(term, NamedNode):
            return shorten(term.value, self.prefixes)
        return "" if plain is None else plain

    def _grid(self) -> tuple[tuple[str, ...], Sequence[tuple[Term | None, ...]]]:
        if self.triples:
            return ("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in self.triples]
        if self.truth is not None:
            return ("answer",), [(Literal(self.truth),)]
        return self.vars, self.rows


# Rows, a truth, or triples, as they are found.
Found = QuerySolutions | QueryBoolean | Iterable[Triple]


def take(answer: Found, sparql: str, prefixes: Mapping[str, str], limit: int | None) -> QueryResult:
    """All of a store's `answer` to `sparql`, or its first `limit` rows or triples."""
    if isinstance(answer, QueryBoolean):
        return QueryResult(sparql, truth=bool(answer), prefixes=prefixes)
    if isinstance(answer, QuerySolutions):
        names = tuple(variable.value for variable in answer.variables)
        rows = tuple(tuple(row) for row in islice(answer, _one_more(limit)))
        kept = rows[:limit]
        return QueryResult(sparql, names, kept, truncated=len(kept) < len(rows), prefixes=prefixes)
    triples = tuple(islice(answer, _one_more(limit)))
    kept_triples = triples[:limit]
    return QueryResult(sparql, triples=kept_triples, truncated=len(kept_triples) < len(triples), prefixes=prefixes)


def _one_more(limit: int | None) -> int | None:
    return None if limit is None else limit + 1
