"""Enumerations: what their items are, and what their head says of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.entities.boundary import Boundaries
from extract.entities.lists import Enumeration, find_enumerations


def _read(text: str) -> list[tuple[list[str], str]]:
    return [([text[a:b] for a, b in e.items], e.kind) for e in _find(text)]


def _find(text: str) -> list[Enumeration]:
    return find_enumerations(text, Boundaries(text))


@pytest.mark.parametrize(
    ("text", "items", "kind"),
    [
        ("走访了兴宇汽车、君业药业等12家企业", ["兴宇汽车", "君业药业"], "Enterprise"),
        ("与英科医疗等14家重点骨干企业建立联系", ["英科医疗"], "Enterprise"),
        ("主攻电子信息、新材料两大主导产业", ["电子信息", "新材料"], "Industry"),
        ("支持蔡桥、正红、渠南等工业园区", ["蔡桥", "正红", "渠南"], "Park"),
        ("开展“四送一服”、“三个百家”等活动", ["“四送一服”", "“三个百家”"], "Programme"),
        ("支持新材料、电子信息和高端装备等产业", ["新材料", "电子信息", "高端装备"], "Industry"),
        ("“甲、乙”行动、丙方案", ["“甲、乙”行动", "丙方案"], ""),
    ],
)
def test_items_and_their_type(text: str, items: list[str], kind: str) -> None:
    (found,) = _read(text)
    assert found[1] == kind
    assert found[0][: len(items) - 1] == items[:-1] and found[0][-1].startswith(items[-1])


@pytest.mark.parametrize("text", ["", "全县工业平稳增长。", "甲乙丙丁，戊己庚辛。", "（无）"])
def test_no_enumeration(text: str) -> None:
    assert _find(text) == []


def test_every_clause_has_its_own() -> None:
    text = "兴宇汽车、君业药业等企业，新材料、电子信息等产业。"
    assert [kind for _, kind in _read(text)] == ["Enterprise", "Industry"]


@given(
    st.lists(
        st.sampled_from(["甲乙丙", "、", "等", "12家", "企业", "产业", "和", "“", "”", "《", "》", "，", "\n", "支持"])
    ).map("".join)
)
def test_items_are_in_order_and_part_of_the_text(text: str) -> None:
    at = 0
    for enumeration in _find(text):
        assert enumeration.items
        for start, end in enumeration.items:
            assert at <= start < end <= len(text)
            assert "\n" not in text[start:end]
            at = end
