"""The words of the page and the pictures in Chinese and English, from `words.yaml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from viz.words import LANGUAGES

_PATH = Path(__file__).with_name("words.yaml")


@cache
def page_words() -> dict[str, dict[str, dict[str, str]]]:
    """The file, read once a process; raises ValueError where a word lacks a language."""
    data: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(_PATH.read_text("utf-8"))
    for section, entries in data.items():
        for name, texts in entries.items():
            if set(texts) != set(LANGUAGES):
                raise ValueError(f"{_PATH.name}: {section}.{name} needs exactly zh and en")
    return data


def say(section: str, name: str, lang: str) -> str:
    """A word of the page in a language; raises KeyError for one that there is not."""
    return page_words()[section][name][lang]


# Places in files are named in Chinese (extract.layer_map).
_SPOTS = {
    "page_n": re.compile(r"第(\d+)页"),
    "paragraph_n": re.compile(r"第(\d+)段"),
    "table_n": re.compile(r"表(\d+)(?=!|$)"),
}


def spot_words(spot: str, lang: str) -> str:
    """Where in a file something stands, in a language.

    >>> spot_words("第2页 表1!A3:D3", "en"), spot_words("Sheet1!A4:E4", "en")
    ('page 2 table 1!A3:D3', 'Sheet1!A4:E4')
    """
    for name, pattern in _SPOTS.items():
        spot = pattern.sub(say("page", name, lang).replace("{}", r"\1"), spot)
    return spot
