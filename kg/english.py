"""What regions of a graph are called in English: by their keys, and where they have none by what they lie in."""

from __future__ import annotations

from extract.places.divisions import divisions
from extract.places.english import english_name, english_path, english_town, english_unnamed
from kg.resolve.places import NATION, is_code


def region_in_english(key: str, name: str, *, path: bool = False) -> str | None:
    """The English name of the region with this key (a code, or that of the nation), with all that it lies in if `path`;
    None where only its Chinese `name` is known.

    >>> region_in_english("340300", "蚌埠市"), region_in_english("320925", "建湖县", path=True)
    ('Bengbu', 'Jianhu County, Yancheng, Jiangsu')
    """
    if key == NATION:
        return "China"
    division = divisions().get(key)
    if division is not None:
        return english_path(division) if path else english_name(division)
    return english_town(name) if is_code(key) else None


def own_region_in_english(level: str | None, within: str | None) -> str:
    """What a document's own region is called of which only its level and what it lies in (a key) may be known."""
    return english_unnamed(level, divisions().get(within) if within else None)
