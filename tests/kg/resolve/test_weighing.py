"""The second look at pairs that rules of names leave open, and how its weights are learnt."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import case
from hypothesis import given, settings
from hypothesis import strategies as st
from test_resolution import one, run

from kg.resolve.learning.fit import Example, fit
from kg.resolve.learning.pairs import read_pairs, stated_region
from kg.resolve.match.laying import laid, told
from kg.resolve.match.learnt import learnt

NANAN = "福建省/泉州市/南安市"
SHORT = case(NANAN, "仑苍镇水暖龙头三十强，〔企业：金柚阀门〕上了感应消火栓线。", "2020")
FULL = case(NANAN, "仑苍的〔企业：福建金柚流体控制股份有限公司〕做了三十年阀门，感应消火栓卖到中东。", "2023")
# What few names have, three levels of it.
LEVELS = {"rare": ("0", "1", "2")}


def test_a_name_shortened_in_a_way_that_no_rule_knows_is_found_by_what_both_texts_tell() -> None:
    (tie,) = run([SHORT, FULL]).merged
    said = {feature.name: feature.words("zh") for feature in tie.score.features}
    assert tie.score.weighed and said["own"] == "短名多出的字见于另一处原文 (阀门)"
    assert said["rare"] == "两名有一个共同的少见字 (柚)"


@pytest.mark.parametrize(
    "other",
    [
        # Sentences that share nothing; another county; another thing beside it; a sentence that names both as two.
        case(NANAN, "〔企业：福建金柚流体控制股份有限公司〕捐建村小。"),
        case("浙江省/台州市/玉环市", "仑苍的〔企业：浙江金柚流体控制股份有限公司〕做阀门，感应消火栓卖到中东。"),
        case(NANAN, "仑苍的〔企业：金柚卫浴〕做阀门，感应消火栓卖到中东。"),
        case(NANAN, "仑苍的〔企业：福建金柚流体控制股份有限公司〕给金柚阀门代工感应消火栓。"),
    ],
)
def test_it_joins_nothing_on_a_name_alone(other) -> None:
    assert not one(run([SHORT, other]), SHORT, other)


@pytest.mark.parametrize("rule", ["一期", "分公司"])
def test_it_overrides_no_rule(rule: str) -> None:
    other = case(NANAN, f"仑苍的〔企业：福建金柚流体控制股份有限公司{rule}〕做阀门，感应消火栓卖到中东。")
    assert not one(run([SHORT, other]), SHORT, other)


@given(st.text("甲乙丙丁戊", max_size=8), st.text("甲乙丙丁戊", max_size=8))
def test_pieces_of_a_name_stand_in_the_other_in_their_order(short: str, long: str) -> None:
    pieces = laid(short, long)
    assert all(short[i : i + size] == long[j : j + size] for i, j, size in pieces)
    assert all(i + size <= k and j + size <= m for (i, j, size), (k, m, _) in zip(pieces, pieces[1:], strict=False))
    assert sum(told(short[i : i + size]) for i, _, size in pieces) <= told(short)


def test_weights_never_fall_from_one_level_to_the_next() -> None:
    for name, levels in learnt().features.items():
        weights = [level.weight for level in levels.values()]
        assert name == "type" or weights == sorted(weights)


@settings(deadline=None, max_examples=25)  # the first one imports an optimiser
@given(st.lists(st.tuples(st.sampled_from(LEVELS["rare"]), st.booleans()), min_size=1, max_size=30))
def test_no_examples_teach_that_more_evidence_says_less(seen: list[tuple[str, bool]]) -> None:
    fitted = fit([Example({"rare": level}, same) for level, same in seen], LEVELS)
    odds = [fitted.odds({"rare": level}) for level in LEVELS["rare"]]
    assert odds == sorted(odds)


def test_what_speaks_for_one_thing_is_learnt_from_pairs() -> None:
    pairs = [("2", True)] * 30 + [("0", False)] * 30 + [("1", True)] * 10 + [("1", False)] * 10
    fitted = fit([Example({"rare": level}, same) for level, same in pairs], LEVELS)
    assert fitted.odds({"rare": "2"}) > 2 > 0.5 > abs(fitted.odds({"rare": "1"})) and fitted.odds({"rare": "0"}) < -2


def test_a_row_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    sides = [f"{field}_{side}" for side in "ab" for field in ("type", "name", "region", "date", "sentence")]
    row = [
        "same",
        "",
        "Enterprise",
        "金柚",
        "福建省/无此市",
        "2020",
        "金柚投产。",
        "Enterprise",
        "金柚",
        NANAN,
        "2020",
        "金柚。",
    ]
    path = tmp_path / "pairs.csv"
    path.write_text("\n".join((",".join(["label", "category", *sides]), ",".join(row))), encoding="utf-8")
    with pytest.raises(ValueError, match="pairs.csv:2: '福建省/无此市' is no path"):
        list(read_pairs([path]))


def test_a_region_may_be_of_any_time() -> None:
    assert stated_region("新疆维吾尔自治区/哈密地区/伊吾县").level == "county"
