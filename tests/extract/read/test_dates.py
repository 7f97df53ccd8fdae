"""Dates as people state them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.dates import to_edtf


@pytest.mark.parametrize(
    ("stated", "edtf"),
    [
        ("2021", "2021"),
        ("2021年", "2021"),
        ("2021-5", "2021-05"),
        ("202105", "2021-05"),
        ("2021年5月", "2021-05"),
        ("2021.5.3", "2021-05-03"),
        ("2021/05/03", "2021-05-03"),
        ("２０２１年５月３日", "2021-05-03"),
        ("2021-10-15 08:30", "2021-10-15"),
        ("2021-10-15T08:30:00+08:00", "2021-10-15"),
        ("20211015", "2021-10-15"),
    ],
)
def test_forms(stated: str, edtf: str) -> None:
    assert to_edtf(stated) == edtf


@pytest.mark.parametrize(
    "stated", ["", "去年", "2021-13", "2021-02-30", "5355-01-01", "05/03/2021", "2021-05/03", "2021-05-03x", "2021-0"]
)
def test_refused(stated: str) -> None:
    with pytest.raises(ValueError, match="date|year"):
        to_edtf(stated)


@given(st.dates().filter(lambda d: 1949 <= d.year <= 2100))
def test_edtf_stays_as_it_is(day: object) -> None:
    assert to_edtf(str(day)) == str(day)


@given(st.text())
def test_nothing_but_a_value_error_is_raised(stated: str) -> None:
    with contextlib.suppress(ValueError):
        assert to_edtf(stated)[:4].isascii()
