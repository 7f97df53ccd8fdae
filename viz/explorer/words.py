"""The words of the page itself, in each language, and where its files are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from viz.words import LANGUAGES

PAGE = Path(__file__).parent / "page"


@cache
def page_words() -> Mapping[str, Mapping[str, str]]:
    """`words.yaml`: by key, the text in `zh` and in `en`; raises ValueError naming an entry that lacks one."""
    data: dict[str, dict[str, str]] = yaml.safe_load(files("viz.explorer").joinpath("words.yaml").read_text("utf-8"))
    for key, texts in data.items():
        if set(texts) != set(LANGUAGES) or not all(isinstance(text, str) and text for text in texts.values()):
            raise ValueError(f"viz/explorer/words.yaml: {key} needs exactly zh and en")
    return data
