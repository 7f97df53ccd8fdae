"""Markdown: the text layer is the decoded text as it stands; front matter in YAML states metadata."""

from __future__ import annotations

import re

import yaml

from extract.read.encoding import decode
from extract.read.layer import Layer, as_text_layer
from extract.read.limits import Limits
from extract.read.metadata import stated

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,10000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def read_markdown(data: bytes, limits: Limits) -> Layer:
    """The layer of a Markdown file, front matter included, so that offsets are those of the file. Raises Unreadable."""
    text = as_text_layer(decode(data), limits)
    metadata, problems = stated(_front_matter(text))
    return Layer(text, metadata, problems)


def _front_matter(text: str) -> dict[str, object]:
    """The mapping between two lines of `---` at the very start; empty where there is none."""
    found = _FRONT_MATTER.match(text)
    try:
        # BaseLoader keeps every scalar as the text that stands there: `2021-10` must not become a number.
        values = yaml.load(found.group(1), Loader=yaml.BaseLoader) if found else None
    except (yaml.YAMLError, RecursionError):
        # Two rules with prose between them are Markdown too.
        return {}
    return {str(name): value for name, value in values.items()} if isinstance(values, dict) else {}
