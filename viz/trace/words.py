"""The words of the page and the pictures in Chinese and English, from `words.yaml`."""

from __future__ import annotations

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
