"""Names taken apart and compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import case, named_case

from kg.resolve.match.blocks import block
from kg.resolve.match.context import Sentences, calls_one, no_texts, says, sentence_at
from kg.resolve.match.fold import abbreviates, fold, same_reading, unread
from kg.resolve.match.homes import Home, finer, lie
from kg.resolve.match.likeness import name_likeness
from kg.resolve.match.names import read_name
from kg.resolve.match.profile import Profile, profiles
from kg.resolve.match.score import compare
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
        ("Project", "县年产三万吨特种纸生产线项目", "特种纸"),
        ("Enterprise", "安徽舒城酿酒有限公司", "舒城酿酒"),
        ("Enterprise", "舒城县贝川纺织厂", "贝川纺织"),
        ("Park", "省级高新区（龙河镇）", "高新区"),
        ("Policy", "县工业奖励办法", "工业奖励办法"),
        ("Policy", "工信部、财政部关于推进绿色制造的意见", "推进绿色制造的意见"),
        ("Programme", "腾笼换鸟、凤凰涅槃攻坚行动", "腾笼换鸟凤凰涅槃"),
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
        ("Programme", "“一企一策”帮扶机制", "一企一策", "equal"),
        ("Enterprise", "马钢", "马鞍山钢铁股份有限公司", "initials"),
        ("Enterprise", "川润", "川渝润滑油有限公司", "unlike"),
        ("Enterprise", "贝川纸业", "贝川造纸有限公司", "abbreviated"),
        ("Enterprise", "贝川科技", "贝川科技海缆", "contained"),
        ("Enterprise", "贝川纺织", "贝川纺织机械", "contained"),
        ("Enterprise", "贝川数控", "贝川数控机床有限公司", "abbreviated"),
        ("Park", "临江石化基地", "临江新区石化产业基地", "pieces"),
        ("Park", "禾川科学城", "禾川软件园", "unlike"),
        ("Policy", "工业强县20条", "工业强县二十条", "abbreviated"),
        ("Policy", "冰雪条例", "冰雪旅游促进条例", "pieces"),
        ("Project", "核桃油项目", "核桃油加工扶贫项目", "pieces"),
        ("Project", "中山馆", "中山纪念图书馆", "unlike"),
        ("Enterprise", "禾川变速", "柳州中元禾川变速系统有限公司", "skipped"),
        ("Enterprise", "翠薇玻陶", "翠薇玻璃陶瓷有限公司", "abbreviated"),
        ("Enterprise", "东汽", "东方电气集团东方汽轮机有限公司", "initials"),
        ("Enterprise", "独石化", "中国石油天然气股份有限公司独山子石化分公司", "skipped"),
        ("Enterprise", "长安汽车", "长安福特汽车有限公司", "pieces"),
        ("Enterprise", "雅川", "雅川日中纺织印染有限公司", "pieces"),
        ("Park", "贝港片区", "中国自由贸易试验区贝港片区", "skipped"),
        ("Park", "成阿园区", "成都—阿坝工业集中发展区", "skipped"),
        ("Policy", "农机补贴八条禁令", "关于加强农机购置补贴监管的八条禁令", "skipped"),
        ("Policy", "危险品禁限目录", "禁止和限制危险品目录", "skipped"),
        ("Policy", "招商引资奖励办法", "招商引资考核奖励办法", "unlike"),
        ("Programme", "公共服务平台", "医药行业公共服务平台", "contained"),
        ("Programme", "凤归巢", "“凤归巢”返乡创业工程", "equal"),
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
        ("owns", "贝川精密拟上市，贝川机电持股八成。", "贝川机电", "贝川精密", True),
        ("alias", "禾川电器公司台州直属厂(内部叫台直厂)产开关", "台直厂", "禾川电器公司台州直属厂", True),
        ("renamed", "禾川工业园升级为国家级，启用新名禾川经济开发区", "禾川经济开发区", "禾川工业园", True),
        ("renamed", "完成禾川集团改制", "禾川", "集团", False),
    ],
)
def test_what_a_sentence_says_of_two_names(kind: str, sentence: str, first: str, second: str, said: bool) -> None:
    assert (says(kind, [sentence], [first], [second]) is not None) is said
    assert (says(kind, [sentence], [second], [first]) is not None) is said


@pytest.mark.parametrize(
    ("kind", "names", "bar"),
    [
        ("Programme", ("第四届创客大赛", "第六届创客大赛"), "phase"),
        ("Programme", ("单项冠军", "单项冠军培育企业"), "level"),
        ("Policy", ("稳增长二十条", "稳增长28条"), "year"),
        ("Policy", ("安徽省数字经济条例", "舒城县数字经济条例"), "apart"),
        ("Project", ("年产10万吨铜箔项目", "年产5万吨铜箔项目"), "year"),
        ("Project", ("省级示范项目", "市级示范项目"), "level"),
        ("Project", ("禾川光伏（落雁片）", "禾川光伏（豆沙片）"), "phase"),
        ("Park", ("县城东产业园A区", "县城东产业园B区"), "phase"),
        ("Enterprise", ("杉川集团", "杉川股份"), "group"),
        ("Enterprise", ("禾川纺织一厂", "禾川纺织有限公司"), "works"),
        ("Enterprise", ("禾川（集团）有限责任公司", "禾川股份"), "group"),
        ("Policy", ("舒城县工业新十条", "舒城县工业十条"), "year"),
        ("Programme", ("塑料“苗圃成林”工程", "家电“苗圃成林”工程"), "phase"),
    ],
)
def test_names_that_tell_two_things_apart(kind: str, names: tuple[str, str], bar: str) -> None:
    label = {"Programme": "抓手", "Policy": "政策", "Project": "项目", "Park": "园区", "Enterprise": "企业"}[kind]
    made = [case("安徽省/六安市/舒城县", f"〔{label}：{name}〕", doc=name) for name in names]
    first, second = (next(iter(profiles(one.record, Sentences(no_texts)).values())) for one in made)
    assert bar in compare(first, second).bars


def test_in_a_county_that_is_called_a_city_its_own_offices_are_meant() -> None:
    made = [
        case("安徽省/宣城市/宁国市", f"〔机关：{name}〕", doc=name) for name in ("市工信局", "宁国市工业和信息化局")
    ]
    first, second = (next(iter(profiles(one.record, Sentences(no_texts)).values())) for one in made)
    assert compare(first, second).merges


def test_words_that_few_things_share_are_no_places_and_nothing_common() -> None:
    texts = (
        "舒城的〔企业：贝川〕扩建羊绒车间，企业产值增长。",
        "〔企业：舒城贝川有限公司〕在舒城投产羊绒项目，产值增长。",
    )
    made = [case("安徽省/六安市/舒城县", text, doc=text) for text in texts]
    read = {one.record.id: one.text for one in made}
    first, second = (next(iter(profiles(one.record, Sentences(read.get)).values())) for one in made)
    assert first.shares(second) == {"羊绒"}


@pytest.mark.parametrize(
    ("sentence", "first", "second", "said"),
    [
        ("当地人还管禾川精机叫贝川老厂。", "禾川精机", "贝川老厂", True),
        ("被称作陶谷的禾川陶瓷园引来设计企业", "禾川陶瓷园", "陶谷", True),
        ("禾川精机系由贝川机床更名", "禾川精机", "贝川机床", True),
        ("禾川精机(以下简称禾精)设在贝川机床旧址", "禾川精机", "贝川机床", False),
        ("牌子从贝川机床换成了禾川精机", "禾川精机", "贝川机床", True),
        ("禾川精机(2001年贝川机床整体改制而成)", "禾川精机", "贝川机床", True),
        ("贝川机床招商时打的是禾川谷这块招牌", "禾川谷", "贝川机床", True),
        ("禾川精机改成了贝川机床的车间", "禾川精机", "贝川机床", False),
        ("禾川精机就是贝川机床旗下的公司", "禾川精机", "贝川机床", False),
        ("禾川精机和更名后的贝川机床签约", "禾川精机", "贝川机床", False),
    ],
)
def test_a_sentence_gives_one_thing_two_names_in_whatever_words(
    sentence: str, first: str, second: str, said: bool
) -> None:
    assert (calls_one("Enterprise", [sentence], [first], [second]) is not None) is said
    assert (calls_one("Enterprise", [sentence], [second], [first]) is not None) is said


def test_letters_that_only_say_how_a_name_is_read_are_left_out() -> None:
    assert [unread(name) for name in ("禾川hechuan机床", "hechuan禾川机床", "abbott禾川机床")] == [
        "禾川机床", "禾川机床", "abbott禾川机床",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("region", "name", "place"),
    [
        ("安徽省/六安市", "霍山经济开发区", "341525"),
        ("安徽省", "国家级霍山高新区", None),
        ("安徽省", "霍山国家高新区", "341525"),
        ("浙江省/绍兴市", "绍兴市生态环境局上虞分局", "330604"),
    ],
)
def test_where_a_name_is_by_the_short_names_in_it(region: str, name: str, place: str | None) -> None:
    label = "机关" if name.endswith("局") else "园区"
    (shown,) = profiles(case(region, f"〔{label}：{name}〕").record, Sentences(no_texts)).values()
    homes = {home.path[-1] for home in shown.homes if home is not None and len(home.path) > 2}
    assert homes == ({place} if place else set())


def test_an_edition_is_told_of_in_its_own_year() -> None:
    texts = (
        ("2022", "〔抓手：2022年雁归行动〕开场"),
        ("2022", "〔抓手：雁归行动〕开场"),
        ("2019", "〔抓手：雁归行动〕首办"),
    )
    made = [case("四川省/南充市/仪陇县", text, date, doc=date + text) for date, text in texts]
    named, same, other = (next(iter(profiles(one.record, Sentences(no_texts)).values())) for one in made)
    assert compare(named, same).merges
    assert compare(named, other).bars == ("year",)


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


def shown(label: str, name: str, place: str, date: str, sentence: str) -> Profile:
    """What one document of a sentence shows of the thing that it names."""
    made = named_case(label, name, place, date, sentence, sentence)
    (profile,) = profiles(made.record, Sentences({made.record.id: made.text}.get)).values()
    return profile


def test_a_county_speaks_of_what_its_city_has_or_of_its_own() -> None:
    county = "安徽省/六安市/舒城县"
    city = shown("抓手", "攀峰双倍增计划", "安徽省/六安市", "2023", "攀峰双倍增计划首年付奖二亿元。")
    part = shown("抓手", "攀峰双倍增", county, "2023", "攀峰双倍增在舒城发了三千万元，占全市一成。")
    own = shown("抓手", "攀峰双倍增", county, "2023", "舒城县自办攀峰双倍增，由县里出钱。")
    assert compare(city, part).merges
    assert compare(city, own).bars == ("wide",)


def test_nothing_is_told_of_a_policy_before_it_is_issued() -> None:
    place, name = "安徽省/六安市/舒城县", "舒城县白酒扶持办法"
    old = shown("政策", name, place, "2014", f"{name}奖励小窖。")
    new = shown("政策", name, place, "2020", f"新出台的{name}有效三年。")
    assert compare(old, new).bars == ("replaced",)
    assert compare(old, shown("政策", name, place, "2015", f"{name}奖励三家。")).merges


def test_a_number_behind_a_title_makes_it_that_number() -> None:
    number = shown("政策", "六政〔2018〕38号", "安徽省/六安市", "2018", "依据六政〔2018〕38号分五类。")
    title = shown("政策", "错峰生产安排", "安徽省/六安市", "2018", "《错峰生产安排》，文号为六政〔2018〕38号。")
    assert number.ids == title.ids == {"六政201838"}
    assert compare(number, title).merges
