"""Reprints in a graph: grouped whatever the order, counted as one source, dated by the first of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from handmade import Handmade, report, stated

from kg.build import BuildOptions, build_graph
from kg.build.extractor import Extractor
from kg.graph import Graph
from kg.info import describe
from kg.reprints import CommonText, Copyable, Reprints, compare, fold, group_copies
from kg.reprints.corpus import copyable
from kg.reprints.passages import Passages, copied_passages, quotes_of
from kg.reprints.sketch import candidate_pairs, sketch
from kg.store import open_store
from kg.validate import check_graph
from ontology.records import OWN_REGION, Record

STORY = (
    "昨天上午，县里召开服务企业大会，部署开展“四送一服”专项行动。会议要求每名县领导联系五家企业，当面听取意见，"
    "把政策、项目、资金和人才送到车间。会后各单位抽调干部组成二十个小组分赴乡镇园区，记者跟随其中一组走访了食品加工企业。"
)
OTHER = "全市秋粮收购工作座谈会提出，各收储库点要备足仓容，优质优价敞开收购，严禁打白条，确保颗粒归仓、农民增收。"
ALONE = BuildOptions(workers=1)


def grouped(texts: dict[str, str], **more: Copyable) -> Reprints:
    documents = [more.get(name, Copyable(name, name)) for name in texts]
    sketches = [sketch(fold(text)) for text in texts.values()]
    return group_copies(documents, sketches, lambda a, b: compare(fold(texts[a]), fold(texts[b])))


def test_copies_make_a_group_whatever_the_order() -> None:
    texts = {"a": STORY, "b": "来源：日报\n" + STORY, "c": STORY[: len(STORY) * 2 // 3], "d": OTHER}
    found = grouped(texts)
    assert found.groups() == {"a": ["b", "c"]}
    assert grouped(dict(reversed(texts.items()))).head_of == found.head_of


def test_the_first_dated_copy_heads_the_group_and_of_a_day_the_one_nearest_to_the_issuer() -> None:
    texts = {"a": STORY, "b": STORY, "c": STORY, "d": STORY}
    found = grouped(
        texts,
        a=Copyable("a", "a", "2021", "gazette"),
        b=Copyable("b", "b", "2021-03-05", "press"),
        c=Copyable("c", "c", "2021-03-05", "official"),
        d=Copyable("d", "d", None, "official"),
    )
    assert set(found.head_of.values()) == {"c"}
    assert set(found.first_published.values()) == {"2021-03-05"}


def test_what_documents_state_of_themselves_keeps_them_apart() -> None:
    texts = {"a": STORY, "b": STORY}

    def apart(a: Copyable, b: Copyable) -> bool:
        return not grouped(texts, a=a, b=b).head_of

    assert apart(
        Copyable("a", "a", numbers=frozenset({"甲〔2020〕1号"})), Copyable("b", "b", numbers=frozenset({"乙"}))
    )
    assert apart(Copyable("a", "a", years=frozenset({"2020"})), Copyable("b", "b", years=frozenset({"2021"})))
    assert apart(Copyable("a", "a", region="330521"), Copyable("b", "b", region="330523"))
    assert not apart(Copyable("a", "a", region="330500"), Copyable("b", "b", region="330523"))


def test_an_extract_is_no_copy_of_the_compilation_that_it_stands_in() -> None:
    found = grouped({"a": STORY, "b": OTHER * 9 + STORY})
    assert found.head_of == {}


def test_texts_without_long_sentences_have_no_candidates() -> None:
    assert candidate_pairs([sketch(fold("短。句。")), sketch(fold("短。句。")), sketch(fold(""))]) == []
    assert candidate_pairs([]) == []


def from_news(document: object) -> Record:
    """A record of a news item on the campaign: 2021 of the original, 2022 of the reposts."""
    from extract.document import Document

    assert isinstance(document, Document)
    made = Handmade(document.doc, document.text, region=stated("安徽省/合肥市", "340100", "city"))
    if "四送一服" in document.text:
        programme = made.entity("Programme", "四送一服", "si-song-yi-fu")
        made.says(OWN_REGION, "implements", programme, "achieved", "部署开展“四送一服”专项行动")
    year = "2021-06-01" if document.doc == "a" else "2022-07-01"
    return replace(made.record(), id=document.id, published=year, source=document.source)


def build(folder: Path, out: Path) -> None:
    build_graph([folder], out, options=ALONE, extractor=Extractor(from_news, "news-1"))


def written(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def test_ten_reposts_are_one_source_dated_by_the_first(tmp_path: Path) -> None:
    texts = {"a": STORY, "z": OTHER} | {f"r{n}": f"转载{n}\n{STORY}" for n in range(9)}
    build(written(tmp_path / "in", **texts), tmp_path / "g")
    with Graph.open(tmp_path / "g") as graph:
        (adoption,) = graph.trace("四送一服").adoptions
        assert (adoption.documents, adoption.evidence, adoption.first.source.file) == (1, 1, "a")
        info = describe(graph.store)
        assert (info.documents, info.reprints) == (11, 9)
        files = graph.named("documents").to_dicts()
        assert {row["file"]: row["reprintOf"] for row in files}["r3"] == "a"
        assert list(check_graph(graph.store)) == []
        shown = graph.evidence("合肥市", "implements", "四送一服").to_dicts()
        assert len(shown) == 10
        assert sum(row["reprintOf"] is None for row in shown) == 1


def test_update_and_rebuild_give_one_graph(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", b="转载\n" + STORY, z=OTHER)
    build(folder, tmp_path / "step")
    build(written(folder, a=STORY), tmp_path / "step")
    build(folder, tmp_path / "whole")
    quads = []
    for name in ("step", "whole"):
        with open_store(tmp_path / name) as store:
            quads.append(sorted(map(str, store.quads())))
    assert quads[0] == quads[1]
    assert any("reprintOf" in quad for quad in quads[0])


def test_a_quoted_passage_counts_once_and_is_told_from_template_text() -> None:
    quote = "县里决定由县领导分别联系重点企业，按月走访，现场办理企业提出的用工、用地、融资等各类难题并张榜公布结果。"
    made = []
    for doc, rest in (("a", OTHER), ("b", "另有消息说，汛期到来之前各水库要腾出库容。" * 3)):
        item = replace(report(doc), text=f"{rest}{quote}合肥市开展“四送一服”。{doc}", entities={}, relations=[])
        entity = item.entity("Programme", "四送一服", "si-song-yi-fu")
        item.says(OWN_REGION, "implements", entity, "achieved", quote)
        made.append(item.record())
    texts = {one.id: one.relations[0].evidence[0].quote for one in made}

    def copied(records: list[Record], reprints: Reprints) -> Passages:
        sources = [(copyable(record), quotes_of(record)) for record in records]
        return copied_passages(
            sources, reprints, lambda a, b: compare(fold(texts[a.document]), fold(texts[b.document]))
        )

    found = copied(made, Reprints())
    assert [(copy.document, head.document) for copy, head in found.copy_of.items()] == [(made[1].id, made[0].id)]
    template = CommonText(sketch(fold(quote)).clauses)
    found = copied(made, Reprints(common=template))
    assert (found.copy_of, len(found.templates)) == ({}, 2)
    again = replace(made[1], published="2022-12-30")
    assert copied([made[0], again], Reprints()).copy_of == {}
