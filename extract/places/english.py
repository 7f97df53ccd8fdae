"""What divisions are called in English: as gazetteers spell them, else romanised, with what they lie in.

Romanised without tones (GB/T 16159; an apostrophe before a syllable that begins with a vowel: Xi'an, Lu'an), with the
generic part put into English where readers need it: Jianhu County, but Bengbu. `english_names.csv` has names that go
by another form (Inner Mongolia, Harbin), readings that only place names have (洪洞 Hongtong), and, for a name of one
character, what it is read as in any place name (都 du).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from extract.places.divisions import Division, divisions
from ontology.vocabulary.source import read_csv

_PATH = Path(str(files("extract.places.data").joinpath("english_names.csv")))
# How the name ends, and what that is in English; cities and provinces go by their bare names.
_GENERIC = {
    "city": {"地区": "Prefecture", "州": "Prefecture", "盟": "League"},
    "county": {"新区": "New Area", "县": "County", "区": "District", "旗": "Banner"},
}
_TOWNS = {"街道": "Subdistrict", "镇": "Town", "乡": "Township"}
_KINDS = {"province": "a province", "city": "a city", "county": "a county"}


def english_name(division: Division) -> str:
    """The name of a division alone.

    >>> [english_name(divisions().get(code)) for code in ("610000", "340300", "320925", "340705")]
    ['Shaanxi', 'Bengbu', 'Jianhu County', 'Tongguan District']
    """
    known, generic = english_short(division), _generic(division)
    return f"{known} {generic}" if generic else known


def english_short(division: Division) -> str:
    """The name without its generic part.

    >>> english_short(divisions().get("341021"))
    'She'
    """
    found = _names().get((division.short, division.level)) or _names().get((division.short, ""))
    return found or romanised(_specific(division))


def called_in_english(name: str) -> tuple[Division, ...]:
    """The provinces and cities of today that go by a name in Latin letters, whatever its case and blanks.

    >>> [division.name for division in called_in_english("hong kong")]
    ['香港特别行政区']
    """
    return _called().get(_plain(name), ())


@cache
def _called() -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = {}
    for division in divisions():
        if division.level != "county" and division.valid(None):
            found.setdefault(_plain(english_short(division)), []).append(division)
    return {name: tuple(named) for name, named in found.items()}


def _plain(name: str) -> str:
    return "".join(name.casefold().replace("'", "").split())


def english_path(division: Division) -> str:
    """The name with all that it lies in.

    >>> english_path(divisions().get("320925"))
    'Jianhu County, Yancheng, Jiangsu'
    """
    above = divisions().get(division.parent) if division.parent else None
    return ", ".join([english_name(division), *([_path_of_short(above)] if above else [])])


def _path_of_short(division: Division) -> str:
    above = divisions().get(division.parent) if division.parent else None
    return ", ".join([english_short(division), *([english_short(above)] if above else [])])


def english_town(name: str) -> str | None:
    """The name of a township; None for what is not called as one.

    >>> english_town("柯岩街道"), english_town("开发区")
    ('Keyan Subdistrict', None)
    """
    ending = next((ending for ending in _TOWNS if name.endswith(ending) and name != ending), None)
    return f"{romanised(name.removesuffix(ending))} {_TOWNS[ending]}" if ending else None


def english_unnamed(level: str | None, within: Division | None) -> str:
    """A division of a level (one of `divisions.LEVELS`) that is not known, in another that is.

    >>> english_unnamed("city", divisions().get("340000")), english_unnamed(None, None)
    ('a city in Anhui', 'somewhere')
    """
    kind = _KINDS.get(level or "", "somewhere")
    return f"{kind} in {_path_of_short(within)}" if within else kind


def romanised(name: str) -> str:
    """A place name in Latin letters.

    >>> romanised("西安"), romanised("成都"), romanised("吕梁")
    ("Xi'an", 'Chengdu', 'Lüliang')
    """
    from pypinyin import lazy_pinyin

    read = lazy_pinyin(name, v_to_u=True)
    # Latin letters and digits come as one piece; only Chinese names have a syllable a character.
    syllables = [_names().get((c, ""), s) for c, s in zip(name, read, strict=True)] if len(read) == len(name) else read
    joined = syllables[0] + "".join(f"'{s}" if s[:1] in "aeo" else s for s in syllables[1:])
    return joined[:1].upper() + joined[1:]


def _specific(division: Division) -> str:
    """What is romanised: a name of one character is kept with its generic part in the table (歙县), so without it."""
    short = division.short
    return short[:-1] if len(short) == 2 and short == division.name and short[-1] in "县区旗" else short


def _generic(division: Division) -> str | None:
    endings = _GENERIC.get(division.level, {})
    return next((english for ending, english in endings.items() if division.name.endswith(ending)), None)


@cache
def _names() -> Mapping[tuple[str, str], str]:
    """English names by name and level, which is empty where it goes for all; raises VocabularyError for a bad row."""
    found: dict[tuple[str, str], str] = {}
    for row in read_csv(_PATH, ("name", "level", "english")):
        key = row.text("name"), row.optional("level") or ""
        if key in found:
            raise row.error("the name is there already", "name")
        found[key] = row.text("english")
    return found
