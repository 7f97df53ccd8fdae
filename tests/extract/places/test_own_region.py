"""The region that a document speaks for: by names, by level words, by townships, by programmes, by metadata."""

from __future__ import annotations

import pytest

from extract.places.own_region import infer_region

NAMED = [
    ("濉溪县科技局近日组织工作组到企业走访，全县已有高企40家。", "安徽省/淮北市/濉溪县", "county"),
    ("岚皋县、石泉县、汉阴县和旬阳市发言，全市工业平稳，各县（市、区）要对号入座。", "陕西省/安康市", "city"),
    ("四川全省2597家企业上榜，其中绵阳占185家，绵阳市工信局表示将继续培育。", "四川省/绵阳市", None),
    ("义乌市委、市政府召开大会，我市跨境电商交易额再创新高。", "浙江省/金华市/义乌市", "county"),
    ("内蒙古兴安盟某煤化工项目开工，项目建在兴安盟科右前旗，兴安盟行署给予支持。", "内蒙古自治区/兴安盟", "city"),
    ("湘潭县人民政府办公室印发方案，我县将打造槟榔和湘莲产业链。", "湖南省/湘潭市/湘潭县", "county"),
    ("浦东新区科经委发布名单，新区专精特新企业达到300家。", "上海市/浦东新区", "county"),
    (
        "恩施州经信局通报，全州规上工业增加值增长8%，利川市、建始县增速靠前，我州富硒产业向好。",
        "湖北省/恩施土家族苗族自治州",
        "city",
    ),
    (
        "贵州省工业和信息化厅公布名单。我省十大工业产业加快发展，遵义、毕节、铜仁等地贡献突出，全省上下一心。",
        "贵州省",
        "province",
    ),
    ("昌江黎族自治县发展和改革委员会推进清洁能源高新技术产业园，全县工业投资增长。", "海南省/昌江黎族自治县", "county"),
    ("济源示范区坚持工业强市，济源市纳米产业园开工，我市钢产品深加工产业壮大。", "河南省/济源市", "county"),
    ("广元市昭化区召开推进会，我区家居产业集群产值增长，区委、区政府出台奖补办法。", "四川省/广元市/昭化区", "county"),
    ("敦煌市文旅和工业融合发展，敦煌市政府扶持光伏企业，市委调度。", "甘肃省/酒泉市/敦煌市", "county"),
    ("榆树市政府印发通知，我市白酒和玉米深加工企业要用好奖补资金。", "吉林省/长春市/榆树市", "county"),
    ("大连市工信局公布2022年瞪羚企业名单，金普新区、瓦房店市、庄河市企业入选。", "辽宁省/大连市", "city"),
    ("旬阳县2018年工业增长，位于旬阳境内的拐枣产业园投产，旬阳白酒畅销。", "陕西省/安康市/旬阳县", "county"),
    ("云和县木玩产业签约活动在杭州举行，我县与9户企业集中签约。", "浙江省/丽水市/云和县", "county"),
    ("与儿街工业集中区开工，县经信局会同县财政局兑现奖补，我县“四送一服”走访企业。", "安徽省/六安市/霍山县", "county"),
    ("重庆市经济信息委认定一批数字化车间，永川区、璧山区、江津区等均有企业入选。", "重庆市", "province"),
    (
        "——2009年1月13日在上海市第十三届人民代表大会第二次会议上。全市对口支援都江堰市，援建都江堰市学校，支援汶川县、"
        "苏州市、北京市，都江堰市安置房竣工，都江堰市医院开诊，我市增长9%。",
        "上海市",
        "province",
    ),
    (
        "玉环市人民政府关于印发科技新政的通知。各乡镇：为落实台州市委、台州市政府部署，我市加大投入。"
        "《玉环县关于加快科技创新的若干意见》同时废止。",
        "浙江省/台州市/玉环市",
        "county",
    ),
]


@pytest.mark.parametrize(("text", "path", "level"), NAMED)
def test_named_regions(text: str, path: str, level: str | None) -> None:
    answer = infer_region(text)
    assert answer is not None
    assert answer.path == path
    assert answer.basis == "stated" or path in ("陕西省/安康市", "安徽省/六安市/霍山县")
    assert level is None or answer.level == level


def test_a_masked_city_known_only_by_a_programme_of_its_province() -> None:
    answer = infer_region("XX市工业经济持续向好。全市常态化开展“四送一服”活动，我市企业受益。")
    assert answer is not None
    assert (answer.path, answer.level, answer.resolved, answer.basis) == ("安徽省", "city", False, "inferred")


