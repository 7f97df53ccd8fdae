"""Time per document by format: one notice with a list of companies, as a file of each kind. Part of `make bench`.

What makes the files are the tests' own dependencies; where they are not installed, these formats are left out.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

COMPANIES = 200
HEADING = "2023年度安徽省专精特新中小企业名单"
PROSE = "今年以来，全省工业经济运行平稳，各地常态化开展“四送一服”专项行动，持续优化营商环境。" * 20
ROWS: list[list[object]] = [
    ["序号", "企业名称", "所在地"],
    *([n, f"安徽青禾{n}号新材料有限公司", ("合肥市", "芜湖市", "六安市")[n % 3]] for n in range(1, COMPANIES + 1)),
]


def sample_files(folder: Path) -> Iterator[Path]:
    """The notice in every format that can be made here, each in a file of its own."""
    yield _written(folder / "notice.txt", "\n".join([PROSE, HEADING, *("  ".join(map(str, row)) for row in ROWS)]))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    page = _written(folder / "notice.html", f"<p>{PROSE}</p><p>{HEADING}</p><table>{cells}</table>")
    yield page
    yield _written(folder / "notice.csv", "\n".join([HEADING, *(",".join(map(str, row)) for row in ROWS)]))
    yield _docx(folder / "notice.docx")
    if shutil.which("soffice"):
        yield _written(folder / "notice.rtf", r"{\rtf1\ansi\ansicpg936 " + _rich(PROSE + HEADING) + "}")
    try:
        from tests.extract.read.office_files import pdf, ruled, xls, xlsx
    except ImportError:
        return
    sheet = [[PROSE], [HEADING], *ROWS]
    for name, data in (("xlsx", xlsx(sheet)), ("xls", xls(sheet)), ("pdf", pdf(PROSE, HEADING, ruled(ROWS)))):
        path = folder / f"notice.{name}"
        path.write_bytes(data)
        yield path
    prose = folder / "prose.pdf"
    prose.write_bytes(pdf(*[PROSE] * 10))
    yield prose


def _docx(path: Path) -> Path:
    import docx

    document = docx.Document()
    document.add_paragraph(PROSE)
    document.add_paragraph(HEADING)
    table = document.add_table(0, len(ROWS[0]))
    for row in ROWS:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = str(value)
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(buffer.getvalue())
    return path


def _rich(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))


def _written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path
