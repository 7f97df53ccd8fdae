"""Teachers propose spans of our types, from LAC and from the tagger of the package envpos."""

import sys
from importlib import metadata

import pytest

from extract.recogniser.tagset import TYPES, Span, encode
from extract.training import teachers
from extract.training.teachers import TeacherError, envpos_spans, lac_spans

SENTENCES = [
    "",
    "各类信息技术企业如华为、浪潮、百度等纷纷落户合肥高新技术产业开发区。",
    "省经济和信息化厅印发《关于促进制造业发展的若干意见》，支持新能源汽车、集成电路产业。",
    "合肥市深入开展“四送一服”活动。",
]


def shown(text: str, spans: list[Span]) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.type) for s in spans]


def envpos_is_here() -> bool:
    return any(d.name == "envpos" for d in metadata.distributions())


needs_envpos = pytest.mark.skipif(not envpos_is_here(), reason="the package envpos is not installed")


def test_lac_names_places_titles_and_what_stands_in_quotes() -> None:
    spans = [shown(text, found) for text, found in zip(SENTENCES, lac_spans(SENTENCES), strict=True)]
    assert spans[0] == []
    assert ("合肥高新技术产业开发区", "Park") in spans[1]
    assert ("《关于促进制造业发展的若干意见》", "Policy") in spans[2]
    assert spans[3] == [("合肥市", "Region"), ("“四送一服”", "Programme")]


def test_lac_takes_no_long_quotation_for_a_programme() -> None:
    assert lac_spans(["他说：“今年全市工业经济实现了平稳健康发展。”"]) == [[]]


def test_a_title_hides_the_names_and_quotes_in_it() -> None:
    text = "《合肥市“三重一创”实施办法》印发。"
    assert shown(text, lac_spans([text])[0]) == [("《合肥市“三重一创”实施办法》", "Policy")]


@needs_envpos
def test_envpos_names_agencies_titles_and_industries() -> None:
    found = envpos_spans(SENTENCES)
    spans = [shown(text, spans) for text, spans in zip(SENTENCES, found, strict=True)]
    assert spans[0] == []
    assert ("华为", "Enterprise") in spans[1]
    assert ("合肥高新技术产业开发区", "Park") in spans[1]
    assert spans[2] == [
        ("省经济和信息化厅", "Agency"),
        ("《关于促进制造业发展的若干意见》", "Policy"),
        ("新能源汽车", "Industry"),
        ("集成电路产业", "Industry"),
    ]
    assert {s.type for spans in found for s in spans} <= set(TYPES)


@needs_envpos
def test_blanks_are_no_characters_to_envpos() -> None:
    solid = SENTENCES[2]
    wide = solid.replace("新能源", "新 能源").replace("，", "，\u3000")
    plain, spaced = envpos_spans([solid, wide])
    assert ("新 能源汽车", "Industry") in shown(wide, spaced)
    assert [(text.replace(" ", ""), kind) for text, kind in shown(wide, spaced)] == shown(solid, plain)


@needs_envpos
def test_neighbours_in_a_batch_change_nothing_and_no_length_is_too_long() -> None:
    sentences = [*SENTENCES, "深圳市华为公司落户合肥市，" * 60, "工业" * 600]
    together = envpos_spans(sentences)
    assert together == [envpos_spans([sentence])[0] for sentence in sentences]
    for sentence, spans in zip(sentences, together, strict=True):
        assert len(encode(len(sentence), spans)) == len(sentence)


def test_without_envpos_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    teachers._envpos.cache_clear()
    monkeypatch.setattr(teachers, "distribution", missing)
    with pytest.raises(TeacherError, match=r"envpos.*pip install 'zhengmai\[teachers\]'"):
        envpos_spans(["合肥市"])


@needs_envpos
def test_without_torch_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    teachers._envpos.cache_clear()
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.delitem(sys.modules, "extract.training.envpos", raising=False)
    with pytest.raises(TeacherError, match=r"torch.*pip install 'zhengmai\[teachers\]'"):
        envpos_spans(["合肥市"])