def test_a_township_in_the_right_province_and_of_the_right_kind_tells_the_county() -> None:
    text = "忠实践行“八八战略”，我县开展“三服务”。横溪小微园在做竣工验收准备，全县规上工业增长。"
    answer = infer_region(text)
    assert answer is not None
    assert (answer.path, answer.basis, answer.resolved) == ("浙江省/台州市/仙居县", "inferred", True)


def test_several_townships_point_to_the_one_county_that_has_them_all() -> None:
    answer = infer_region("我县支持八滩、滨淮创建临港工业园，把蔡桥、正红、通榆民营创业园整合为渠南工业园。")
    assert answer is not None
    assert answer.path == "江苏省/盐城市/滨海县"


def test_nothing_tells() -> None:
    assert infer_region("我市两家企业入围专精特新名单，市工信局一对一服务企业。") is None


def test_a_place_visited_is_not_the_place_that_speaks() -> None:
    answer = infer_region("天台县人民政府组织企业家赴苏州考察，学习昆山经验，全县汽车用品产业再提升。")
    assert answer is not None
    assert answer.path == "浙江省/台州市/天台县"


def test_the_whole_nation() -> None:
    answer = infer_region("现在，我代表国务院，向大会报告政府工作。我国经济稳中有进，全国粮食丰收，各省都有增长。")
    assert answer is not None
    assert (answer.path, answer.code, answer.level) == ("中国", "000000", None)


def test_metadata_beats_the_text() -> None:
    answer = infer_region("杭州、宁波等地企业到访，县经信局全程服务。", stated="浙江省/丽水市/云和县")
    assert answer is not None
    assert (answer.path, answer.basis) == ("浙江省/丽水市/云和县", "stated")


def test_the_text_may_go_deeper_than_metadata_but_never_elsewhere() -> None:
    text = "关于扶持企业的意见，仙居县人民政府印发，我县各乡镇执行。"
    deeper, elsewhere = infer_region(text, stated="台州市"), infer_region(text, stated="江苏省/苏州市")
    assert deeper is not None and deeper.path == "浙江省/台州市/仙居县"
    assert elsewhere is not None and elsewhere.path == "江苏省/苏州市"


@pytest.mark.parametrize(("published", "path"), [("2015", "陕西省/安康市/旬阳县"), ("2022", "陕西省/安康市/旬阳市")])
def test_a_short_name_is_resolved_as_of_the_date(published: str, path: str) -> None:
    answer = infer_region("位于旬阳境内的拐枣产业园投产。", title="旬阳工业", stated="旬阳", published=published)
    assert answer is not None
    assert answer.path == path


def test_evidence_lies_in_the_text_and_names_what_is_told() -> None:
    text = "英山县发展中药材产业，英山是药材大县。"
    answer = infer_region(text)
    assert answer is not None
    assert [text[start:end] for start, end in answer.evidence] == ["英山县", "英山"]


def test_the_heading_of_a_text_without_a_title_tells_whose_it_is() -> None:
    text = "晋江市工信局答记者问\n江苏的江阴2016年就推行了，浙江则在2018年1月下发文件。那我们晋江呢？"
    answer = infer_region(text)
    assert answer is not None
    assert answer.path == "福建省/泉州市/晋江市"


@pytest.mark.parametrize(
    ("title", "path"),
    [("2003年中华人民共和国国务院政府工作报告", "中国"), ("财政部门支持企业的做法", "陕西省/安康市/旬阳市")],
)
def test_a_title_signed_by_the_state_speaks_for_the_nation_wherever_its_text_goes(title: str, path: str) -> None:
    answer = infer_region("旬阳市新建了三座水库，旬阳的经验得到推广。", title=title)
    assert answer is not None
    assert answer.path == path


@pytest.mark.parametrize(
    ("text", "level", "resolved"),
    [
        (
            "省委、省政府部署，全省推进，省政府办公厅牵头，我省率先建成。各市政府落实，市级财政配套，由市政府考核。",
            "province",
            True,
        ),
        (
            "省委、省政府部署，全省推进，省政府要求。我市各县（市、区）落实，全市推进，市政府考核，市委督查。",
            "city",
            False,
        ),
    ],
)
def test_a_text_that_names_no_city_speaks_for_its_province_where_it_speaks_of_that_more(
    text: str, level: str, resolved: bool
) -> None:
    answer = infer_region(text, stated="山东省")
    assert answer is not None
    assert (answer.path, answer.level, answer.resolved) == ("山东省", level, resolved)


def test_an_office_signs_a_text_in_brackets_at_its_end() -> None:
    answer = infer_region("城固县、洋县先行一步，洋县人员最多。勉县未掌握。\n（略阳县科技局，2016年10月9日）")
    assert answer is not None
    assert answer.path == "陕西省/汉中市/略阳县"
