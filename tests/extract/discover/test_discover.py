"""Unknown programmes of made-up documents: found in all their forms, told apart, and written as a vocabulary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.discover import Proposal, Sighting, propose, sightings, vocabulary_text
from extract.discover.cues import load_rules, parse_rules
from extract.discover.names import is_name, key, label, written
from extract.document import Document, Metadata
from extract.pipeline import ExtractConfig, extract_document
from extract.rules import RuleError, read_rules
from ontology.records import Record
from ontology.vocabulary import load_programmes
from ontology.vocabulary.programmes import FORMS, SCOPES

Told = tuple[str, str, str]
CAMPAIGN: list[Told] = [
    ("江苏省", "2021-02", "2020年，我市组织开展“百局联千企”活动，走访企业，解决企业困难。"),
    ("江苏省", "2022-02", "一年来，常态化开展“百局联千企”专项行动，助企纾困。"),
    ("江苏省", "2023-02", "继续开展“百局联千企”，为中小企业送政策。"),
]
TITLE: list[Told] = [
    ("湖北省", "2021-02", "恒远机械、天成轴承2家企业获评省级“楚匠标杆”企业。"),
    ("湖北省", "2022-02", "联丰化工被认定为市级“楚匠标杆”企业称号。"),
]


def read(told: list[Told]) -> list[Sighting]:
    """What the real pipeline reads out of documents of (region, date, text)."""
    found: list[Sighting] = []
    for number, (region, date, text) in enumerate(told):
        document = Document(f"文{number}", f"{number:064d}", "x.txt", text, Metadata(published=date, region=region))
        found += sightings(document, extract_document(document, ExtractConfig(ner="none")))
    return found


def proposals(told: list[Told], least: int = 2) -> list[Proposal]:
    return propose(read(told), load_programmes(), least=least, documents=len(told))


def named(found: list[Proposal], name: str) -> Proposal:
    (proposal,) = [p for p in found if name in p.label]
    return proposal


@pytest.fixture(scope="module")
def found() -> list[Proposal]:
    return proposals([*CAMPAIGN, *TITLE])


def test_all_writings_of_a_name_are_one_proposal(found: list[Proposal]) -> None:
    campaign = named(found, "百局联千企")
    assert (campaign.documents, campaign.mentions) == (3, 3)
    assert campaign.years == ("2021", "2022", "2023")
    assert campaign.provinces == ("江苏省",)


def test_the_words_around_a_name_tell_what_it_is(found: list[Proposal]) -> None:
    campaign, title = named(found, "百局联千企"), named(found, "楚匠标杆")
    assert campaign.form == "service campaign"
    assert title.form == "recognition title"
    assert title.facets["holder"][0].value == "enterprise"
    assert [(s.value, s.contexts) for s in title.facets["levels"]] == [("省", 1), ("市", 1)]
    assert [s.value for s in title.facets["grantor"]] == ["provincial", "city"]


def test_examples_say_where_they_stand(found: list[Proposal]) -> None:
    texts = {f"文{i}": text for i, (_, _, text) in enumerate([*CAMPAIGN, *TITLE])}
    examples = named(found, "百局联千企").examples
    assert len({s.doc for s in examples}) == 3
    assert all("百局联千企" in texts[s.doc][s.start : s.end] for s in examples)


def test_what_the_vocabulary_knows_is_not_proposed() -> None:
    told = [
        ("浙江省", "2019", "深入开展“三服务”专项行动，推进亩均论英雄改革。"),
        ("浙江省", "2020", "开展“三服务”活动。"),
    ]
    assert proposals(told, least=1) == []


def test_a_name_of_too_few_documents_is_not_proposed() -> None:
    assert proposals(CAMPAIGN[:1], least=2) == []


def test_local_programmes_of_one_name_in_two_provinces_stay_apart() -> None:
    other = ("四川省", "2022", "我县开展“百局联千企”活动，服务企业。")
    found = proposals([*CAMPAIGN, other])
    assert [p.provinces for p in found] == [("江苏省",), ("四川省",)]
    assert [p.same_name for p in found] == [("四川省",), ("江苏省",)]
    assert [p.documents for p in found] == [3, 1]


def test_a_name_that_the_state_uses_is_one_programme() -> None:
    told = [
        *CAMPAIGN,
        ("四川省", "2022", "我县开展“百局联千企”活动，服务企业。"),
        ("中国", "2023", "在全国开展“百局联千企”活动，服务企业。"),
    ]
    (proposal,) = proposals(told)
    assert proposal.provinces == ("四川省", "江苏省")
    assert proposal.national == 1


def test_reprints_of_one_text_say_no_more_than_it() -> None:
    once = named(proposals(CAMPAIGN), "百局联千企")
    again = named(proposals([*CAMPAIGN, *CAMPAIGN]), "百局联千企")
    assert (again.documents, again.contexts) == (6, once.contexts)
    assert again.score == once.score


def test_what_speaks_against_a_name_puts_it_behind() -> None:
    told = [
        *CAMPAIGN,
        ("江苏省", "2021", "健全社区养老服务协调制度，完善乡村学校联动帮扶机制。"),
        ("江苏省", "2022", "完善社区养老服务协调制度，健全乡村学校联动帮扶机制，稳步推进。"),
    ]
    found = proposals(told)
    assert "百局联千企" in found[0].label
    assert all(p.doubts for p in found[1:])


def test_what_nearly_every_document_has_is_boilerplate() -> None:
    told = [
        ("江苏省", f"{2000 + n}", f"第{n}年，开展“百局联千企”活动，走访企业{n}家，好于{'上' * n}年。")
        for n in range(12)
    ]
    seen = read(told)
    (all_of_many,) = propose(seen, load_programmes(), documents=len(told))
    (some_of_many,) = propose(seen, load_programmes(), documents=len(told) * 10)
    assert all_of_many.score < some_of_many.score


def test_names_like_it_are_named() -> None:
    told = [("江苏省", "2021", "开展“亩均论英豪”活动。"), ("江苏省", "2022", "全面开展“亩均论英豪”活动。")]
    assert "亩均论英雄" in proposals(told)[0].similar


def test_the_file_loads_as_it_stands(found: list[Proposal], tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(vocabulary_text(found), "utf-8")
    before, after = load_programmes(), load_programmes([path])
    assert len(after) == len(before) + len(found)
    (title,) = after.lookup("楚匠标杆")
    assert (title.form, title.holder, title.levels) == (("recognition title",), ("enterprise",), ("省", "市"))
    assert propose(read([*CAMPAIGN, *TITLE]), after) == []


def test_same_named_entries_of_two_provinces_load_together(tmp_path: Path) -> None:
    told = [
        *CAMPAIGN,
        ("四川省", "2022", "我县开展“百局联千企”大走访活动，服务企业。"),
        ("四川省", "2023", "开展百局联千企行动。"),
    ]
    path = tmp_path / "mine.yaml"
    path.write_text(vocabulary_text(proposals(told)), "utf-8")
    assert len(load_programmes([path]).lookup("百局联千企")) == 2


def test_what_is_doubtful_stands_in_comments(found: list[Proposal]) -> None:
    text = vocabulary_text(found)
    assert "  # form: 3 of 3 contexts say service campaign" in text
    assert "  # grantor: [provincial, city]" in text
    assert "继续开展“百局联千企”，为中小企业送政策。" in text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_text_of_a_document_breaks_the_file(noise: str) -> None:
    context = f"开展“百局联千企”活动{noise}，服务企业。"
    document = Document(f"文\u2028- id: x{noise}", "0" * 64, "x", context, Metadata())
    mention = {"start": 2, "end": 9, "text": "“百局联千企”"}
    record = extract_document(Document("a", "0" * 64, "x", "无", Metadata()), ExtractConfig(ner="none")).to_json()
    data = {**json.loads(record), "doc": document.doc}
    entity = {"id": "e", "type": "Programme", "name": "百局联千企", "aliases": [], "candidate": True}
    data["entities"] = [{**entity, "vocabulary": None, "mentions": [mention]}]
    (proposal,) = propose(sightings(document, Record.from_dict(data)), load_programmes())
    lines = vocabulary_text([proposal]).splitlines()
    assert [line for line in lines if line.startswith("- id")] == [lines[4]]
    assert all(line.startswith(("  ", "# ", "- id", "programmes:")) for line in lines)


@given(st.text("百局联千企“”‘’浙江省级2021年度国家行动工程改革（）", max_size=20))
def test_cutting_a_name_ends_and_keeps_something(form: str) -> None:
    if is_name(form):
        assert label(form) and key(form)
        assert label(label(form)) == label(form)
        assert written(form) == written(written(form))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"cues": [{"facet": "form", "value": "party"}]}, "cues, entry 1"),
        ({"cues": [{"facet": "form", "value": "fund", "heads": ["基金", "基金"]}]}, "基金"),
        ({"doubts": [{"id": "x", "factor": 2.0, "heads": ["制"]}]}, "doubts, entry 1"),
        ({"doubts": [{"id": "x", "factor": 0.5, "patterns": ["("]}]}, "regular expression"),
        ({"far_scopes": ["moon"]}, "moon"),
        ({"holders_by_type": {"Ship": "enterprise"}}, "Ship"),
        ({"least_name": 0}, "least_name"),
        ({"surplus": []}, "surplus"),
    ],
)
def test_a_rule_file_that_breaks_its_form_is_refused_by_entry(change: dict[str, object], said: str) -> None:
    with pytest.raises(RuleError, match=f"discover.yaml: .*{said}"):
        parse_rules({**read_rules("discover"), **change})


def test_every_form_and_scope_has_a_cue() -> None:
    told = {(cue.facet, cue.value) for cue in load_rules().cues}
    assert told >= {("form", form) for form in FORMS}
    assert told >= {("scope", scope) for scope in SCOPES}
