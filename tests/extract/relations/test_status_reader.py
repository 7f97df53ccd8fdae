"""What the reader of status sees of a reading, when it overrules the rules, and what its file must hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.document import Document, Metadata
from extract.pipeline import ExtractConfig, read_by_rules, record_of
from extract.relations.claims import as_seen
from extract.relations.second.model import ModelError, SecondModel
from extract.relations.status_reader.features import Seen, features
from extract.relations.status_reader.model import ALL, JUDGED, StatusModel, read_model, shipped
from extract.relations.status_reader.reader import judged
from ontology.records import Record

PARK_PROJECT = "青禾工业园的远山轴承项目已投产。"
CONFIG = ExtractConfig(ner="none")


def _seen(text: str, predicate: str = "implements") -> Seen:
    document = Document("test", "0" * 64, "test.txt", text, Metadata())
    reading = read_by_rules(document, CONFIG)
    return next(as_seen(reading.view, f) for f in reading.findings if f.predicate == predicate)


def _always(status: str, weight: int) -> StatusModel:
    weights = tuple(weight if one == status else 0 for one in JUDGED)
    return StatusModel({ALL: {"any": weights}})  # type: ignore[dict-item]


def test_words_are_seen_by_what_they_speak_of_and_where_they_stand() -> None:
    found = features(_seen("去年完成评估，力争明年全面推行“四送一服”活动，奖励已兑现。"))
    assert {"p done", "b intended", "n promised", "n done", "last intended", "first done"} <= set(found)
    assert not {"b done", "a intended"} & set(found)


def test_characters_beside_the_object_and_what_the_rules_say_are_seen() -> None:
    found = features(_seen("持续推进“四送一服”活动。"))
    assert {"status ongoing", "role report", "rule implements-own"} <= set(found)
    assert [f for f in found if f.startswith("why ongoing cue")]


def test_a_model_that_is_sure_overrules_the_rules_and_one_that_is_not_does_not() -> None:
    seen = _seen("开展“四送一服”活动。")
    assert judged(seen, StatusModel({})) == seen.ruled
    assert judged(seen, _always("planned", 60)) == seen.ruled
    told = judged(seen, _always("planned", 300))
    assert (seen.ruled.value, told.value, told.said) == ("achieved", "planned", True)


def test_what_has_ended_is_no_question_of_likelihood() -> None:
    seen = _seen("县里不再开展“四送一服”活动。")
    assert judged(seen, _always("planned", 900)).value == seen.ruled.value == "ended"


def test_where_a_company_is_depends_on_no_stage() -> None:
    text = "仙居县的远山新材料有限公司力争明年上市。"
    document = Document("test", "0" * 64, "test.txt", text, Metadata(region="浙江省台州市仙居县"))
    reading = read_by_rules(document, CONFIG)
    record = record_of(reading, CONFIG, SecondModel({}), _always("planned", 900))
    assert {r.status for r in record.relations if r.predicate == "locatedIn"} == {"achieved"}


@pytest.mark.parametrize(
    ("text", "predicate", "status"),
    [
        ("青禾工业园规划面积12平方公里，重点发展轴承、水泵两大主导产业。", "develops", "achieved"),
        ("下一步，青禾工业园将大力发展轴承产业。", "develops", "planned"),
        ("自“四送一服”活动启动以来，全县已走访企业400户。", "implements", "achieved"),
        ("远山轴承有限公司年产5万套轴承项目已经通过竣工验收。", "undertakes", "achieved"),
    ],
)
def test_what_the_shipped_model_makes_of_common_turns(
    record_of: Callable[..., Record], text: str, predicate: str, status: str
) -> None:
    found = {r.status for r in record_of(text).relations if r.predicate == predicate}
    assert found == {status}


def test_the_shipped_model_says_what_it_was_trained_on_and_how_it_does_on_unseen_sets() -> None:
    about = shipped().about
    assert {"trained", "readings", "kinds", "unseen sets"} <= about.keys()
    assert set(shipped().weights) - {ALL} == set(about["kinds"])  # type: ignore[call-overload]


def test_a_model_is_the_same_after_being_written_and_read(tmp_path: Path) -> None:
    model = StatusModel({ALL: {"any": (1, 2, -3)}, "issues": {"a done": (0, 5, 0)}}, 0.5, {"trained": "2026"})
    (tmp_path / "model.json").write_text(model.to_json(), encoding="utf-8")
    assert read_model(tmp_path / "model.json") == model


@pytest.mark.parametrize("text", ["[]", '{"about": {}}', '{"about": {}, "scale": 1, "all": {"any": [1, 2]}}'])
def test_a_file_that_holds_no_weights_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="broken.json"):
        read_model(tmp_path / "broken.json")
