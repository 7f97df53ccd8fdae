"""The sample corpus and its gold: complete, marked as fiction, noisy in every way, and true where it says so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from extract.clean import clean
from extract.document import Document
from extract.read import read_paths
from ontology.records import ENTITY_TYPES, LEVELS, OWN_REGION, PREDICATES, STATUSES

REPOSITORY = Path(__file__).parents[2]
DEMO = REPOSITORY / "kg" / "demo"
CORPUS = DEMO / "corpus"
SHARED = Path(os.environ.get("ZHENGMAI_SHARED", REPOSITORY.parent / "shared"))
GOLD = sorted((DEMO / "gold").glob("*.json"))
ENCODINGS = {
    "anhui/2017-sisongyifu-qidong.txt": "utf-8",
    "anhui/2019-feixi-sanjidu.txt": "gb18030",
    "fujian/2020-jinjiang-zoufang.txt": "big5",
    "hunan/2018-xiangtan-huibao.html": "gb18030",
    "shandong/2019-yicibanhao.txt": "utf-16",
    "zhejiang/2018-mujun-yijian.txt": "gb18030",
    "zhejiang/2018-mujun-zhuanzai.html": "gb18030",
    "zhejiang/2019-lianzhangzhi-shidian.txt": "utf-8-sig",
    "guangdong/2023-mingdan.csv": "gb18030",
}
NOISE = {
    "readings in brackets": r"經\(jīng\)",
    "shifted enumerator": r"。ㄈ﹫\(jiān\)持",
    "shifted sentence": "。ǘ┱杏霉と源嬖谝欢ㄐ枨蟆",
    "county eaten": r"\?h重點",
    "page furniture": "第2页,共4页",
    "number at a page break": r"(?m)^3、内酰胺",
    "word broken by a page": r"己第2页,共4页\n3、内",
    "word broken by a blank": "党 政代表团",
    "header of a sharing site": "由会员分享,可在线阅读",
    "footer of a sharing site": "限制150内",
    "advert": "广告：",
    "reading count": "阅读量：3821",
    "disclaimer": "免责声明",
    "full-width forms": "１－９月",
    "masked name": "ＸＸ药业|XX药业",
    "masked figure": r"xx\.x億",
    "masked with 某": "某模具公司",
    "masked with stars": r"\*\*汽车配件",
    "utf-8 read as gb18030": "璐ｄ换",
    "lost characters": "\ufffd",
    "zero-width blank": "\u200b",
    "digits put for digits": "有效期至5355年65月06日",
    "figure cut at the end of a line": r"用地4\n00亩",
    "page number in the text": "(?m)^— 1 —$",
    "masked place": "某镇、XX镇",
}
FORMATS = {".txt", ".md", ".html", ".docx", ".pdf", ".xlsx", ".csv", ".jsonl", ".zip"}
LISTS = {
    "guangdong/2023-mingdan": 6,  # a row an enterprise
    "chongqing/2016-bishan-zongjie": 4,  # grouped under sub-districts
    "anhui/2024-zhuanjingtexin-mingdan": 7,  # merged cells
}
SPREAD = {
    ("四送一服", "安徽省", "achieved", "2017-11-26"),
    ("四送一服", "安徽省/蚌埠市", "achieved", "2018-05-18"),
    ("最多跑一次", "浙江省", "planned", "2016-12"),
    ("最多跑一次", "浙江省", "achieved", "2017-02-20"),
    ("最多跑一次", "中国", "planned", "2018-03-05"),
    ("一次办好", "山东省", "achieved", "2018"),
    ("链长制", "湖南省/长沙市", "achieved", "2017-11-23"),
    ("链长制", "湖南省/湘潭市", "achieved", "2018-04"),
    ("链长制", "湖南省", "achieved", "2018-07"),
    ("链长制", "浙江省", "achieved", "2019-08"),
    ("链长制", "中国", "planned", "2020-09"),
    ("链长制", "广东省", "planned", "2021-01"),
    ("链长制", "广东省", "achieved", "2021-04-02"),
    ("亩均论英雄", "浙江省/绍兴市/柯桥区", "achieved", "2006"),
    ("亩均论英雄", "浙江省", "achieved", "2018-01"),
    ("专精特新", "中国", "planned", "2011-07"),
    ("专精特新", "中国", "achieved", "2013-07"),
    ("专精特新“小巨人”", "中国", "achieved", "2018"),
    ("专精特新", "中国", "planned", "2022-03-05"),
    ("河长制", "江苏省/无锡市", "achieved", "2007-08"),
    ("河长制", "中国", "achieved", "2016-12-11"),
}


def gold_of(path: Path) -> dict[str, Any]:
    """One gold file, as it stands."""
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def region_of(doc: str) -> str:
    """The path of the region that a document speaks for."""
    return str(gold_of(DEMO / "gold" / f"{doc.replace('/', '__')}.json")["region"]["path"])


def bare(text: str) -> str:
    """Text without blanks, in compatible forms: quotes are compared so, whatever the width of a comma."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@cache
