"""The examples of `seen.yaml`: what becomes of a name that the recogniser sees in a text."""

from __future__ import annotations

from typing import Any

import pytest

from extract.entities.seen import Seen, mended
from extract.rules import read_rules


@pytest.mark.parametrize("example", read_rules("seen")["examples"], ids=lambda e: "-".join(e["seen"]))
def test_what_becomes_of_a_name(example: dict[str, Any]) -> None:
    text, (name, kind) = example["text"], example["seen"]
    start = text.index(name)
    found = mended(text, Seen(start, start + len(name), kind))
    assert ([text[found.start : found.end], found.type] if found else []) == example["is"]
