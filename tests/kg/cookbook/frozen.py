"""A small corpus that does not grow: five reports of 合肥市 and two of its counties, made to answer every new query."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from handmade import Handmade, stated

from ontology.records import OWN_REGION, Quantity, Record, RegionAnswer

CHANGFENG = stated("安徽省/合肥市/长丰县", "340121", "county")
FEIXI = stated("安徽省/合肥市/肥西县", "340123", "county")
HEFEI = stated("安徽省/合肥市", "340100", "city")
VOCABULARY = {
    "四送一服": "si-song-yi-fu",
    "链长制": "lian-zhang-zhi",
    "专精特新": "zhuan-jing-te-xin",
    "专精特新“小巨人”": "zhuan-jing-te-xin-xiao-ju-ren",
    "亩均论英雄": "mu-jun-lun-ying-xiong",
    "绿色工厂": "lv-se-gong-chang",
}


@dataclass(frozen=True)
class Said:
    """One sentence and the claim in it; `subject` and `object` are (type, name), `None` the document's own region."""

    sentence: str
    subject: tuple[str, str] | None
    predicate: str
    object: tuple[str, str]
    status: str = "achieved"
    time: str | None = None
    more: dict[str, object] = field(default_factory=dict)


def report(doc: str, title: str, published: str, region: RegionAnswer, *said: Said, **fields: str) -> Record:
    made = Handmade(doc, title + "。" + "。".join(one.sentence for one in said), published, region)

    def end(thing: tuple[str, str] | None) -> str:
        return OWN_REGION if thing is None else made.entity(*thing, vocabulary=VOCABULARY.get(thing[1]))

    for one in said:
        more = {"confidence": 0.9} | one.more
        made.says(end(one.subject), one.predicate, end(one.object), one.status, one.sentence, one.time, **more)
    return replace(made.record(), title=title, **fields)


def _p(name: str) -> tuple[str, str]:
    return "Programme", name


FIRM, PARK, AGENCY = ("Enterprise", "皖光电子有限公司"), ("Park", "双凤经开区"), ("Agency", "长丰县经信局")
SCHEME = ("Policy", "《长丰县惠企服务方案》")
ABOVE = ("Policy", "《安徽省惠企服务意见》")
BOOST = ("Policy", "《合肥市未来产业若干政策》")
CHIPS, QUANTUM = ("Industry", "集成电路"), ("Industry", "量子信息")
GROUNDED: dict[str, object] = {"kind": "groundedOn"}
PROJECT = ("Project", "传感器项目")


def records() -> list[Record]:
    return [_scheme(), _county_year(), _county_next_year(), _other_county(), _city()]


def _scheme() -> Record:
    return report(
        "scheme", "长丰县惠企服务方案（长政办〔2020〕12号）", "2020-03-02", CHANGFENG,
        Said("长丰县经信局印发《长丰县惠企服务方案》", AGENCY, "issues", SCHEME, "achieved", "2020-03-01"),
        Said("据《安徽省惠企服务意见》定《长丰县惠企服务方案》", SCHEME, "basedOn", ABOVE, more=GROUNDED),
        Said("《长丰县惠企服务方案》部署“四送一服”", SCHEME, "establishes", _p("四送一服")),
        Said("《长丰县惠企服务方案》同时建立“链长制”", SCHEME, "establishes", _p("链长制")),
        url="https://example.org/a?b=1&c={2}", notice="虚构示例",
    )  # fmt: skip


def _county_year() -> Record:
    return report(
        "county-2020", "长丰县2020年工作总结", "2020-12-20", CHANGFENG,
        Said("2020年开展“四送一服”", None, "implements", _p("四送一服"), "achieved", "2020"),
        Said("2021年推行“亩均论英雄”", None, "implements", _p("亩均论英雄"), "planned", "2021"),
        Said("2021年试行“链长制”", None, "implements", _p("链长制"), "planned", "2021"),
        Said("皖光电子有限公司获评“专精特新”", FIRM, "recognisedAs", _p("专精特新"), more={"stage": "认定"}),
        Said("皖光电子有限公司入驻双凤经开区", FIRM, "inPark", PARK),
        Said("皖光电子有限公司建设传感器项目", FIRM, "undertakes", PROJECT, "ongoing"),
        Said("传感器项目落户双凤经开区", PROJECT, "inPark", PARK),
    )  # fmt: skip


def _county_next_year() -> Record:
    giant = _p("专精特新“小巨人”")
    return report(
        "county-2021", "长丰县2021年工作总结", "2021-12-20", CHANGFENG,
        Said("2020年没有再开展“四送一服”", None, "implements", _p("四送一服"), "ended", "2020"),
        Said("推行“亩均论英雄”", None, "implements", _p("亩均论英雄"), "achieved", "2021"),
        Said("皖光电子有限公司申报专精特新“小巨人”", FIRM, "recognisedAs", giant, "ongoing", "2021", {"stage": "申报"}),
        Said("新增省级绿色工厂3家", None, "implements", _p("绿色工厂"), "achieved", "2021",
             {"levels": ["省"], "quantity": Quantity(3.0, "家", "flow")}),
        Said("累计有绿色工厂20家", None, "implements", _p("绿色工厂"), "achieved", None,
             {"quantity": Quantity(20.0, "家", "stock"), "confidence": 0.4}),
    )  # fmt: skip


def _other_county() -> Record:
    return report(
        "feixi", "肥西县走访企业", "2021-06-01", FEIXI,
        Said("肥西县开展“四送一服”", None, "implements", _p("四送一服"), "achieved", "2021-05"),
        Said("肥西县开展“亩均论英雄”", None, "implements", _p("亩均论英雄")),
        Said("明年建立“链长制”", None, "implements", _p("链长制"), "planned", "2022"),
    )  # fmt: skip


def _city() -> Record:
    hefei = ("Region", "合肥市")
    return report(
        "city", "合肥市未来产业", "2021-08-01", HEFEI,
        Said("合肥市出台《合肥市未来产业若干政策》", None, "issues", BOOST, "achieved", "2021-07-30"),
        Said("《合肥市未来产业若干政策》支持集成电路", BOOST, "supports", CHIPS),
        Said("《合肥市未来产业若干政策》支持量子信息", BOOST, "supports", QUANTUM),
        Said("双凤经开区主导产业为集成电路", PARK, "develops", CHIPS),
        Said("双凤经开区位于合肥市", PARK, "locatedIn", hefei),
    )  # fmt: skip
