"""What the second reader of adoptions adds where no rule has told of a region, and what it takes from the rules."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extract.document import Document, Metadata
from extract.log_linear import LogLinearModel, Weights
from extract.pipeline import ExtractConfig, Reading, read_by_rules
from extract.pipeline import record_of as make_record
from extract.relations.adoption.second import shipped_adoptions
from extract.relations.adoption.second.candidates import Candidate, candidates
from extract.relations.adoption.second.features import features
from extract.relations.adoption.second.marked import marked
from extract.relations.adoption.second.reader import thresholds
from extract.rules import read_rules
from ontology.records import Record

NONE = ExtractConfig(ner="none")
# No rule reads what is said of 黄石.
OBLIQUE = "谈起链长制，黄石人有话说。2021年4月，这座老工业城市把各条链的担子分给了市领导。"
RULED = "2021年4月，黄石市推行链长制。"
UNLIKELY, LIKELY = Weights(-9.0, {}), Weights(3.0, {})


def _reading(text: str, published: str = "2022-06-01") -> Reading:
    return read_by_rules(Document("test", "0" * 64, "test.txt", text, Metadata(published=published)), NONE)


def _candidates(text: str, published: str = "2022-06-01") -> list[Candidate]:
    reading = _reading(text, published)
    return list(candidates(reading.view, reading.times, published))


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(c.time.edtf, c.who.code) for c in _candidates(text)]


def _record(text: str, readers: Mapping[str, Weights]) -> Record:
    return make_record(_reading(text), NONE, LogLinearModel({}), LogLinearModel(readers))


def _told(text: str, readers: Mapping[str, Weights]) -> list[tuple[str, str, str | None]]:
    return [(e.region, e.status, e.time) for e in _record(text, readers).events]


def test_what_no_rule_reads_is_told_where_it_is_likely() -> None:
    assert _told(OBLIQUE, {"adopted": UNLIKELY, "planned": UNLIKELY}) == []
    readers = {"adopted": LIKELY, "planned": UNLIKELY}
    assert _told(OBLIQUE, readers) == [("湖北省/黄石市", "achieved", "2021-04")]
    said = [(e.rule, r.confidence) for r in _record(OBLIQUE, readers).relations for e in r.evidence]
    assert ("model-adoption", 0.953) in said


def test_a_plan_is_another_question() -> None:
    told = _told(OBLIQUE, {"adopted": UNLIKELY, "planned": LIKELY})
    assert told == [("湖北省/黄石市", "planned", "2021-04")]


def test_of_a_region_that_a_rule_tells_of_nothing_more_is_told() -> None:
    both = RULED + "2019年5月，黄石市的链长还不知道在哪里。"
    told = _told(both, {"adopted": LIKELY, "planned": UNLIKELY})
    assert [(region, time) for region, _, time in told] == [("湖北省/黄石市", "2021-04")]


def test_a_rule_is_not_believed_where_the_model_finds_it_most_unlikely() -> None:
    doubtful = Weights(-3.0, {})
    assert [time for _, _, time in _told(RULED, {"adopted": doubtful, "planned": UNLIKELY})] == ["2021-04"]
    assert _told(RULED, {"adopted": UNLIKELY, "planned": UNLIKELY}) == []


def test_a_plan_that_is_not_believed_loses_only_its_time() -> None:
    record = _record("黄石市计划2023年4月推行链长制。", {"adopted": UNLIKELY, "planned": UNLIKELY})
    assert record.events == []
    assert [(r.predicate, r.status) for r in record.relations] == [("implements", "planned")]


def test_the_likeliest_time_of_a_region_is_told() -> None:
    text = OBLIQUE + "2020年1月，他们去外地看过链长制。"
    later = Weights(0.5, {"first-timeTrue": 0.5, "behind他们": -0.4})
    assert [t[2] for t in _told(text, {"adopted": later, "planned": UNLIKELY})] == ["2021-04"]


def test_candidates_are_regions_of_the_sentence_of_those_before_and_who_speaks() -> None:
    assert _pairs("链长制传开了。2021年4月，黄石市起步。") == [("2021-04", "420200")]
    assert _pairs("黄石市不等。2021年4月，链长制起步。") == [("2021-04", "420200")]


def test_a_level_means_the_region_around_who_was_named() -> None:
    assert ("2021-07", "420000") in _pairs("2021年4月，黄石市推行链长制。2021年7月，全省铺开。")


def test_a_region_that_says_where_the_next_lies_is_no_candidate() -> None:
    assert {code for _, code in _pairs("2021年4月，湖北黄石把链长制用了起来。")} == {"420200"}


@pytest.mark.parametrize(
    "text",
    [
        "2021年4月，黄石市下了一场雨。",
        "黄石市推行链长制。",
        "",
        # Nobody did it: what a table has many of is no sentence.
        "链长制：" + "、".join(f"{month}月黄石市" for month in range(1, 12)) * 5,
    ],
)
def test_without_programme_or_time_there_are_none(text: str) -> None:
    assert len(_pairs(text)) <= 400
    if "链长制：" not in text:
        assert _pairs(text) == []


def test_a_marked_text_keeps_its_places() -> None:
    reading = _reading(OBLIQUE)
    scene = marked(reading.view, reading.times, "2022-06-01")
    assert len(scene.offsets) == len(scene.text) + 1
    for at, time in scene.times:
        assert scene.text[at] == "ⓣ"
        assert scene.offsets[at] == time.start
    whole = scene.worded((0, len(scene.text)))
    assert "2021年4月" in whole
    assert "ⓣ" not in whole


def test_the_same_candidate_has_the_same_features() -> None:
    (first,), (second,) = _candidates(OBLIQUE), _candidates(OBLIQUE)
    assert features(first) == features(second)
    assert "region-P<" in features(first)


def test_the_model_of_the_package_answers_both_questions() -> None:
    assert set(shipped_adoptions().readers) == {"adopted", "planned"}
    assert 0 < thresholds()["doubt"] < thresholds()["least"] < 1
    assert read_rules("adoption_model")["classes"]
