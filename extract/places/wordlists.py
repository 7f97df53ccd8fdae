"""The word lists of this package: small YAML files of plain lists, checked as they are read."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files

from extract.rules.data import parsed


@cache
def word_lists(name: str) -> dict[str, tuple[str, ...]]:
    """The lists in `data/<name>.yaml` by their keys; a list may also be written as words between blanks.

    Raises ValueError naming file and key where a list is not one, or has a word twice.
    """
    file = f"{name}.yaml"
    data = parsed((files(f"{__package__}.data") / file).read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError(f"{file}: not a mapping from keys to lists of words")
    return {str(key): _words(file, str(key), value) for key, value in data.items()}


def _words(file: str, key: str, value: object) -> tuple[str, ...]:
    words = value.split() if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
        raise ValueError(f"{file}, {key}: not a list of words")
    twice = sorted(word for word, times in Counter(words).items() if times > 1)
    if twice:
        raise ValueError(f"{file}, {key}: twice in the list: {'、'.join(twice)}")
    return tuple(words)