def documents() -> dict[str, Document]:
    """The corpus as the project reads it, by name; nothing of it may be refused."""
    everything = list(read_paths([CORPUS]))
    read = [item for item in everything if isinstance(item, Document)]
    assert read == everything
    return {document.doc: document for document in read}


@cache
def documents_as_text() -> str:
    """All documents that are plain bytes, decoded, one after the other."""
    files = sorted(p for p in CORPUS.rglob("*") if p.suffix in {".txt", ".md", ".html", ".csv"})
    return "\n".join(p.read_text(ENCODINGS.get(p.relative_to(CORPUS).as_posix(), "utf-8")) for p in files)


def test_each_document_has_gold_and_a_reading() -> None:
    names = {doc.replace("/", "__") for doc in documents()}
    assert names == {path.stem for path in GOLD} == {path.stem for path in (DEMO / "reading").iterdir()}
    assert set(documents()) == {gold_of(path)["doc"] for path in GOLD}


def test_each_document_is_marked_as_fiction_and_dated() -> None:
    stated = [document.metadata for document in documents().values()]
    assert {metadata.notice for metadata in stated} == {"虚构示例"}
    assert {(metadata.published or "")[:4] for metadata in stated} == {str(year) for year in range(2013, 2025)}


def test_there_are_thirty_documents_and_more_from_sixteen_provinces_and_the_centre() -> None:
    provinces = {gold_of(path)["region"]["path"].split("/")[0] for path in GOLD if gold_of(path)["region"]["path"]}
    assert len(documents()) >= 30
    assert len(provinces - {"中国"}) == 16
    assert "中国" in provinces


def test_half_the_regions_must_be_told_from_the_text() -> None:
    unstated = [doc for doc, document in documents().items() if document.metadata.region is None]
    assert 0.4 <= len(unstated) / len(documents()) <= 0.6


def test_a_stated_region_is_the_one_of_the_gold() -> None:
    stated = {doc: document.metadata.region for doc, document in documents().items() if document.metadata.region}
    assert stated == {doc: region_of(doc) for doc in stated}


def test_every_format_and_encoding_occurs() -> None:
    assert {p.suffix for p in CORPUS.rglob("*.*")} == FORMATS
    for name, encoding in ENCODINGS.items():
        data = (CORPUS / name).read_bytes()
        assert re.search("[一-鿿]", data.decode(encoding)), name
        if encoding not in {"utf-8", "utf-8-sig"}:
            with pytest.raises(UnicodeDecodeError):
                data.decode("utf-8")


@pytest.mark.parametrize("kind", NOISE)
def test_every_kind_of_noise_occurs(kind: str) -> None:
    assert re.search(NOISE[kind], documents_as_text())


@pytest.mark.parametrize(
    "name",
    [
        "zhejiang/2017-deqing-zongjie.docx",
        "chongqing/2016-bishan-zongjie.docx",
        "anhui/2024-zhuanjingtexin-mingdan.xlsx",
        "jiangxi/2020-yushan.zip",
    ],
)
def test_what_is_packed_bears_no_time_of_its_making(name: str) -> None:
    with zipfile.ZipFile(CORPUS / name) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2020, 1, 1, 0, 0, 0)}


def test_no_file_is_large() -> None:
    assert max(path.stat().st_size for path in CORPUS.rglob("*.*")) < 60_000


