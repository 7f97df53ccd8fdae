"""What the columns and groups of a list say beside the title."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.lists.listed import QINGHE, XINGYU, YUANSHAN, held, located, record_of
from tests.extract.read.office_files import xlsx


@pytest.mark.parametrize("header", ["所在地市", "企业所属县区", "所属市州名称", "推荐地区"])
def test_headers_of_places_are_told_by_their_parts(tmp_path: Path, header: str) -> None:
    rows = [["2022年安徽省瞪羚企业名单"], ["企业名称", header], [QINGHE, "芜湖市"]]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows))
    assert located(record) == {QINGHE: "芜湖市"}


def test_groups_under_a_township(tmp_path: Path) -> None:
    rows = [
        ["包河区2022年瞪羚企业名单"],
        ["序号", "企业名称"],
        ["一、大圩镇（1家）"],
        [1, QINGHE],
        ["二、常青街道"],
        [2, XINGYU],
    ]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows))
    assert located(record) == {QINGHE: "大圩镇", XINGYU: "常青街道"}


def test_who_is_in_a_town_of_the_own_county_is_in_the_county_too(tmp_path: Path) -> None:
    rows = [["包河区2022年瞪羚企业名单"], ["企业名称", "所在镇街"], [QINGHE, "大圩镇"], [XINGYU, "长丰县"]]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows))
    names = {entity.id: entity.name for entity in record.entities} | {"@region": "@region"}
    said = {(names[r.subject], names[r.object]) for r in record.relations if r.predicate == "locatedIn"}
    assert said == {(QINGHE, "大圩镇"), (QINGHE, "@region"), (XINGYU, "长丰县")}


def test_columns_of_industries_and_parks_say_more_of_a_firm_and_products_are_no_names(tmp_path: Path) -> None:
    header = ["企业名称", "所属行业", "所属园区", "主导产品"]
    rows = [
        ["2022年安徽省瞪羚企业名单"],
        header,
        [QINGHE, "新材料产业", "合肥高新技术产业开发区", "汽车零部件、输送机"],
    ]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows))
    names = {entity.id: entity.name for entity in record.entities}
    said = {(r.predicate, names.get(r.object)) for r in record.relations if names.get(r.subject) == QINGHE}
    assert {("inIndustry", "新材料"), ("inPark", "合肥高新技术产业开发区")} <= said
    assert not {"汽车零部件", "输送机"} & {*names.values()}


@pytest.mark.parametrize(
    "rows",
    [
        "序號 企業名稱 所在鎮街 所屬行業\n"
        f"1 {QINGHE} 大圩镇 水暖厨卫\n2 {YUANSHAN} 常青街道 石材机械\n3 {XINGYU} 大圩镇 其他",
        f"1 {QINGHE} 大圩镇 新材料\n2 {YUANSHAN} 常青街道 电子信息\n3 {XINGYU} 大圩镇 食品加工",
    ],
    ids=["old script", "no header"],
)
def test_columns_in_plain_text(tmp_path: Path, rows: str) -> None:
    text = f"包河区2022年瞪羚企业名单\n{rows}\n"
    record, _ = record_of(tmp_path, "a.txt", text.encode())
    names = {entity.id: entity.name for entity in record.entities}
    industry = {names[r.subject]: names[r.object] for r in record.relations if r.predicate == "inIndustry"}
    assert located(record) == {QINGHE: "大圩镇", YUANSHAN: "常青街道", XINGYU: "大圩镇"}
    assert industry in (
        {QINGHE: "水暖厨卫", YUANSHAN: "石材机械"},
        {QINGHE: "新材料", YUANSHAN: "电子信息", XINGYU: "食品加工"},
    )


def test_who_recommended_is_a_column_and_no_stage(tmp_path: Path) -> None:
    rows = [["2022年安徽省瞪羚企业名单"], ["企业名称", "推荐单位"], [QINGHE, "合肥市经信局"]]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows))
    assert [(h.status, h.stage) for h in held(record)] == [("achieved", "认定")]


def test_where_holders_are_is_not_who_speaks(tmp_path: Path) -> None:
    holders = [[QINGHE, "合肥市", "肥西县"], [YUANSHAN, None, "长丰县"], [XINGYU, "芜湖市", "繁昌区"]]
    rows = [["安徽省2022年省级绿色工厂名单"], ["企业名称", "市", "县（市、区）"], *holders]
    record, _ = record_of(tmp_path, "a.xlsx", xlsx(rows))
    assert record.region and (record.region.path, record.region.level) == ("安徽省", "province")


def test_a_list_in_plain_text_and_traditional_script(tmp_path: Path) -> None:
    text = """霍山縣工業企業培育名單
序號 企業名稱 所在鄉鎮
1 安徽青禾新材料有限公司 諸佛庵鎮
2 霍山遠嶺機械有限公司 衡山鎮
3 安徽興宇汽車零部件有限公司 下符橋鎮
"""
    record, _ = record_of(tmp_path, "霍山縣.txt", text.encode())
    names = {e.id: e.name for e in record.entities}
    told = {(names[r.subject], names.get(r.object, r.object)) for r in record.relations if r.predicate == "locatedIn"}
    # Whoever is in a township is in the county that speaks, too.
    assert told == {
        ("安徽青禾新材料有限公司", "诸佛庵镇"),
        ("安徽青禾新材料有限公司", "@region"),
        ("霍山远岭机械有限公司", "衡山镇"),
        ("霍山远岭机械有限公司", "@region"),
        ("安徽兴宇汽车零部件有限公司", "下符桥镇"),
        ("安徽兴宇汽车零部件有限公司", "@region"),
    }
