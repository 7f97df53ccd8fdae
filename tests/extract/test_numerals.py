"""Numbers as texts write them."""

import pytest

from extract.numerals import number, spelled, whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("二十一", 21),
        ("三十", 30),
        ("两", 2),
        ("07", 7),
        ("二百", 200),
        ("三百万", 3e6),
        ("3.6", 3.6),
        ("", None),
    ],
)
def test_the_value_of_a_number(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize("count", range(1, 100))
def test_whole_numbers_below_a_hundred_in_chinese(count: int) -> None:
    tens, ones = divmod(count, 10)
    digits = "〇一二三四五六七八九"
    written = ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
    assert whole(written) == whole(str(count)) == count


def test_years_are_spelled_digit_by_digit() -> None:
    assert spelled("二〇一七") == spelled("二○一七") == spelled("二零一七") == "2017"