@pytest.mark.parametrize("doc", LISTS)
def test_a_title_list_names_its_holders_and_their_places(doc: str) -> None:
    relations = gold_of(DEMO / "gold" / f"{doc.replace('/', '__')}.json")["relations"]
    holders = {r["subject"] for r in relations if r["predicate"] == "recognisedAs"}
    placed = {r["subject"] for r in relations if r["predicate"] == "locatedIn" and r["object"] != OWN_REGION}
    assert len(holders) == LISTS[doc]
    assert holders <= placed


def test_a_reprint_stands_on_another_site_in_nearly_the_same_words() -> None:
    first, copy = (documents()[f"zhejiang/2018-mujun-{which}"] for which in ("yijian", "zhuanzai"))
    texts = [(DEMO / "reading" / f"{d.doc.replace('/', '__')}.txt").read_text("utf-8") for d in (first, copy)]
    assert 0.9 < SequenceMatcher(None, *texts, autojunk=False).ratio() < 1
    assert (first.metadata.tier, copy.metadata.tier) == ("official", "repost")
    assert urlsplit(first.metadata.url or "").netloc != urlsplit(copy.metadata.url or "").netloc
    assert (first.metadata.published or "") < (copy.metadata.published or "")


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_keeps_to_the_vocabulary_of_the_contract(path: Path) -> None:
    gold = gold_of(path)
    assert {entity["type"] for entity in gold["entities"]} <= set(ENTITY_TYPES)
    assert {relation["predicate"] for relation in gold["relations"]} <= set(PREDICATES)
    assert {relation["status"] for relation in gold["relations"]} <= {*STATUSES, None}
    assert {level for relation in gold["relations"] for level in relation["levels"]} <= set(LEVELS)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_names_are_given_once_and_joined_by_relations(path: Path) -> None:
    gold = gold_of(path)
    names = Counter(entity["name"] for entity in gold["entities"])
    ends = {relation[end] for relation in gold["relations"] for end in ("subject", "object")}
    assert set(names.values()) == {1}
    assert ends <= {*names, OWN_REGION}
    assert {event["programme"] for event in gold["events"]} <= set(names)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_what_gold_quotes_stands_in_the_reading(path: Path) -> None:
    gold = gold_of(path)
    reading = bare((DEMO / "reading" / f"{path.stem}.txt").read_text(encoding="utf-8"))
    quotes = [item["quote"] for item in (*gold["relations"], *gold["events"])]
    unseen = [e["name"] for e in gold["entities"] if not any(bare(n) in reading for n in (e["name"], *e["aliases"]))]
    assert [quote for quote in quotes if bare(quote) not in reading] == []
    assert unseen == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_cleaning_gives_back_what_gold_quotes(path: Path) -> None:
    gold = gold_of(path)
    cleaned = bare(clean(documents()[gold["doc"]].text).text)
    assert [r["quote"] for r in gold["relations"] if bare(r["quote"]) not in cleaned] == []


def test_the_programmes_spread_on_their_real_dates() -> None:
    events = [event for path in GOLD for event in gold_of(path)["events"]]
    assert {(e["programme"], e["region"], e["status"], e["time"]) for e in events} >= SPREAD


def test_an_ended_programme_is_never_also_running_in_its_document() -> None:
    for path in GOLD:
        relations = gold_of(path)["relations"]
        status = {(r["subject"], r["object"]): r["status"] for r in relations if r["predicate"] == "implements"}
        ended = {pair for pair, said in status.items() if said == "ended"}
        running = {(r["subject"], r["object"]) for r in relations if r["status"] in {"ongoing", "achieved"}}
        assert not ended & running, path.stem


@pytest.mark.skipif(not (SHARED / "eval" / "score.py").exists(), reason="the shared scorer is not at hand")
def test_the_gold_scores_full_marks_against_itself(tmp_path: Path) -> None:
    found = tmp_path / "found.jsonl"
    found.write_text("".join(json.dumps(gold_of(path)) + "\n" for path in GOLD), encoding="utf-8")
    scorer = [sys.executable, str(SHARED / "eval" / "score.py"), str(DEMO / "gold"), str(found), "--json"]
    figures = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    assert figures["entity/ALL/strict"]["f1"] == figures["relation/ALL/relaxed"]["f1"] == 1.0
