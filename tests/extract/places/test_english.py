"""What divisions are called in English."""

from __future__ import annotations

import re

import pytest

from extract.places.divisions import divisions
from extract.places.english import english_name, english_path, english_town, english_unnamed, romanised

LATIN = re.compile(r"[A-Z][A-Za-zü'-]+(?: [A-Z][A-Za-zü'-]*)*")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("150000", "Inner Mongolia"),
        ("610000", "Shaanxi"),
        ("140000", "Shanxi"),
        ("140400", "Changzhi"),
        ("411100", "Luohe"),
        ("341500", "Lu'an"),
        ("141100", "Lüliang"),
        ("152200", "Hinggan League"),
        ("450325", "Xing'an County"),
        ("110105", "Chaoyang District"),
        ("513300", "Garze Prefecture"),
    ],
)
def test_a_division_is_called_as_gazetteers_call_it(code: str, name: str) -> None:
    division = divisions().get(code)
    assert division is not None and english_name(division) == name


def test_every_division_has_a_name_in_latin_letters_and_provinces_each_their_own() -> None:
    names = {division: english_name(division) for division in divisions()}
    assert [(d.name, name) for d, name in names.items() if not LATIN.fullmatch(name)] == []
    provinces = [name for division, name in names.items() if division.level == "province" and division.valid(None)]
    assert len(set(provinces)) == len(provinces) == 34


def test_a_name_may_say_what_it_lies_in() -> None:
    jianhu, anhui, dongcheng = (divisions().get(code) for code in ("320925", "340000", "110101"))
    assert jianhu and anhui and dongcheng
    assert english_path(jianhu) == "Jianhu County, Yancheng, Jiangsu"
    assert english_path(dongcheng) == "Dongcheng District, Beijing"
    assert (english_unnamed("city", anhui), english_unnamed(None, None)) == ("a city in Anhui", "somewhere")


def test_townships_and_names_with_latin_letters() -> None:
    assert (english_town("柯岩街道"), english_town("开发区")) == ("Keyan Subdistrict", None)
    assert romanised("A区") == "Aqu"
