"""Lists of title holders in the layouts that agencies use, from the file to the claims."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from tests.extract.lists.listed import JUNYE, QINGHE, XINGYU, YUANSHAN, Held, held, located, record_of
from tests.extract.read.office_files import Rows, pdf, ruled, xlsx


def test_one_row_an_enterprise(tmp_path: Path) -> None:
    rows: Rows = [
        ["附件1"],
        ["2023年度安徽省专精特新中小企业名单"],
        ["（排名不分先后）"],
        ["序号", "企 业 名 称", "所在地", "级别", "批次"],
        [1, QINGHE, "合肥市", "省级", "第一批"],
        [2, YUANSHAN, "六安市/霍山县", "省级", "第一批"],
        [3, "1、" + XINGYU + "（原芜湖兴宇有限公司）", "芜湖", "市级", "第二批"],
        ["合计", "3家"],
        ["注：以上企业有效期三年"],
        [4, JUNYE],
    ]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows, ["A2:E2"]))
    assert held(record) == [
        Held(QINGHE, "专精特新", "achieved", "认定", "省", "2023", "Sheet1!A5:E5"),
        Held(YUANSHAN, "专精特新", "achieved", "认定", "省", "2023", "Sheet1!A6:E6"),
        Held(XINGYU, "专精特新", "achieved", "认定", "市", "2023", "Sheet1!A7:E7"),
    ]
    places = located(record)
    assert {h.holder: places[h.holder] for h in held(record)} == {
        QINGHE: "合肥市",
        YUANSHAN: "霍山县",
        XINGYU: "芜湖市",
    }
    (first, *_) = (r for r in record.relations if r.predicate == "recognisedAs")
    assert [(e.quote, e.place) for e in first.evidence] == [
        (f"1\t{QINGHE}\t合肥市\t省级\t第一批", "Sheet1!A5:E5"),
        ("2023年度安徽省专精特新中小企业名单", "Sheet1!A2"),
    ]


@pytest.mark.parametrize("merged", [["A1:C1", "A3:C3", "A6:C6"], []])
def test_grouped_by_city_in_rows(tmp_path: Path, merged: Sequence[str]) -> None:
    rows: Rows = [
        ["安徽省2022年瞪羚企业名单"],
        ["序号", "企业名称", "行业"],
        ["一、合肥市（2家）"],
        [1, QINGHE, "新材料"],
        [2, YUANSHAN, "机械"],
        ["二、芜湖市（1家）"],
        [3, XINGYU, "汽车"],
    ]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows, merged))
    assert [(h.holder, h.title, h.time) for h in held(record)] == [
        (name, "瞪羚企业", "2022") for name in (QINGHE, YUANSHAN, XINGYU)
    ]
    assert located(record) == {QINGHE: "合肥市", YUANSHAN: "合肥市", XINGYU: "芜湖市"}
    place = next(r for r in record.relations if r.predicate == "locatedIn")
    assert [e.quote for e in place.evidence] == [f"1\t{QINGHE}\t新材料", "一、合肥市（2家）"]


MERGED: Rows = [
    ["安徽省省级绿色制造名单"],
    ["序号", "地市", "认定情况", None, None],
    [None, None, "称号", "企业名称", "认定时间"],
    [1, "合肥市", "绿色工厂", QINGHE, "2022-05-03"],
    [2, None, None, YUANSHAN, "2022年6月"],
    [3, "芜湖市", None, XINGYU, "2022"],
    [4, None, "绿色供应链管理企业", JUNYE, "XX年"],
]
FROM_MERGED = [
    (QINGHE, "绿色工厂", "2022-05-03", "合肥市"),
    (YUANSHAN, "绿色工厂", "2022-06", "合肥市"),
    (XINGYU, "绿色工厂", "2022", "芜湖市"),
    (JUNYE, "绿色供应链管理企业", None, "芜湖市"),
]


@pytest.mark.parametrize("merged", [["A1:E1", "A2:A3", "B2:B3", "C2:E2", "B4:B5", "B6:B7", "C4:C6"], []])
def test_cells_merged_over_rows_under_a_header_of_two(tmp_path: Path, merged: Sequence[str]) -> None:
    # Without the merges it is what a csv export makes of the same sheet.
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(MERGED, merged))
    places = located(record)
    assert [(h.holder, h.title, h.time, places[h.holder]) for h in held(record)] == FROM_MERGED


def test_the_same_list_in_every_format(tmp_path: Path) -> None:
    rows = [["序号", "企业名称", "所在地"], [1, QINGHE, "合肥市"], [2, YUANSHAN, "霍山县"], [3, XINGYU, "芜湖市"]]
    heading = "2023年度安徽省专精特新中小企业名单"
    files = {
        "a.xlsx": xlsx([[heading], *rows]),
        "a.pdf": pdf(heading, ruled(rows)),
        "a.csv": f"{heading}\n".encode("gb18030") + "\n".join(",".join(map(str, r)) for r in rows).encode("gb18030"),
        "a.html": (f"<p>{heading}</p><table>" + "".join(_html_row(r) for r in rows) + "</table>").encode(),
        "a.docx": _docx(heading, rows),
        "a.txt": (heading + "\n" + "\n".join("  ".join(map(str, r)) for r in rows)).encode(),
    }
    for name, data in files.items():
        record, _ = record_of(tmp_path, name, data)
        assert [(h.holder, h.title, h.levels, h.time) for h in held(record)] == [
            (company, "专精特新", "省", "2023") for company in (QINGHE, YUANSHAN, XINGYU)
        ], name
        assert located(record) == {QINGHE: "合肥市", YUANSHAN: "霍山县", XINGYU: "芜湖市"}, name


def _html_row(row: Sequence[object]) -> str:
    return "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>"


def _docx(heading: str, rows: Rows) -> bytes:
    document = docx.Document()
    document.add_paragraph(heading)
    table = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            table.cell(number, column).text = str(value)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("heading", "status", "stage"),
    [
        ("关于公布2022年安徽省瞪羚企业名单的通知", "achieved", "认定"),
        ("2022年安徽省瞪羚企业拟认定名单", "ongoing", "公示"),
        ("关于2022年安徽省瞪羚企业名单的公示", "ongoing", "公示"),
        ("2022年安徽省瞪羚企业推荐名单", "ongoing", "推荐"),
        ("2022年安徽省瞪羚企业培育库名单", "ongoing", "培育"),
        ("2022年安徽省瞪羚企业入库名单", "ongoing", "入库"),
        ("2022年安徽省瞪羚企业复核通过名单", "achieved", "复核通过"),
        ("关于撤销安徽省瞪羚企业称号的企业名单", "ended", "取消"),
    ],
)
def test_the_heading_tells_the_stage(tmp_path: Path, heading: str, status: str, stage: str) -> None:
    record, _ = record_of(tmp_path, "a.xlsx", xlsx([[heading], ["企业名称", "所在地"], [QINGHE, "合肥市"]]))
    assert [(h.status, h.stage) for h in held(record)] == [(status, stage)]


def test_a_row_may_say_another_stage_than_the_heading(tmp_path: Path) -> None:
    rows = [["安徽省瞪羚企业复核名单"], ["企业名称", "复核结果"], [QINGHE, "通过复核"], [YUANSHAN, "复核未通过"]]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows))
    assert [(h.status, h.stage) for h in held(record)] == [("achieved", "复核通过"), ("ended", "取消")]


def test_two_blocks_side_by_side(tmp_path: Path) -> None:
    rows = [
        ["安徽省2022年瞪羚企业名单"],
        ["序号", "企业名称", "所在地", "序号", "企业名称", "所在地"],
        [1, QINGHE, "合肥市", 2, YUANSHAN, "霍山县"],
        [3, XINGYU, "芜湖市", None, None, None],
    ]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows))
    assert located(record) == {QINGHE: "合肥市", YUANSHAN: "霍山县", XINGYU: "芜湖市"}
    assert len(held(record)) == 3


def test_a_table_goes_on_over_pages_and_repeats_its_header(tmp_path: Path) -> None:
    names = [f"安徽{name}有限公司" for name in ("甲禾", "乙山", "丙宇", "丁业", "戊达", "己通")]
    rows = [["企业名称", "所在地"], *([name, "合肥市"] for name in names)]
    story = [
        "2022年安徽省瞪羚企业名单",
        ruled(rows[:3]),
        _page(),
        ruled([rows[0], *rows[3:5]]),
        _page(),
        ruled(rows[5:]),
    ]
    record, _ = record_of(tmp_path, "a.pdf", pdf(*story))
    assert [(h.holder, h.place) for h in held(record)] == [
        (names[0], "第1页 表1!A2:B2"),
        (names[1], "第1页 表1!A3:B3"),
        (names[2], "第2页 表1!A2:B2"),
        (names[3], "第2页 表1!A3:B3"),
        (names[4], "第3页 表1!A1:B1"),
        (names[5], "第3页 表1!A2:B2"),
    ]


def _page() -> object:
    from tests.extract.read.office_files import new_page

    return new_page()


def test_numbered_lines_under_headings_of_cities(tmp_path: Path) -> None:
    text = f"""关于公布2022年安徽省瞪羚企业名单的通知
