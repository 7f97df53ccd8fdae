"""A sentence with letters for its names: coordination is resolved, and every character knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.relations.document import mention_refs
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton, build_skeleton, kind_of
from extract.structure import Sentence, split_sentences
from ontology.records import ENTITY_TYPES

NAMES = {
    "兴宇汽车": "Enterprise",
    "君业药业": "Enterprise",
    "小巨人": "Programme",
    "绿色工厂": "Programme",
    "石泉县": "Region",
    "浙江省": "Region",
}


def _skeleton(text: str) -> Skeleton:
    """The skeleton of a text of one sentence, with the names in it as mentions."""
    (sentence,) = split_sentences(text)
    found = sorted((text.index(n), n) for n in NAMES if n in text)
    return build_skeleton(text, sentence, [MentionRef(a, a + len(n), NAMES[n], i) for i, (a, n) in enumerate(found)])


def _readable(skeleton: Skeleton) -> str:
    return "".join(f"<{kind_of(c)}>" if kind_of(c) else c for c in skeleton.text)


def test_every_type_has_a_letter_of_its_own() -> None:
    assert [kind_of(LETTERS[kind]) for kind in ENTITY_TYPES] == list(ENTITY_TYPES)
    assert kind_of("工") is None


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("兴宇汽车、君业药业等2家企业已列入绿色工厂名单。", "<Enterprise>等2家企业已列入<Programme>名单。"),
        ("兴宇汽车和君业药业入选。", "<Enterprise>入选。"),
        ("兴宇汽车，君业药业入选。", "<Enterprise>，<Enterprise>入选。"),
        ("兴宇汽车收购君业药业。", "<Enterprise>收购<Enterprise>。"),
        ("兴宇汽车获评“小巨人”、“绿色工厂”。", "<Enterprise>获评“<Programme>”。"),
        ("获评国家级小巨人、省级绿色工厂。", "获评国家级<Programme>。"),
        ("兴宇汽车、小巨人", "<Enterprise>、<Programme>"),
        ("浙江省石泉县平稳。", "<Region><Region>平稳。"),
        ("一切平稳。", "一切平稳。"),
    ],
)
def test_names_of_one_kind_in_a_row_are_one_letter(text: str, reads: str) -> None:
    assert _readable(_skeleton(text)) == reads


def test_a_letter_gives_back_its_mentions() -> None:
    text = "去年兴宇汽车、君业药业入选小巨人。"
    skeleton = _skeleton(text)
    firms, titles = (skeleton.group_at(p) for p in skeleton.positions)
    assert [text[r.start : r.end] for r in firms] == ["兴宇汽车", "君业药业"]
    assert [text[r.start : r.end] for r in titles] == ["小巨人"]


def test_mentions_inside_others_are_told() -> None:
    spans = [
        (0, 9, "Policy", 0),
        (2, 5, "Region", 1),
        (5, 7, "Programme", 2),
        (9, 12, "Region", 1),
        (9, 11, "Region", 3),
    ]
    assert [r.nested for r in mention_refs(spans)] == [False, True, True, False, True]


def test_a_document_cannot_forge_a_mention() -> None:
    text = f"兴宇汽车{LETTERS['Programme']}入选{LETTERS['Enterprise']}。"
    assert _readable(_skeleton(text)) == "<Enterprise>\ufffd入选\ufffd。"


@given(
    st.lists(st.sampled_from(["Enterprise", "Programme", "Region", "、", "和", "，", "入选", "“", "”", "企业"]),
    max_size=20),
    st.text("甲乙", max_size=3),
)  # fmt: skip
def test_offsets_lead_back_to_the_text(parts: list[str], before: str) -> None:
    text, refs = before, []
    for number, part in enumerate(parts):
        if part in LETTERS:
            refs.append(MentionRef(len(text), len(text) + 3, part, number))
            part = "名字某"
        text += part
    sentence = Sentence(len(before), len(text), "report", "", False, 0)
    skeleton = build_skeleton(text, sentence, refs)
    assert len(skeleton.offsets) == len(skeleton.text) + 1 and skeleton.offsets[-1] == len(text)
    assert list(skeleton.offsets) == sorted(set(skeleton.offsets)) or not skeleton.text
    assert [r for group in skeleton.groups for r in group] == refs
    for j, character in enumerate(skeleton.text):
        if j in skeleton.positions:
            group = skeleton.group_at(j)
            assert kind_of(character) == group[0].type and skeleton.offsets[j] == group[0].start
        else:
            assert text[skeleton.offsets[j]] == character
