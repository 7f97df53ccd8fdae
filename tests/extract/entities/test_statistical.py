"""Candidates of a recogniser: at their place in the text, with their source, and only those that name one thing."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from extract.entities.candidates import Candidate
from extract.entities.statistical import _names_one, find_statistical, load_recogniser
from extract.entities.unsure import spoken_for
from extract.recogniser.choice import Choice, choose
from extract.recogniser.policy import ModelError, PolicyRecogniser
from extract.recogniser.tagset import TYPES, Span
from extract.rules import read_rules

TEXT = (
    "工业经济运行情况\n"
    "今年以来，合肥市深入推进招商引资，安徽兴宇汽车零部件有限公司投产；安徽省经济和信息化厅到会。\n"
    "合肥高新技术产业开发区发展较快！XX新材料股份有限公司扩产。"
)


def found(choice: str, text: str = TEXT) -> list[Candidate]:
    return list(find_statistical(text, choose(choice)))


def shown(candidates: list[Candidate], text: str = TEXT) -> set[tuple[str, str]]:
    return {(text[c.start : c.end], c.type) for c in candidates}


@pytest.mark.parametrize(("name", "source"), [("policy", "model"), ("lac", "lac")])
def test_candidates_have_their_place_and_a_source_with_a_priority(name: str, source: str) -> None:
    candidates = found(name)
    assert {("安徽兴宇汽车零部件有限公司", "Enterprise"), ("合肥高新技术产业开发区", "Park")} <= shown(candidates)
    assert {c.source for c in candidates} == {f"{source}-{c.type.lower()}" for c in candidates}
    assert {c.source for c in candidates} <= set(read_rules("conflicts")["priority"])


def test_the_policy_recogniser_knows_types_that_lac_has_not() -> None:
    assert ("合肥市", "Region") in shown(found("policy"))
    assert {c.type for c in found("lac")} <= {"Enterprise", "Park", "Agency"}


@pytest.mark.parametrize("name", ["policy", "lac"])
def test_a_masked_name_is_none(name: str) -> None:
    assert all("XX" not in surface for surface, _ in shown(found(name)))


@pytest.mark.parametrize(
    ("name", "kind", "names_one"),
    [
        ("XX新材料股份有限公司", "Enterprise", False),
        ("XX县", "Region", False),
        ("某工业园", "Park", False),
        ("年产XX万吨铝材项目", "Project", True),
        ("《XX县工业发展若干政策》", "Policy", True),
        ("“XX行动”", "Programme", True),
        ("龙头企业", "Enterprise", False),
        ("上市公司", "Enterprise", False),
        ("兴宇汽车", "Enterprise", True),
        ("其他工业集中区", "Park", False),
        ("五里工业集中区", "Park", True),
        ("世界一流科学城", "Park", False),
        ("青山装备制造业", "Enterprise", False),
        ("四个中心", "Programme", False),
        ("智能车间/工厂", "Programme", False),
        ("三个一批", "Programme", True),
    ],
)
def test_what_names_one_thing(name: str, kind: str, names_one: bool) -> None:
    assert _names_one(name, kind) is names_one


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("深入推进在沪国家实验室建设，加快打造“五个中心”。", "Programme", ["国家实验室"]),
        ("浦东高水平改革开放加快推进，深化放管服改革。", "Programme", ["放管服改革"]),
        ("深化“群租”治理，开展“安居护航”专项行动。", "Programme", ["“安居护航”专项行动"]),
        (
            "贯彻国家标准化发展纲要，深入实施质量提升三年行动方案。",
            "Policy",
            ["国家标准化发展纲要", "质量提升三年行动方案"],
        ),
        ("应对百年变局，党中央、国务院作出部署。", "Agency", ["国务院"]),
    ],
)
def test_what_is_fought_counted_or_goes_on_is_no_name(text: str, kind: str, found: list[str]) -> None:
    spans = find_statistical(text, choose("policy"))
    assert [text[c.start : c.end] for c in spans if c.type == kind] == found


def test_a_name_that_the_recogniser_is_not_sure_of_is_left_out() -> None:
    recogniser, sentences = PolicyRecogniser(), TEXT.splitlines()
    readings = recogniser.read(sentences)
    least = median(reading.probability(s) for reading in readings for s in reading.spans)
    kept = [[s for s in reading.spans if reading.probability(s) >= least] for reading in readings]
    assert any(kept) and kept != [reading.spans for reading in readings]
    assert [[r.span for r in rated] for rated in recogniser.rate(sentences, dict.fromkeys(TYPES, least))] == kept


@pytest.mark.parametrize(
    ("sentence", "name", "kind", "told"),
    [
        ("岚溪铝业专做铝箔。", "岚溪铝业", "Enterprise", True),
        ("岚溪县发制品企业产销两旺。", "岚溪县发制品", "Enterprise", False),
        ("绿色建材增势好。", "绿色建材", "Enterprise", False),
        ("走进岚溪经济开发区，塔吊林立。", "岚溪经济开发区", "Park", True),
        ("岚溪经济开发区管委会牵头。", "岚溪经济开发区", "Park", False),
        ("我县入围国家外贸转型示范县。", "国家外贸转型示范县", "Programme", True),
        ("新增省岚星计划企业3家。", "岚星计划企业", "Programme", True),
        ("争创一流产业集群。", "产业集群", "Programme", False),
        ("开会谈岚星计划企业。", "岚星计划企业", "Programme", False),
    ],
)
def test_form_and_words_around_speak_for_a_name(sentence: str, name: str, kind: str, told: bool) -> None:
    at = sentence.index(name)
    assert spoken_for(sentence, Span(at, at + len(name), kind)) is told


@pytest.mark.parametrize("text", ["", "\n\n", "。！？；"])
def test_nothing_is_found_where_nothing_is(text: str) -> None:
    assert found("policy", text) == found("lac", text) == []


def test_a_wrong_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=str(tmp_path)):
        found(f"policy:{tmp_path}")


def test_a_recogniser_is_loaded_once() -> None:
    assert load_recogniser(Choice("policy")) is load_recogniser(choose("policy"))