各市经信局：
经评审、公示，现予公布。
附件
2022年安徽省瞪羚企业名单
一、合肥市（2家）
1.{QINGHE}
2.{YUANSHAN}
二、芜湖市（1家）
3.{XINGYU}
"""
    record, _ = record_of(tmp_path, "a.txt", text.encode())
    assert [(h.holder, h.title, h.stage, h.time) for h in held(record)] == [
        (name, "瞪羚企业", "认定", "2022") for name in (QINGHE, YUANSHAN, XINGYU)
    ]
    assert located(record) == {QINGHE: "合肥市", YUANSHAN: "合肥市", XINGYU: "芜湖市"}


@pytest.mark.parametrize(
    "above",
    ["我省现有专精特新中小企业1000家。\n规模以上工业企业名单", "实施“四送一服”专项行动\n走访企业名单", "企业名单"],
)
def test_a_list_of_something_else_recognises_nobody(tmp_path: Path, above: str) -> None:
    rows = [*([line] for line in above.split("\n")), ["企业名称", "产值"], [QINGHE, 1], [YUANSHAN, 2]]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows))
    assert held(record) == []


@pytest.mark.parametrize("name", ["XX有限公司", "合肥市经信局", "有限公司", "共3家"])
def test_what_is_no_company_is_none(tmp_path: Path, name: str) -> None:
    rows = [["2022年安徽省瞪羚企业名单"], ["单位名称", "所在地"], [name, "合肥市"], [QINGHE, "合肥市"]]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows))
    assert [h.holder for h in held(record)] == [QINGHE]


def test_parks_are_holders_too(tmp_path: Path) -> None:
    rows = [["2022年安徽省省级绿色园区名单"], ["园区名称", "所在地"], ["合肥高新技术产业开发区", "合肥市"]]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows))
    assert [(h.holder, h.title, h.levels) for h in held(record)] == [("合肥高新技术产业开发区", "绿色园区", "省")]
