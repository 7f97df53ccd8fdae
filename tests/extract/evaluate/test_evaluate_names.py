"""Which names count as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.evaluate.names import is_near, normalise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“四送一服”", "四送一服"),
        ("《若干意见》", "若干意见"),
        ("ＡＩ 产业", "ai产业"),
        ("政银企（融资）", "政银企融资"),
    ],
)
def test_marks_blanks_and_width_are_no_part_of_a_name(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other", "kind", "near"),
    [
        ("四送一服", "四送一服行动", "Programme", True),
        ("企业", "专精特新企业", "Programme", False),  # covers too little
        ("金属", "非金属", "Industry", False),  # the rest turns it round
        ("园", "园区", "Park", False),  # one character names nothing
        ("君业药业", "君业药业有限公司", "Enterprise", True),
        ("君业药业", "浙江君业药业有限公司", "Enterprise", False),  # of companies only the legal form is peeled
        ("集团", "集团有限公司", "Enterprise", False),  # nothing but legal form
    ],
)
def test_near_names(one: str, other: str, kind: str, near: bool) -> None:
    assert is_near(normalise(one), normalise(other), kind) is near


@given(st.text(alphabet="“”、 AＢ园区企业非", max_size=12))
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


@given(*[st.text(alphabet="园区非公司集团", max_size=6)] * 2, st.sampled_from(["Park", "Enterprise"]))
def test_nearness_has_no_direction(one: str, other: str, kind: str) -> None:
    assert is_near(one, other, kind) == is_near(other, one, kind)
