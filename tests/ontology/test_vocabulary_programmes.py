"""The programmes that ship, and what the loader refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontology.vocabulary import VocabularyError, load_programmes
from ontology.vocabulary.edtf import is_edtf
from ontology.vocabulary.facets import facet_labels

ENTRY = """\
programmes:
- id: shi-fan
  label: 示范行动
  en: Demonstration Action
  form: [project series]
  scope: [industry]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "extra.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_there_are_enough_programmes_and_every_reference_resolves() -> None:
    vocabulary = load_programmes()
    assert len(vocabulary) >= 250
    for entry in vocabulary:
        for target in (*entry.variant_of, *entry.analogue_of, *entry.broader, *entry.next_stage):
            assert target in vocabulary.by_id


def test_every_form_is_found_and_none_is_a_single_character() -> None:
    vocabulary = load_programmes()
    for entry in vocabulary:
        for form in entry.surface_forms:
            assert entry in vocabulary.lookup(form)
    assert min(map(len, vocabulary.surfaces)) >= 2


@pytest.mark.parametrize(
    ("form", "label"),
    [
        ("高企", "高新技术企业"),
        ("亩产论英雄", "亩均论英雄"),
        ("“最多跑一次”改革", "最多跑一次"),
        ("专精特新「小巨人」企业", "专精特新“小巨人”"),
        ('专精特新"小巨人"', "专精特新“小巨人”"),
        ("专精特新小巨人企业", "专精特新“小巨人”"),
        ("“四送一服”专项行动", "四送一服"),
        ("首台套", "首台（套）"),
    ],
)
def test_the_ways_of_writing_a_name_lead_to_it(form: str, label: str) -> None:
    assert [entry.label for entry in load_programmes().lookup(form)] == [label]


def test_an_ordinary_word_counts_only_with_quotes_or_context() -> None:
    surface = load_programmes().surfaces["小巨人"]
    assert surface.ambiguous
    assert surface.admits("新增“小巨人”3家", 3, 6)
    assert surface.admits("新增国家级小巨人企业3家", 5, 8)
    assert not surface.admits("他是家里的小巨人", 5, 8)


def test_ladders_climb_to_the_known_top() -> None:
    vocabulary = load_programmes()
    rung, climbed = vocabulary.by_id["chuang-xin-xing-zhong-xiao-qi-ye"], []
    while rung.next_stage:
        rung = vocabulary.by_id[rung.next_stage[0]]
        climbed.append(rung.label)
    assert climbed == ["专精特新", "专精特新“小巨人”", "制造业单项冠军"]


def test_a_lineage_holds_all_its_names_and_no_analogue() -> None:
    vocabulary = load_programmes()
    family = [entry.label for entry in vocabulary.family("si-song-yi-fu-shuang-lian")]
    assert sorted(family) == ["四送一服", "四送一服双千工程", "四送一服双联"]
    assert [entry.label for entry in vocabulary.family("yi-ci-ban-hao")] == ["一次办好"]


@pytest.mark.parametrize(
    ("programme", "region", "date", "status"),
    [
        ("四送一服", "安徽省", "2017", "achieved"),
        ("链长制", "湖南省/长沙市", "2017-11-23", "achieved"),
        ("链长制", "湖南省/湘潭市", "2018-04", "achieved"),
        ("链长制", "浙江省", "2019-08", "achieved"),
        ("链长制", "广东省", "2021-01", "planned"),
        ("链长制", "广东省", "2021-04-02", "achieved"),
        ("最多跑一次", "浙江省", "2016-12", "achieved"),
        ("亩均论英雄", "浙江省/绍兴市/柯桥区", "2006", "achieved"),
        ("亩均论英雄", "浙江省", "2018-01", "achieved"),
        ("河长制", "江苏省/无锡市", "2007-08", "achieved"),
    ],
)
def test_dated_adoptions_are_there_with_a_source(programme: str, region: str, date: str, status: str) -> None:
    (entry,) = load_programmes().lookup(programme)
    facts = [fact for fact in entry.adoptions if (fact.region, fact.date, fact.status) == (region, date, status)]
    assert len(facts) == 1
    assert facts[0].source


def test_every_dated_fact_is_well_formed_and_sourced() -> None:
    for entry in load_programmes():
        for fact in (*entry.adoptions, entry.origin, entry.central_mandate):
            if fact is not None:
                assert is_edtf(fact.date)
                assert fact.source


