"""The precision of each rule, as measured, into the file from which extraction takes its confidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

import extract.rules
from extract.evaluate.errors import EvaluationError
from extract.relations.second.reader import BY_MODEL

CONFIDENCE_FILE = Path(extract.rules.__file__).with_name("confidence.yaml")
_RULES = re.compile(r"^rules:", re.MULTILINE)


def write_confidence(rules: Mapping[str, tuple[int, int]], path: Path = CONFIDENCE_FILE) -> None:
    """Put `[right, read]` of every rule into the file at `path`, by name; all above its `rules:` stays as it is.

    Readings of the second reader have a probability each, and no place there.

    Raises EvaluationError where the file has no `rules:`, OSError where it cannot be read or written.
    """
    text = path.read_text(encoding="utf-8")
    start = _RULES.search(text)
    if start is None:
        raise EvaluationError(f"{path}: it has no line `rules:` behind which to write")
    measured = {rule: list(counts) for rule, counts in sorted(rules.items()) if not rule.startswith(BY_MODEL)}
    table = yaml.safe_dump({"rules": measured}, default_flow_style=None, allow_unicode=True)
    # Whole or not at all: every extraction reads this file.
    written = path.with_suffix(".yaml.new")
    written.write_text(text[: start.start()] + table, encoding="utf-8")
    written.replace(path)
