"""Names taken apart and compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import case

from kg.resolve.match.blocks import block
from kg.resolve.match.context import Sentences, no_texts, says, sentence_at
from kg.resolve.match.fold import abbreviates, fold, same_reading
from kg.resolve.match.homes import Home, finer, lie
from kg.resolve.match.likeness import name_likeness
from kg.resolve.match.names import read_name
from kg.resolve.match.profile import profiles
from kg.resolve.match.weights import weights

SHUCHENG = case("安徽省/六安市/舒城县", "无").record
ANHUI, LUAN = "340000", "341500"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("福建恆盛紡織有限公司", "福建恒盛纺织有限公司"),
        ("江苏 华 阳 电源有限公司", "江苏华阳电源有限公司"),
        ("ＴＣＬ华瑞照明", "tcl华瑞照明"),
        ("“四送一服”", "四送一服"),
        ("规划（2021—2023年）", "规划(2021-2023年)"),
    ],
)
def test_width_script_blanks_and_quotes_do_not_count(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("kind", "name", "core"),
    [
        ("Enterprise", "安徽贝川机电有限公司", "贝川机电"),
        ("Enterprise", "维谛技术（绵阳）有限公司", "维谛技术"),
        ("Enterprise", "中国一拖集团有限公司", "一拖"),
        ("Park", "舒城经济开发区", "经济开发区"),
        ("Park", "县经开区", "经开区"),
        ("Policy", "《舒城县人民政府关于促进工业发展的若干意见》", "促进工业发展的若干意见"),
        ("Policy", "关于印发《舒城县工业规划》的通知", "工业规划"),
        ("Programme", "万企转型升级行动", "万企转型升级"),
        ("Project", "舒城县科创城建设项目", "科创城"),
    ],
)
def test_a_name_has_a_core(kind: str, name: str, core: str) -> None:
    assert read_name(kind, name, SHUCHENG).cores[0].text == core


@pytest.mark.parametrize(
    ("kind", "first", "second", "level"),
    [
        ("Enterprise", "贝川机电", "安徽贝川机电有限公司", "equal"),
        ("Enterprise", "bei川机电", "贝川机电", "reading"),
        ("Enterprise", "泰山玻纤", "泰山玻璃纤维有限公司", "abbreviated"),
        ("Enterprise", "长虹", "四川长虹电器股份有限公司", "shortened"),
        ("Enterprise", "贝川机电", "贝川精密", "kin"),
        ("Enterprise", "华星光电", "华新光电", "misspelt"),
        ("Park", "张江高新区", "张江高新技术产业开发区", "abbreviated"),
        ("Park", "人工智能产业园", "人工智能创新产业园", "contained"),
        ("Programme", "万企升级行动", "万企升级专项行动", "equal"),
        ("Programme", "万企升级行动", "万企升级改革", "kin"),
    ],
)
def test_names_are_alike_in_one_word(kind: str, first: str, second: str, level: str) -> None:
    names = [(read_name(kind, name, SHUCHENG),) for name in (first, second)]
    assert name_likeness(*names, kind)[0] == level
    assert name_likeness(*reversed(names), kind)[0] == level


def test_latin_letters_stand_for_a_character_only_where_it_is_read_so() -> None:
    assert same_reading("四送yi服", "四送一服")
    assert not same_reading("四送er服", "四送一服")
    assert not same_reading("tcl照明", "海螺照明")


def test_an_abbreviation_keeps_order_beginning_and_end() -> None:
    assert abbreviates("工信局", "工业和信息化局")
    assert not abbreviates("信工局", "工业和信息化局")
    assert not abbreviates("经信委", "经济和信息化局")


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        (Home((ANHUI, LUAN, "341523")), Home((ANHUI, LUAN, "341523")), "same"),
        (Home((ANHUI, LUAN)), Home((ANHUI, LUAN, "341523")), "within"),
        (Home((ANHUI,)), Home((ANHUI, LUAN)), "wide"),
        (Home((ANHUI,)), Home((ANHUI,)), "province"),
        (Home(()), Home(()), "nation"),
        (Home((ANHUI, LUAN)), Home((ANHUI, "340100")), "apart"),
        (Home((ANHUI,), open=True), Home((ANHUI,), open=True), "unknown"),
        (Home((ANHUI,), open=True), Home(("330000",)), "apart"),
        (None, Home((ANHUI,)), "unknown"),
    ],
)
def test_how_two_places_lie(first: Home | None, second: Home | None, relation: str) -> None:
    assert lie(first, second) == relation == lie(second, first)


def test_a_named_place_is_made_finer_by_where_the_text_is_from() -> None:
    named, own = Home((ANHUI,)), Home((ANHUI, LUAN))
    assert finer(named, own) == own
    assert finer(Home(("330000",)), own) == Home(("330000",))


@pytest.mark.parametrize(
    ("kind", "sentence", "first", "second", "said"),
    [
        ("alias", "林州红旗重型装备有限公司(以下简称红旗重工)投产", "红旗重工", "林州红旗重型装备有限公司", True),
        ("alias", "甲计划、乙计划(以下简称专项计划)", "乙计划", "专项计划", False),
        ("renamed", "原扬州新能动力有限公司现更名为蜂巢动力。", "蜂巢动力", "扬州新能动力有限公司", True),
        ("renamed", "蜂巢动力与扬州新能动力有限公司签约。", "蜂巢动力", "扬州新能动力有限公司", False),
        ("owns", "贝川精密是贝川机电的全资子公司。", "贝川机电", "贝川精密", True),
        ("owns", "贝川精密和贝川机电都是龙头企业。", "贝川机电", "贝川精密", False),
    ],
)
def test_what_a_sentence_says_of_two_names(kind: str, sentence: str, first: str, second: str, said: bool) -> None:
    assert (says(kind, [sentence], [first], [second]) is not None) is said
    assert (says(kind, [sentence], [second], [first]) is not None) is said


def test_a_sentence_is_cut_at_stops_and_bounded() -> None:
    text = "前一句。贝川机电投产！" + "后" * 500
    assert sentence_at(text, 4, 8) == "贝川机电投产！"
    assert len(sentence_at("长" * 1000, 500, 504)) < 300


def test_only_things_with_a_key_in_common_are_compared() -> None:
    text = "〔企业：贝川机电〕〔企业：禾光电子〕〔企业：安徽贝川机电有限公司〕〔园区：贝川工业园〕"
    record = case("安徽省/六安市/舒城县", text).record
    shown = [*profiles(record, Sentences(no_texts)).values()]
    names = [shown[n].names[0].text for pair in block(shown).pairs for n in pair]
    assert names == ["贝川机电", "安徽贝川机电有限公司"]


def test_weights_are_data_and_complete() -> None:
    found = weights()
    assert 0 < found.suggest < found.merge < 1
    assert found.features["place"]["same"].weight > 0 > found.features["place"]["apart"].weight
    assert {name for name, rule in found.bars.items() if rule.absolute} == {
        "type", "masked", "division", "code", "number", "vocabulary",
    }  # fmt: skip
    assert (Path(__file__).parents[3] / "kg/resolve/match/weights.yaml").read_text("utf-8").count("Fellegi") == 1
