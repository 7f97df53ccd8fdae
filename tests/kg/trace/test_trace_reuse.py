"""Text reuse as a parent: a passage on the programme that an earlier document of another region has too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import Graph
from kg.build import BuildOptions, build_graph
from kg.trace import to_json

COPIED = (
    "全面推行产业链“链长制”，由市领导担任链长，一条产业链配一名链长、一个工作专班、一张任务清单，"
    "每月调度一次堵点难点，每季度会商一次重大项目，年底由督查室逐链评估成效。"
)
OWN = (
    "全面推行产业链“链长制”，八位市领导分别联系八个产业集群，企业遇到用地用能方面的困难可以直接向链长反映，"
    "办结情况在市政府网站上公开，接受社会监督。"
)
UNRELATED = "加快城乡供水一体化建设，新建改建农村供水管网三百公里，惠及四十二个行政村的群众，水质合格率稳步提高。"


def text(city: str, day: str, passage: str, more: str = "") -> str:
    filler = f"{city}经济运行总体平稳，{city}规模以上工业企业户数继续增加。" + "今年以来各项工作有序推进。" * 20
    return f"{city}人民政府工作报告\n\n{day}\n\n{city}人民政府\n\n{passage}\n\n{filler}\n\n{more}\n"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("reuse")
    (folder / "in").mkdir()
    for name, told in {
        "湘潭市.txt": text("湘潭市", "2018年4月2日", COPIED),
        "杭州市.txt": text("杭州市", "2019年6月3日", OWN, UNRELATED),
        "合肥市.txt": text("合肥市", "2020年5月4日", COPIED),
        "广州市.txt": text("广州市", "2021年7月5日", OWN.replace("八", "十").replace("公开", "公布"), UNRELATED),
        "济南市.txt": text("济南市", "2021年8月6日", "全面推行“链长制”。", UNRELATED),
    }.items():
        (folder / "in" / name).write_text(told, encoding="utf-8")
    build_graph([folder / "in"], folder / "g", options=BuildOptions(ner="none", workers=1))
    return Graph.open(folder / "g")


def test_a_shared_passage_makes_the_earlier_region_a_parent(graph: Graph) -> None:
    lines = {line.child.name: line for line in graph.trace("链长制").parents}
    assert {name: (line.kind, line.parent and line.parent.name) for name, line in lines.items()} == {
        "湘潭市": ("unknown", None),
        "杭州市": ("unknown", None),
        "合肥市": ("text reuse", "湘潭市"),
        "广州市": ("text reuse", "杭州市"),
        "济南市": ("unknown", None),
    }


def test_both_passages_are_evidence(graph: Graph) -> None:
    told = json.loads(to_json(graph.trace("链长制")))
    evidence = next(line["evidence"] for line in told["parents"] if line["region"] == "合肥市")
    for passage in (evidence, evidence["reused"]):
        whole = graph.text(passage["document"])
        assert whole is not None and whole[passage["start"] : passage["end"]] == passage["sentence"]
        assert "每月调度一次堵点难点" in passage["sentence"]
    assert "湘潭市" in graph.text(evidence["reused"]["document"])


def test_too_many_documents_are_not_compared(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.trace.reuse.MOST_DOCUMENTS", 3)
    assert {line.kind for line in graph.trace("链长制").parents} == {"unknown"}


FORMAL = "各地各部门要切实加强组织领导，明确责任分工，细化工作举措，强化督查考核，广泛宣传发动，确保各项任务落到实处。"
COUNTIES = ("德清县", "长兴县", "安吉县", "海盐县", "平湖市", "桐乡市")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """A province's plan that six of its counties and one of elsewhere copy; everybody ends with the same phrases."""
    folder = tmp_path_factory.mktemp("copied")
    (folder / "in").mkdir()
    told = {"浙江省": text("浙江省", "2018年4月2日", COPIED + FORMAL)}
    told |= {name: text(name, f"2019年{n}月3日", COPIED + FORMAL) for n, name in enumerate(COUNTIES, 1)}
    told["肥西县"] = text("肥西县", "2020年5月4日", COPIED + FORMAL)
    told["如东县"] = text("如东县", "2020年6月4日", "全面推行“链长制”。" + FORMAL)
    silent = ("沛县", "睢宁县", "丰县", "泗阳县", "泗洪县", "灌云县")
    told |= {name: text(name, "2017年3月4日", UNRELATED + FORMAL) for name in silent}
    for name, content in told.items():
        (folder / "in" / f"{name}.txt").write_text(content, encoding="utf-8")
    build_graph([folder / "in"], folder / "g", options=BuildOptions(ner="none", workers=1))
    return Graph.open(folder / "g")


def test_a_plan_that_a_whole_province_copies_is_no_boilerplate(copied: Graph) -> None:
    lines = {line.child.name: line for line in copied.trace("链长制").parents}
    for name in COUNTIES:
        line = lines[name]
        assert line.parent is not None and (line.parent.name, line.kind) == ("浙江省", "hierarchical")
        assert [(c.parent.name, c.kind) for c in line.others][0] == ("浙江省", "text reuse")
    elsewhere = lines["肥西县"]
    assert elsewhere.parent is not None and (elsewhere.parent.name, elsewhere.kind) == ("浙江省", "text reuse")
    assert elsewhere.chosen is not None and elsewhere.chosen.evidence is not None
    assert "每月调度一次堵点难点" in elsewhere.chosen.evidence[3]


def test_phrases_of_documents_without_the_programme_tie_nobody(copied: Graph) -> None:
    lines = {line.child.name: line for line in copied.trace("链长制").parents}
    assert lines["如东县"].kind == "unknown" and lines["浙江省"].kind == "unknown"


def test_a_plan_that_copies_a_plan_has_it_for_a_source_and_is_no_adoption(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    plan = COPIED.replace("全面推行", "明年将全面推行")
    for name, day in (("浙江省", "2018年4月2日"), ("肥西县", "2019年5月4日")):
        (tmp_path / "in" / f"{name}.txt").write_text(text(name, day, plan), encoding="utf-8")
    build_graph([tmp_path / "in"], tmp_path / "g", options=BuildOptions(ner="none", workers=1))
    with Graph.open(tmp_path / "g") as graph:
        trace = graph.trace("链长制")
    assert trace.group("adopted") == () == trace.parents == trace.hops
    lines = {line.child.name: (line.kind, line.parent and line.parent.name) for line in trace.plans}
    assert lines == {"浙江省": ("unknown", None), "肥西县": ("text reuse", "浙江省")}
    assert trace.line(trace.group("planned")[1]) == trace.plans[1]
