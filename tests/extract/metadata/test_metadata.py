"""What a document says about itself, and how sure that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.document import Document, Metadata
from extract.metadata import complete
from extract.metadata.tiers import tier_of_address, tier_of_source
from extract.metadata.written import agencies, document_number, first_date
from extract.pipeline import ExtractConfig, extract_document
from extract.read import read_paths
from ontology.contract import validate_record

BOX = """索引号：002482/2017-00123　主题分类：综合政务
发布机构：德清县人民政府办公室　　成文日期：2017-03-09
发文字号：德政办发〔2017〕33号　有效性：有效
德清县人民政府办公室关于开展企业服务月活动的通知
各镇人民政府：
为帮助企业解决难题，决定开展企业服务月活动。
"""
LETTER = """浙政发〔2017〕06号
浙江省人民政府关于印发
加快推进改革实施方案的通知
各市、县（市、区）人民政府：
现将《实施方案》印发给你们，请认真贯彻执行。
　　　　　　　　　　浙江省人民政府
　　　　　　　　　　2017年2月20日
"""
NEWS = """县里给企业送来服务大礼包
发布时间：2021-06-10 09:15　来源：江南日报　浏览次数：88
昨天，县经信局干部走进车间。
"""


def test_the_box_of_a_government_site_tells_number_issuer_and_date() -> None:
    found = complete(BOX, Metadata())
    assert found.metadata.number == "德政办发〔2017〕33号"
    assert found.metadata.issuers == ("德清县人民政府办公室",)
    assert found.metadata.published == "2017-03-09"
    assert found.basis == {"number": "found", "published": "found", "title": "guessed", "issuers": "found"}


def test_a_box_in_rows_of_a_table_reads_the_same() -> None:
    rows = "索引号\t002482/2017\t发 布 机 构\t德清县经信局\n文　　号\t德经信〔2017〕5号\t生成日期\t2017年4月1日\n正文"
    found = complete(rows, Metadata()).metadata
    assert (found.number, found.issuers, found.published) == ("德经信〔2017〕5号", ("德清县经信局",), "2017-04-01")


def test_head_and_signature_of_an_official_document_tell_the_same() -> None:
    found = complete(LETTER, Metadata()).metadata
    assert found.number == "浙政发〔2017〕6号"
    assert found.title == "浙江省人民政府关于印发加快推进改革实施方案的通知"
    assert found.issuers == ("浙江省人民政府",)
    assert found.published == "2017-02-20"


def test_a_signature_before_an_annex_with_several_bodies_counts() -> None:
    signed = "省 发 展 改 革 委\n省经信厅　省财政厅\n二〇一九年十二月三十一日\n"
    text = f"关于做好申报工作的通知\n{signed}附件：申报表\n一、表格"
    found = complete(text, Metadata()).metadata
    assert (found.issuers, found.published) == (("省发展改革委", "省经信厅", "省财政厅"), "2019-12-31")


def test_a_number_dates_a_document_that_nothing_else_dates_but_only_by_guess() -> None:
    found = complete("绍柯政办发[2017]32号\n关于降低企业成本的实施意见\n各镇街：\n…", Metadata())
    assert (found.metadata.published, found.basis["published"]) == ("2017", "guessed")


def test_the_day_a_text_was_made_counts_before_the_day_a_site_put_it_up() -> None:
    page = "发布时间：2022-01-05\n" + LETTER
    assert complete(page, Metadata()).metadata.published == "2017-02-20"


def test_news_tell_their_date_and_by_their_source_their_tier() -> None:
    found = complete(NEWS, Metadata())
    assert (found.metadata.published, found.metadata.tier) == ("2021-06-10", "press")
    assert (found.basis["published"], found.basis["tier"]) == ("found", "guessed")


def test_what_is_stated_is_never_overruled() -> None:
    stated = Metadata(title="甲", published="2018", tier="internal", number="乙发〔2018〕1号", issuers=("丙局",))
    found = complete(LETTER, stated)
    assert found.metadata == stated
    assert set(found.basis.values()) == {"stated"}


def test_numbers_and_dates_within_sentences_are_of_other_documents() -> None:
    text = "根据浙政发〔2017〕6号文件，2017年2月20日起推行改革。\n有关部门要抓好落实。"
    found = complete(text, Metadata())
    assert found.metadata == Metadata()


def test_substituted_digits_are_told_and_no_date_is_taken_from_them() -> None:
    text = LETTER.replace("2017年2月20日", "5917年9月82日") + "有效期至5355年65月06日。"
    found = complete(text, Metadata())
    assert found.figures_doubtful
    assert "5917年9月82日" in found.warnings[0]
    assert (found.metadata.published, found.metadata.number) == (None, None)
    assert complete(text, Metadata(published="2017-02-20")).metadata.published == "2017-02-20"


def test_no_claim_event_or_period_has_a_time_out_of_substituted_digits() -> None:
    text = "安徽省合肥市2019年深入开展“四送一服”活动。该办法有效期至5355年65月06日。"
    config = ExtractConfig(ner="none")
    clean = text.replace("5355年65月06日", "2023年6月6日")
    good, bad = (extract_document(Document("a", "0" * 64, "a.txt", t), config) for t in (clean, text))
    assert "2019" in {r.time for r in good.relations}
    assert {r.time for r in bad.relations} == {None}
    assert bad.relations and not bad.events and not bad.period.report
    assert any("5355年65月06日" in warning for warning in bad.warnings)


def test_the_record_tells_it_and_keeps_the_contract() -> None:
    import json

    record = extract_document(Document("a", "0" * 64, "a.txt", LETTER), ExtractConfig(ner="none"))
    assert (record.number, record.issuers, record.basis["issuers"]) == (
        "浙政发〔2017〕6号",
        ["浙江省人民政府"],
        "found",
    )
    assert validate_record(json.loads(record.to_json())) == []


def test_an_override_corrects_what_the_document_says(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(LETTER, "utf-8")
    table = tmp_path / "fix.csv"
    table.write_text("doc,date,tier,issuers,number\na,2017-02-21,gazette,省政府、省委,浙政发〔2017〕7号\n", "utf-8")
    (document,) = read_paths([tmp_path / "in"], overrides=table)
    assert isinstance(document, Document)
    found = complete(document.text, document.metadata).metadata
    assert (found.published, found.tier, found.issuers) == ("2017-02-21", "gazette", ("省政府", "省委"))
    assert found.number == "浙政发〔2017〕7号"


@pytest.mark.parametrize(
    ("url", "tier"),
    [
        ("https://www.zj.gov.cn/art/2017/2/20/art_1.html", "official"),
        ("http://jxt.zj.gov.cn/", "official"),
        ("https://www.gov.cn/gongbao/content/2018/content_5.htm", "gazette"),
        ("https://flk.npc.gov.cn/detail", "gazette"),
        ("http://zj.people.com.cn/n2/1.html", "press"),
        ("https://wenku.baidu.com/view/1.html", "sharing"),
        ("https://baijiahao.baidu.com/s?id=1", "repost"),
        ("https://gov.cn.example.com/", None),
        ("https://[bad", None),
    ],
)
def test_an_address_tells_the_tier(url: str, tier: str | None) -> None:
    assert tier_of_address(url) == tier


@pytest.mark.parametrize(
    ("name", "tier"), [("《浙江日报》", "press"), ("省经信厅", "official"), ("某某文库", "sharing"), ("网络", None)]
)
def test_the_name_of_a_source_tells_the_tier(name: str, tier: str | None) -> None:
    assert tier_of_source(name) == tier


def test_dates_numbers_and_bodies_are_read_in_every_usual_form() -> None:
    assert first_date("二○二一年十一月二十三日") == "2021-11-23"
    assert first_date("2021.5.3") == "2021-05-03"
    assert first_date("13人") is None
    assert document_number("（国办发[2018]008号）") == "国办发〔2018〕8号"
    assert document_number("依国办发〔2018〕8号办理") is None
    assert agencies("县委办公室、县政府办公室") == ("县委办公室", "县政府办公室")
    assert agencies("2017年工作") == ()
