"""The words of a trace in Chinese and English, from `words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("zh", "en")
_PATH = Path(__file__).with_name("words.yaml")


@cache
def words() -> Mapping[str, Mapping[str, Any]]:
    """The file, read once a process; raises ValueError where a word lacks a language."""
    data: dict[str, dict[str, Any]] = yaml.safe_load(_PATH.read_text("utf-8"))
    for section, entries in data.items():
        for name, texts in entries.items() if section != "columns" else ((section, entries),):
            if set(texts) != set(LANGUAGES):
                raise ValueError(f"{_PATH.name}: {section}.{name} needs exactly zh and en")
    return data


def word(section: str, name: str, lang: str) -> str:
    """A word in a language; a name that the file lacks, as it is."""
    texts = words()[section].get(name)
    return texts[lang] if texts else name