def test_an_extra_file_adds_and_replaces(tmp_path: Path) -> None:
    shipped = load_programmes()
    added = load_programmes([write(tmp_path, ENTRY)])
    assert len(added) == len(shipped) + 1
    other = tmp_path / "other"
    other.mkdir()
    replaced = load_programmes([write(other, ENTRY.replace("shi-fan", "san-fu-wu"))])
    assert replaced.by_id["san-fu-wu"].label == "示范行动"
    assert len(replaced) == len(shipped)


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (("  en: Demonstration Action\n", ""), 2, "'en' is missing"),
        (("[project series]", "[slogan]"), 5, "'form' has 'slogan'"),
        (("scope: [industry]", "scope: [industry]\n  colour: red"), 7, "unknown field 'colour'"),
        (("scope: [industry]", "scope: [industry]\n  nextStage: [nowhere]"), 7, "'nowhere', which is no other"),
        (("scope: [industry]", "scope: [industry]\n  broader: [shi-fan]"), 7, "'shi-fan', which is no other"),
        (("scope: [industry]", "scope: [industry]\n  aliases: [示]"), 7, "too short"),
        (("scope: [industry]", "scope: [industry]\n  aliases: [链长制]"), 7, "already names 'lian-zhang-zhi'"),
        (("scope: [industry]", "scope: [industry]\n  needs: {别的: {quoted: true}}"), 7, "neither the label nor"),
        (("scope: [industry]", "scope: [industry]\n  needs: {示范行动: {}}"), 7, "a guard needs one of"),
        (
            ("scope: [industry]", "scope: [industry]\n  origin: {region: 安徽省, date: 2017-13, source: x}"),
            7,
            "'date' must",
        ),
        (
            ("scope: [industry]", "scope: [industry]\n  origin: {region: 安徽省, date: '2017'}"),
            7,
            "'source' is missing",
        ),
        (("shi-fan", "Shi Fan"), 2, "small letters"),
        (("[project series]", "[project series"), 6, "not YAML"),
    ],
)
def test_errors_name_the_file_and_the_line(tmp_path: Path, change: tuple[str, str], line: int, reason: str) -> None:
    path = write(tmp_path, ENTRY.replace(*change))
    with pytest.raises(VocabularyError, match=re.escape(f"{path}:{line}: ") + ".*" + re.escape(reason)):
        load_programmes([path])


def test_a_repeated_id_in_one_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, ENTRY + ENTRY.removeprefix("programmes:\n"))
    with pytest.raises(VocabularyError, match=r"extra\.yaml:7: id 'shi-fan' is already at extra\.yaml:2"):
        load_programmes([path])


def test_a_form_may_be_shared_if_both_say_so(tmp_path: Path) -> None:
    other = ENTRY.replace("shi-fan", "shi-fan-er").replace("示范行动", "示范工程").removeprefix("programmes:\n")
    both = (ENTRY + other).replace("scope: [industry]", "scope: [industry]\n  aliases: [示范年]\n  shared: [示范年]")
    vocabulary = load_programmes([write(tmp_path, both)])
    assert vocabulary.surfaces["示范年"].names == ("shi-fan", "shi-fan-er")


def test_a_chain_of_renamings_must_end(tmp_path: Path) -> None:
    first = ENTRY + "  variantOf: [shi-fan-er]\n"
    other = ENTRY.replace("shi-fan", "shi-fan-er").replace("示范行动", "示范工程").removeprefix("programmes:\n")
    path = write(tmp_path, first + other + "  variantOf: [shi-fan]\n")
    with pytest.raises(VocabularyError, match="variantOf leads back"):
        load_programmes([path])


def test_every_facet_value_has_labels_in_both_languages() -> None:
    labels = facet_labels()
    used = {value for p in load_programmes() for value in (*p.form, *p.holder, *p.grantor, *p.scope)}
    assert used <= set(labels)
    assert labels["market-entity"] == {"zh": "经营主体", "en": "market entities"}


@pytest.mark.parametrize(
    ("form", "once_linked_to"),
    [
        ("现代学徒制", "企业新型学徒制"),
        ("省级高新区", "国家高新区"),
        ("省级旅游度假区", "国家级旅游度假区"),
        ("供应链金融", "应收账款融资"),
        ("首席技师", "技能人才培养"),
        ("领军型创新创业团队", "高层次人才计划"),
        ("上市后备企业", "企业上市倍增计划"),
        ("创业投资引导基金", "天使投资基金"),
        ("大学生创业园", "创业孵化基地"),
        ("循环经济试点", "循环经济示范城市"),
        ("营商环境创新试点", "营商环境评价"),
        ("白名单", "防疫企业白名单"),
        ("安全生产大检查", "安全生产专项整治三年行动"),
        ("项目落地年", "产业项目建设年"),
    ],
)
def test_another_thing_is_no_alias(form: str, once_linked_to: str) -> None:
    (entry,) = load_programmes().lookup(form)
    assert entry.label != once_linked_to


@pytest.mark.parametrize(
    ("form", "named", "plain"),
    [
        ("负面清单", "缩减外资准入负面清单", "列出一张负面清单"),
        ("以旧换新", "开展以旧换新活动", "门店提供以旧换新"),
        ("注册制", "科创板试点注册制", "会员实行注册制"),
        ("供给侧结构性改革", "深化供给侧结构性改革", "以供给侧结构性改革为主线"),
        ("“单一窗口”", "国际贸易“单一窗口”上线", "设立政务“单一窗口”"),
        ("粤港澳大湾区建设", "推进粤港澳大湾区建设", "粤港澳大湾区建设银行"),
        ("国家自然科学基金", "获批国家自然科学基金", "与国家自然科学基金委共建"),
    ],
)
def test_schemes_of_ordinary_words_need_their_context(form: str, named: str, plain: str) -> None:
    surface = load_programmes().surfaces[form]
    for text, counts in ((named, True), (plain, False)):
        start = text.index(form)
        assert surface.admits(text, start, start + len(form)) is counts


def test_a_state_scheme_and_its_parts_hang_together() -> None:
    by_id = load_programmes().by_id
    assert by_id["jing-jin-ji-xie-tong-fa-zhan"].national
    assert by_id["xiao-fei-pin-yi-jiu-huan-xin"].broader == ("liang-xin-zheng-ce", "yi-jiu-huan-xin")
