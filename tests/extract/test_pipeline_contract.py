"""Whatever text comes in, the record that comes out keeps the contract."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import opencc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.document import Document, Metadata
from extract.pipeline import ExtractConfig, extract_document
from extract.read import read_paths
from ontology.contract import check_evidence, check_meaning, validate_record
from ontology.records import OWN_REGION, Record

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ZHENGMAI_SHARED", ROOT.parent / "shared"))
RECOGNISERS = ("policy", "lac", "none")
NO_NER = ExtractConfig(ner="none")
REPORT = """安徽省濉溪县工业经济运行情况汇报
一、工作开展情况
（一）企业培育成效明显。2021年，濉溪县经信局推荐兴宇汽车零部件股份有限公司、君业药业等4家企业申报省级专精特新企业，新增国家高新技术企业9家。
（二）常态化开展“四送一服”活动。县政府办印发《关于促进制造业高质量发展的若干意见》，重点支持新材料、电子信息等产业。
二、存在的问题
（一）濉芜产业园内的企业利润增速回落，XX新材料股份有限公司停产。
三、下一步工作打算
（一）2022年继续实施“放水养鱼”行动计划，力争远山科技有限公司的年产2万吨锂盐项目开工。"""


def _document(text: str, **stated: str) -> Document:
    return Document("report", hashlib.sha256(text.encode()).hexdigest(), "report.txt", text, Metadata(**stated))


def _demo() -> list[Document]:
    return [d for d in read_paths([ROOT / "kg/demo/corpus"]) if isinstance(d, Document)]


def _real() -> Iterator[Document]:
    corpus = SHARED / "corpus" / "policies.jsonl"
    if not corpus.is_file():
        pytest.skip("the shared corpus is not there")
    for item in read_paths([corpus]):
        if isinstance(item, Document):
            yield item


def _broken(record: Record, document: Document) -> list[str]:
    """All that is wrong with a record, read back from its own JSON."""
    data = json.loads(record.to_json())
    read_back = Record.from_dict(data)
    return [*validate_record(data), *check_evidence(read_back, document.text), *check_meaning(read_back)]


def _extract(text: str, config: ExtractConfig = NO_NER) -> Record:
    """The record of a text, which must keep the contract."""
    document = _document(text)
    record = extract_document(document, config)
    assert _broken(record, document) == []
    return record


def test_the_demo_corpus_is_there() -> None:
    assert len(_demo()) > 10


@pytest.mark.parametrize("recogniser", RECOGNISERS)
@pytest.mark.parametrize("document", _demo(), ids=lambda d: d.doc)
def test_records_of_the_demo_keep_the_contract(document: Document, recogniser: str) -> None:
    record = extract_document(document, ExtractConfig(ner=recogniser))
    assert _broken(record, document) == []
    assert record.entities and record.relations


def test_records_of_real_policies_keep_the_contract() -> None:
    broken = {d.doc: found for d in islice(_real(), 40) if (found := _broken(extract_document(d, NO_NER), d))}
    assert broken == {}


@pytest.mark.parametrize("recogniser", RECOGNISERS)
def test_extracting_twice_gives_the_same_line(recogniser: str) -> None:
    first, second = (extract_document(_document(REPORT), ExtractConfig(ner=recogniser)) for _ in range(2))
    assert first.to_json() == second.to_json()


def _forms(record: Record) -> dict[str, str]:
    """Entity ids by every form of their names."""
    return {form: e.id for e in record.entities for form in (e.name, *e.aliases)}


def test_what_a_report_says() -> None:
    record = _extract(REPORT)
    ids = _forms(record)
    said = {(r.subject, r.predicate, r.object): r for r in record.relations}
    assert record.region is not None and record.region.path == "安徽省/淮北市/濉溪县" and record.region.resolved
    applied = said[ids["君业药业"], "recognisedAs", ids["专精特新企业"]]
    assert (applied.status, applied.stage, applied.time, applied.levels) == ("ongoing", "申报", "2021", ["省"])
    assert said[OWN_REGION, "implements", ids["四送一服"]].status == "achieved"
    assert said[OWN_REGION, "implements", ids["放水养鱼行动计划"]].status == "planned"
    assert not any("XX" in form for form in ids)


def test_the_record_bears_what_is_stated_of_the_document() -> None:
    stated = {
        "title": "汇报",
        "published": "2021-10-15",
        "tier": "repost",
        "url": "https://a.example/1",
        "notice": "虚构示例",
    }
    record = extract_document(_document(REPORT, **stated), NO_NER)
    assert (record.doc, record.source) == ("report", "report.txt")
    assert {field: getattr(record, field) for field in stated} == stated


def test_unmasking_can_be_switched_off() -> None:
    text = "我县深入开展企业走访。濉芜产业园、百善镇、双堆集镇、临涣镇、南坪镇的企业产销两旺。"
    inferred = _extract(text).region
    assert inferred is not None and inferred.basis == "inferred"
    assert _extract(text, ExtractConfig(ner="none", unmask=False)).region is None
    assert _extract(REPORT, ExtractConfig(ner="none", unmask=False)).region is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        " \u3000\t\r\n" * 50,
        "XX市XX县XX公司XXX产业园“XX”行动《XX》某某局xx项目**",
        "《关于XX的意见》",
        "第8页,共11页\n阅读量:64 下载量:4 收藏\n来源:网络整理 免责声明:本文仅限学习分享。\n",
        "，。；：！？、“”《》（）",
        "《《《《“““（（（、、、",
        "》》”””）））等等等家企业",
        "\x00\x01\x02四送一服\x1b[31m\x7f\x85\u2028\u2029",
        "\u202e四送一服\u202c\u200b\u200d\ufeff县经信局\u2066印发\u2069",
        "\U0001f600\U00020000\U0010ffff\ue000\ue001\ue007入选\ue004名单",
        "\ufffd\ufffe\uffff",
        "e\u0301\u0302" * 200,
    ],
    ids=[
        "empty", "newline", "blanks", "masks", "masked-title", "furniture", "punctuation", "openers", "closers",
        "controls", "direction-marks", "astral-and-private", "non-characters", "combining",
    ],
)  # fmt: skip
@pytest.mark.parametrize("recogniser", RECOGNISERS)
def test_texts_that_say_nothing_or_mean_harm(text: str, recogniser: str) -> None:
    _extract(text, ExtractConfig(ner=recogniser))


@pytest.mark.parametrize("text", ["", "XX市XX县XX公司XXX产业园XX公司", "第8页,共11页\n阅读量:64 下载量:4 收藏\n"])
def test_nothing_is_read_where_nothing_is_said(text: str) -> None:
    record = _extract(text)
    assert (record.entities, record.relations, record.events, record.region) == ([], [], [], None)


@pytest.mark.parametrize(
    "unit",
    ["工", "“四送一服”，", "县经信局、", "《甲意见》，", "兴宇汽车入选绿色工厂，", "“甲乙丙丁”行动", "县经信局",
    "《关于甲的意见》", "企业", "公司、", "《", "“", "（", "、", "等", "兴宇汽车、", "省级", "X", "1", "年产", "关于",
    "的", "县", "工业园", "项目", "（一）", "“四送一服”", "安徽甲乙有限公司（以下简称“甲乙材料”）投产。",
    "创新型中小企业—专精特新—“小巨人”，", "本办法自2021年1月1日起施行，有效期5年。"],
)  # fmt: skip
def test_a_line_of_a_hundred_thousand_characters_ends_in_reasonable_time(unit: str) -> None:
    start = time.process_time()
    _extract(unit * (100_000 // len(unit)))
    assert time.process_time() - start < 30


def test_a_list_of_thousands_of_companies_ends_in_reasonable_time() -> None:
    names = [
        f"{a}{b}{c}科技有限公司"
        for a in "金石华远山青禾明"
        for b in "辉恒瑞天宇博海鑫"
        for c in "源达盛荣泰安康丰利宏图正信东方"
    ] * 2
    start = time.process_time()
    record = _extract("绿色工厂名单\n" + "\n".join(names) + "\n入选的有" + "、".join(names) + "。")
    assert time.process_time() - start < 30
    assert sum(e.type == "Enterprise" for e in record.entities) == len(set(names))


def test_a_document_of_two_hundred_thousand_characters() -> None:
    text = "\n".join([REPORT] * (200_000 // len(REPORT)))
    start = time.process_time()
    record = _extract(text)
    assert time.process_time() - start < 60
    once, many = ({(e.type, e.name) for e in r.entities} for r in (_extract(REPORT), record))
    assert once == many


PIECES = (
    "县经信局", "濉溪县", "我市", "XX县", "印发", "《关于支持“四送一服”的意见》", "《", "》", "（皖政〔2018〕3号）",
    "“四送一服”", "“", "”",
    "兴宇汽车", "君业药业", "、", "等12家企业", "入选", "省级", "专精特新企业", "濉芜产业园", "内", "重点发展",
    "新材料", "电子信息", "等产业",
    "年产2万吨锂盐项目", "远山科技有限公司", "的", "，", "。", "；", "\n", "一、", "（二）", "下一步", "力争",
    "2021年", "5月", "公示", "新增",
    "3家", "（", "）", "經(jīng)信局", "　", " ", "第8页,共11页", "\u200b", "\ue003", "專精特新", "－", "①",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_a_record_that_keeps_the_contract(text: str) -> None:
    _extract(text.encode("utf-8", "ignore").decode())


@pytest.mark.parametrize("recogniser", ["bert", "", "LAC", "lac:model"])
def test_an_unknown_recogniser_is_refused(recogniser: str) -> None:
    with pytest.raises(ValueError, match="lac, none"):
        extract_document(_document(REPORT), ExtractConfig(ner=recogniser))


def test_the_fingerprint_tells_configurations_apart(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine.yaml", tmp_path / "other.yaml"
    mine.write_text("a", "utf-8")
    other.write_text("b", "utf-8")
    configurations = [
        ExtractConfig(), ExtractConfig(ner="none"), ExtractConfig(unmask=False),
        ExtractConfig(vocabulary=(mine,)), ExtractConfig(vocabulary=(other,)), ExtractConfig(vocabulary=(mine, other)),
    ]  # fmt: skip
    assert len({c.fingerprint() for c in configurations}) == len(configurations)
    assert ExtractConfig(ner="none").fingerprint() == ExtractConfig(ner="none").fingerprint()


def test_the_fingerprint_follows_the_content_of_a_vocabulary_and_where_it_ends(tmp_path: Path) -> None:
    whole, head, tail, none = (tmp_path / name for name in ("whole", "head", "tail", "none"))
    for path, content in ((whole, "ab"), (head, "a"), (tail, "b"), (none, "")):
        path.write_text(content, "utf-8")
    before = ExtractConfig(vocabulary=(whole,)).fingerprint()
    assert ExtractConfig(vocabulary=(head, tail)).fingerprint() != before
    assert ExtractConfig(vocabulary=(whole, none)).fingerprint() != before
    whole.write_text("ac", "utf-8")
    assert ExtractConfig(vocabulary=(whole,)).fingerprint() != before


TRADITIONAL = opencc.OpenCC("s2t").convert
NOISE: dict[str, Callable[[str], str]] = {
    "narrow": lambda text: text.translate(str.maketrans("，；：（）", ",;:()")),
    "traditional": TRADITIONAL,
    "readings": lambda text: TRADITIONAL(text).replace("經", "經(jīng)").replace("業", "業(yè)"),
    "pages": lambda text: text.replace("。", "。第3页,共9页", 2),
    "wrapped": lambda text: "\n".join(line[i : i + 30] for line in text.split("\n") for i in range(0, len(line), 30)),
}


@pytest.mark.parametrize("noisy", NOISE.values(), ids=NOISE)
def test_noisy_reports_say_what_clean_ones_say(noisy: Callable[[str], str]) -> None:
    record = _extract(noisy(REPORT))
    assert {"四送一服", "濉溪县", "濉芜产业园", "专精特新企业"} <= set(_forms(record))
    assert any(r.status == "planned" for r in record.relations)


def test_a_number_longer_than_its_title_leaves_one_policy() -> None:
    text = (
        "贯彻《智能汽车发展意见》（发改产业〔2020〕202号）。按照发改产业〔2020〕202号要求，落实《智能汽车发展意见》。"
    )
    policies = [e for e in _extract(text).entities if e.type == "Policy"]
    assert len(policies) == 1
    assert policies[0].name == "《智能汽车发展意见》" and "发改产业〔2020〕202号" in policies[0].aliases


def test_hashes_do_not_show() -> None:
    text = (
        "白水工业园简介\n白水工业园与清河经济开发区（以下简称园区）、远山科技共建产业园。园区获评省级绿色园区。\n"
        + REPORT
    )
    code = (
        "import sys; from extract.document import Document, Metadata; "
        "from extract.pipeline import ExtractConfig, extract_document; "
        "document = Document('d', 'a' * 64, 'd.txt', sys.argv[1], Metadata()); "
        "print(extract_document(document, ExtractConfig(ner='none')).to_json())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, text],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert runs[0] == runs[1] == runs[2] != b""
