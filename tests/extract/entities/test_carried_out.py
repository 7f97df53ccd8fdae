"""Programmes that nothing marks as names, by what is done with them."""

from __future__ import annotations

import pytest

from extract.entities.carried_out import find_carried_out


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("某市自8月1日起在全市推行共有产权住房，份额不低于五成。", ["共有产权住房"]),
        ("从2000年起，在各地试行农村税费改革试点。", ["农村税费改革"]),
        ("共有产权住房，是指按份共有的住房。某市推出首批共有产权住房。", ["共有产权住房"]),
        # A paper, a rate, a class of things and what only begins are none; nor is a term that nobody introduces.
        ("本办法自2021年5月1日起施行，有效期两年。", []),
        ("自7月1日起实行差别化电价，企业自2020年起实施技改项目。", []),
        ("智慧商店是指用数字技术的商店。各地建设智慧商店。", []),
    ],
)
def test_what_is_carried_out_from_a_day_on_is_a_programme(text: str, names: list[str]) -> None:
    assert [text[c.start : c.end] for c in find_carried_out(text)] == names
