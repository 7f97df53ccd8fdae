"""Where names begin: after punctuation, and after words that never begin one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.entities.boundary import HARD_STOPS, Boundaries


@pytest.mark.parametrize(
    ("text", "last_word", "name"),
    [
        ("支持远山科技有限公司", "有限公司", "远山科技"),
        ("走访了兴宇汽车公司", "公司", "兴宇汽车"),
        ("位于青禾工业园", "工业园", "青禾"),
        ("昨天，青禾工业园", "工业园", "青禾"),
        ("县经济和信息化局", "局", "县经济和信息化"),
        ("“青松”培育行动", "行动", "培育"),
    ],
)
def test_a_name_grows_leftwards_to_the_nearest_stop(text: str, last_word: str, name: str) -> None:
    position = text.index(last_word)
    assert text[Boundaries(text).left_edge(position) : position] in (name, "")
    assert text[Boundaries(text).hard_edge(position) : position].endswith(name)


def test_a_stop_within_a_protected_compound_does_not_stop() -> None:
    text = "全县工业和信息化局"
    assert text[Boundaries(text).left_edge(text.index("局")) :] == "工业和信息化局"


def test_the_end_of_a_name_on_the_right() -> None:
    text = "青禾创业园整合培育，"
    edges = Boundaries(text)
    assert edges.first_stop(1, len(text)) == text.index("整合")
    assert edges.clause_end(0) == text.index("，")
    assert edges.first_stop(len(text), len(text)) == len(text)


@given(st.text(alphabet="青禾的，支持园“”\n有限和", max_size=40), st.data())
def test_edges_lie_in_the_stretch_of_the_position(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))
    edges = Boundaries(text)
    hard, left, end = edges.hard_edge(position), edges.left_edge(position), edges.clause_end(position)
    assert 0 <= hard <= left <= position <= end <= len(text)
    assert not HARD_STOPS & set(text[hard:position])
    assert not HARD_STOPS & set(text[position:end])
