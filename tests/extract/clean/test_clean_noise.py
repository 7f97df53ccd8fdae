"""Each kind of noise put on a clean report, and the clean report back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import noise
import pytest

from extract.clean import clean

REPORT = """全县工业经济运行情况汇报
今年以来，全县上下坚持稳中求进工作总基调，紧紧围绕“工业强县”目标，完整、准确、全面贯彻新发展理念，工业经济总体平稳、稳中有进。
一、主要工作情况
（一）坚持项目为王，工业投资稳步增长。上半年全县完成工业投资23.5亿元，同比增长12.6%，新开工亿元以上项目18个，其中投资超10亿元的项目3个；技改投资占工业投资的比重达到41.2%，比上年同期提高3.4个百分点，为全年目标的实现打下了坚实的基础。
（二）企业培育成效明显，梯度体系初步形成。新增省级专精特新中小企业6家、国家高新技术企业9家，推荐4家企业申报国家级专精特新“小巨人”企业。县经济开发区获评省级绿色园区，园区内规模以上企业达到86家，实现产值112亿元。
（三）营商环境持续优化，惠企政策落地见效。深入开展企业走访服务活动，全县54名领导干部联系重点企业，收集问题230个，已解决212个，办结率达到92.2%，兑现各类奖补资金3800万元。
二、存在的困难和问题
（四）出口订单虽然稳定，但企业利润增速有所回落。受原材料价格上涨、物流成本增加等因素影响，部分企业经营压力较大，一线工人招工难、用工贵的问题仍然存在。
三、下一步工作打算
（五）围绕产业链招商引资，力争全年新签约亿元以上工业项目20个，加快推进高端装备制造产业园建设，打造新能源汽车零部件产业集群。"""

KINDS: dict[str, Callable[[str], str]] = {
    "traditional": noise.traditional,
    "narrow punctuation": noise.narrow_punctuation,
    "wide letters": noise.wide_letters,
    "pinyin": lambda text: noise.pinyin(noise.traditional(text), seed=1),
    "blanks": noise.blanks,
    "hard wrapped": noise.hard_wrapped,
    "share site pages": noise.share_site_pages,
    "page counts": lambda text: noise.page_counts(text, seed=2),
    "furniture": noise.furniture,
    "lost byte, traditional": lambda text: noise.lost_byte(noise.traditional(text)),
    "all of a repost": lambda text: noise.furniture(
        noise.pinyin(noise.narrow_punctuation(noise.traditional(text)), seed=3)
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_noise_comes_off_again(kind: str) -> None:
    assert clean(KINDS[kind](REPORT)).text == REPORT


def test_a_clean_report_stays_as_it_is() -> None:
    assert clean(REPORT).text == REPORT


@pytest.mark.parametrize("make", [noise.lost_byte, noise.read_as_latin], ids=lambda f: f.__name__)
def test_wrong_decodings_come_back_but_for_what_is_lost(make: Callable[[str], str]) -> None:
    cleaned = clean(make(REPORT))
    assert SequenceMatcher(None, cleaned.text, REPORT, autojunk=False).ratio() > 0.98
    assert {mark.kind for mark in cleaned.marks} >= {"repaired"}


SHARED = Path(os.environ.get("ZHENGMAI_SHARED", Path(__file__).parents[4] / "shared"))


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="no shared folder with real reports")
def test_real_reports_lose_their_noise_and_are_stable() -> None:
    for path in sorted([*(SHARED / "seeds").glob("*.txt"), *(SHARED / "eval/passages/text").glob("*.txt")]):
        cleaned = clean(path.read_text("utf-8"))
        assert clean(cleaned.text).text == cleaned.text, path.name
        for trace in ("jīng", "經", "ㄈ", "ㄋ", "第8页", "会员分享", "配套讲稿", "免责声明"):
            assert trace not in cleaned.text, f"{path.name} still has {trace}"


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="no shared folder with official documents")
def test_official_documents_lose_hardly_anything() -> None:
    lines = (SHARED / "corpus/policies.jsonl").read_text("utf-8").splitlines()[::12]
    for record in map(json.loads, lines):
        cleaned = clean(record["text"])
        kept = sum(not c.isspace() for c in cleaned.text)
        # The encyclopaedia's notice under a speech is no part of it.
        speech = record["text"].split("本作品是中华人民共和国的")[0]
        assert kept >= 0.995 * sum(not c.isspace() for c in speech), record["id"]
        assert not [mark for mark in cleaned.marks if mark.kind == "repaired"], record["id"]
