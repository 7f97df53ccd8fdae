"""Rebuild equals update: whatever was added, changed, removed and judged before, the graph is that of its documents."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import Handmade, read_tiny
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from extract.document import Document
from kg import Graph
from kg.build import BuildOptions, Scope, build_graph
from kg.build.extractor import Extractor
from kg.errors import ZhengmaiError
from kg.store import open_store
from ontology.records import OWN_REGION, Record

TYPES = {"企业": "Enterprise", "机关": "Agency"}
STORY = (
    "昨天上午，市里召开服务企业大会，部署“四送一服”专项行动。会议要求每名领导联系五家企业，当面听取意见，"
    "把政策、项目、资金和人才送到车间。会后各单位抽调干部组成二十个小组分赴乡镇园区，记者跟随其中一组走访了食品加工企业"
)


def read_more(document: Document) -> Record:
    """What `read_tiny` reads; names in brackets, a date (日期：…) and what is told without a time besides."""
    record = read_tiny(document)
    made = Handmade(document.doc, document.text)
    for kind, name in re.findall(r"〔(\w+)：(.+?)〕", document.text):
        made.entity(TYPES[kind], name)
    if STORY in document.text:
        campaign = made.entity("Programme", "四送一服", "si-song-yi-fu")
        made.says(OWN_REGION, "implements", campaign, "achieved", "部署“四送一服”专项行动")
    date = re.search(r"日期：([\d-]+)", document.text)
    entities = {entity.id: entity for entity in (*record.entities, *made.entities.values())}
    said = [*record.relations, *made.relations]
    return replace(record, published=date and date[1], entities=[*entities.values()], relations=said)


ALONE = BuildOptions(workers=1)
TINY = Extractor(read_more, "tiny-2")
NAMES = st.sampled_from(["a", "b", "c", "d"])
SENTENCES = st.lists(
    st.sampled_from(
        [
            "2019年已开展“四送一服”",
            "2020年计划开展“四送一服”",
            "2021年停止开展“四送一服”",
            "2021年已开展“亩均论英雄”",
            "2022年停止开展“亩均论英雄”",
            "2018年已开展“一业一证”",
            "〔企业：贝川机电〕新建一条生产线",
            "〔企业：安徽贝川机电有限公司〕获奖",
            "〔企业：贝川机电集团〕出资",
            "〔机关：市经信委〕发文",
            "〔机关：市经信局〕发文",
            STORY,
        ]
    ),
    max_size=4,
    unique=True,
)
DATES = st.sampled_from(["", "日期：2016", "日期：2020-03-05", "日期：2022"])


def whole(graph: Path) -> tuple[list[str], list[str], list[str]]:
    """All quads, what a query without GRAPH sees, and the records, of the current generation."""
    with open_store(graph) as store:
        rows = store.query("SELECT ?s ?p ?o { ?s ?p ?o }")
        seen = sorted(" ".join(map(str, row)) for row in rows)  # type: ignore[union-attr, arg-type]
        return sorted(map(str, store.quads())), seen, [record.to_json() for record in store.records()]


def judge(graph: Path, verdict: str) -> None:
    """Decide on the likeliest pair that the machine joined or asks about, if there is any."""
    with Graph.open(graph) as opened:
        review = opened.review()
        for pair in [*review.merged(), *review.suggestions()][:1]:
            review.decide(pair, verdict, who="李")


class Updates(RuleBasedStateMachine):
    """Files come, change and go; the graph follows by builds of all three kinds."""

    @initialize()
    def start(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.files = self.place / "in"
        self.files.mkdir()
        self.shown: dict[str, str] = {}
        self.write("z", [], "")
        self.mirror()

    @rule(name=NAMES, said=SENTENCES, date=DATES)
    def write(self, name: str, said: list[str], date: str) -> None:
        (self.files / f"{name}.txt").write_text("。".join([f"{name}的报告", date, *said]), "utf-8")

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        (self.files / f"{name}.txt").unlink(missing_ok=True)

    @rule()
    def mirror(self) -> None:
        self.build(Scope())
        self.shown = self.there()
        self.check()

    @rule()
    def add(self) -> None:
        self.build(Scope(add=True))
        self.shown |= self.there()
        self.check()

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        if name in self.shown:
            build_graph([], self.place / "g", extractor=TINY, options=self.options(), scope=Scope(remove=(name,)))
            del self.shown[name]
            self.check()

    @rule(verdict=st.sampled_from(["same", "different"]))
    def judge(self, verdict: str) -> None:
        judge(self.place / "g", verdict)

    @rule()
    def lose_the_shares(self) -> None:
        (self.place / "g" / "shares.sqlite").unlink(missing_ok=True)

    def check(self) -> None:
        fresh = Path(tempfile.mkdtemp(dir=self.place))
        (fresh / "in").mkdir()
        for name, text in self.shown.items():
            (fresh / "in" / f"{name}.txt").write_text(text, "utf-8")
        build_graph([fresh / "in"], fresh / "g", extractor=TINY, options=self.options())
        assert whole(self.place / "g") == whole(fresh / "g")

    def build(self, scope: Scope) -> None:
        build_graph([self.files], self.place / "g", extractor=TINY, options=self.options(), scope=scope)

    def options(self) -> BuildOptions:
        return BuildOptions(workers=1, judgements=self.place / "judgements.jsonl")

    def there(self) -> dict[str, str]:
        return {path.stem: path.read_text("utf-8") for path in self.files.glob("*.txt")}

    def teardown(self) -> None:
        shutil.rmtree(self.place)


TestUpdates = Updates.TestCase
TestUpdates.settings = settings(max_examples=4, stateful_step_count=10, deadline=None)


def ask(graph: Path, sparql: str) -> list[tuple[str, ...]]:
    with Graph.open(graph) as opened:
        return [tuple(row.values()) for row in opened.query(sparql).to_dicts()]


FIRMS = "SELECT DISTINCT ?firm { ?e zm:canonical ?firm . GRAPH ?g { ?e a zm:Enterprise } }"


def test_two_documents_that_resolve_together_are_joined_parted_and_joined_by_updates(tmp_path: Path) -> None:
    full, short = "〔企业：安徽贝川机电有限公司〕获奖", "〔企业：贝川机电〕新建一条生产线"
    graph = built(tmp_path, a=f"日期：2021。{full}")
    built(tmp_path, b=f"日期：2022。{short}")
    assert len(ask(graph, FIRMS)) == 1
    assert whole(graph) == whole(built_anew(tmp_path))
    judge(graph, "different")
    built(tmp_path)
    assert len(ask(graph, FIRMS)) == 2
    assert ask(graph, "SELECT ?who { ?j zm:verdict zm:different ; zm:judgedBy ?who }") == [("李",)]
    assert whole(graph) == whole(built_anew(tmp_path))
    (tmp_path / "judgements.jsonl").unlink()
    built(tmp_path)
    assert len(ask(graph, FIRMS)) == 1
    (tmp_path / "in" / "a.txt").unlink()
    built(tmp_path)
    assert whole(graph) == whole(built_anew(tmp_path))


def test_a_reprint_that_comes_later_or_goes_redates_the_other_document(tmp_path: Path) -> None:
    standing = "ASK { GRAPH zmg:facts { ?s zm:implements zmi:programme\\/si-song-yi-fu } }"
    graph = built(tmp_path, a=f"转载。日期：2022。{STORY}", b="2021年停止开展“四送一服”")
    assert whole(graph) == whole(built_anew(tmp_path))
    with open_store(graph) as store:
        assert store.query(standing)
    report = build_graph(
        [built(tmp_path, c=f"原文。日期：2020。{STORY}").parent / "in"], graph, options=ALONE, extractor=TINY
    )
    assert report.reprints == 1
    assert whole(graph) == whole(built_anew(tmp_path))
    with open_store(graph) as store:
        assert not store.query(standing)
    (tmp_path / "in" / "c.txt").unlink()
    built(tmp_path)
    assert whole(graph) == whole(built_anew(tmp_path))
    with open_store(graph) as store:
        assert store.query(standing)


def test_an_office_that_is_named_no_more_takes_its_link_along(tmp_path: Path) -> None:
    links = "SELECT ?a ?b { GRAPH zmg:inferred { ?a zm:succeededBy ?b } }"
    graph = built(tmp_path, a="日期：2016。〔机关：市经信委〕发文", b="日期：2021。〔机关：市经信局〕发文")
    assert len(ask(graph, links)) == 1
    (tmp_path / "in" / "a.txt").unlink()
    built(tmp_path)
    assert ask(graph, links) == []
    assert whole(graph) == whole(built_anew(tmp_path))


def built(place: Path, **texts: str) -> Path:
    (place / "in").mkdir(exist_ok=True)
    for name, text in texts.items():
        (place / "in" / f"{name}.txt").write_text(text, "utf-8")
    build_graph([place / "in"], place / "g", extractor=TINY, options=ALONE)
    return place / "g"


def test_a_document_of_the_same_name_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    graph = built(tmp_path, a="2021年已开展“四送一服”", b="2020年已开展“亩均论英雄”")
    (tmp_path / "a.txt").write_text("2021年停止开展“四送一服”", "utf-8")
    build_graph([tmp_path / "a.txt"], graph, extractor=TINY, options=ALONE, scope=Scope(add=True))
    with open_store(graph) as store:
        assert [(r.doc, r.source) for r in store.records()] == [("a", "a.txt"), ("b", "in/b.txt")]
        assert not store.query("ASK { ?s zm:implements zmi:programme\\/si-song-yi-fu }")


def test_the_same_bytes_under_another_name_change_nothing(tmp_path: Path) -> None:
    graph = built(tmp_path, a="2021年已开展“四送一服”")
    (tmp_path / "copy.txt").write_bytes((tmp_path / "in" / "a.txt").read_bytes())
    report = build_graph([tmp_path / "copy.txt"], graph, extractor=TINY, options=ALONE, scope=Scope(add=True))
    assert (report.changed, report.repeated) == (False, ("copy.txt = in/a.txt",))


def test_a_new_version_that_cannot_be_read_leaves_the_old_one(tmp_path: Path) -> None:
    graph = built(tmp_path, a="2021年已开展“四送一服”")
    (tmp_path / "a.txt").write_text("此处出错", "utf-8")
    report = build_graph([tmp_path / "a.txt"], graph, extractor=TINY, options=ALONE, scope=Scope(add=True))
    assert (report.documents, report.changed, len(report.failures)) == (1, False, 1)


@pytest.mark.parametrize("name", ["nobody", "in"])
def test_removing_what_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    graph = built(tmp_path, a="2021年已开展“四送一服”", b="2020年已开展“亩均论英雄”")
    with pytest.raises(ZhengmaiError, match=f"--remove {name}: no documents"):
        build_graph([], graph, extractor=TINY, options=ALONE, scope=Scope(remove=(name,)))


def test_a_removed_document_is_named_by_its_name_its_source_or_its_hash(tmp_path: Path) -> None:
    graph = built(tmp_path, a="甲", b="乙", c="丙", d="丁")
    with open_store(graph) as store:
        hashes = {record.doc: record.id for record in store.records()}
    leaving = Scope(remove=("a", "in/b.txt", hashes["c"][:8]))
    report = build_graph([], graph, extractor=TINY, options=ALONE, scope=leaving)
    assert (report.documents, report.removed) == (1, 3)


def test_a_damaged_file_of_shares_is_filled_again(tmp_path: Path) -> None:
    graph = built(tmp_path, a="2021年已开展“四送一服”")
    (graph / "shares.sqlite").write_text("no database")
    built(tmp_path, b="2020年已开展“亩均论英雄”")
    assert whole(graph) == whole(built_anew(tmp_path))


def built_anew(place: Path) -> Path:
    shutil.rmtree(place / "anew", ignore_errors=True)
    build_graph([place / "in"], place / "anew", extractor=TINY, options=ALONE)
    return place / "anew"
