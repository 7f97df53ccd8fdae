"""The tables of a graph as the sheets of a workbook; no cell runs as a formula."""

from __future__ import annotations

from typing import BinaryIO

from kg.errors import ZhengmaiError
from kg.export.rows import rows
from kg.export.tables import COLUMNS
from kg.info import notices
from kg.store import ReadStore

# The format has no more rows, and no longer cells.
_MOST_ROWS = 1_048_576
_LONGEST = 32_767
_TITLES = {
    "facts": "facts 事实",
    "claims": "claims 陈述",
    "evidence": "evidence 证据",
    "policies": "policies 政策",
    "force": "force 效力",
}


def write_workbook(store: ReadStore, out: BinaryIO) -> None:
    """A workbook with a sheet a table, and one with the notices where documents carry any; rows go out as they come.

    Raises ZhengmaiError where openpyxl is not installed, or a table has more rows than a sheet may have.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    except ImportError as error:
        raise ZhengmaiError("xlsx needs openpyxl: pip install 'zhengmai[xlsx]'") from error
    book = Workbook(write_only=True)

    def cell(sheet: object, value: object) -> object:
        """Text is text whatever it begins with: `=1+1` is no formula, and no apostrophe is needed."""
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("�", value)[:_LONGEST])
        made.data_type = "s"
        return made

    if told := notices(store):
        sheet = book.create_sheet("notice 声明")
        for notice in told:
            sheet.append([cell(sheet, notice)])
    for table, columns in COLUMNS.items():
        sheet = book.create_sheet(_TITLES[table])
        sheet.append(list(columns))
        for number, row in enumerate(rows(store, table), start=2):
            if number > _MOST_ROWS:
                raise ZhengmaiError(f"{table} has more rows than a sheet of xlsx may have: take parquet instead")
            sheet.append([cell(sheet, value) for value in row])
    book.save(out)
