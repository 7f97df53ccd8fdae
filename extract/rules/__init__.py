"""Rules and lexicons of extraction, as data; this module only reads them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from extract.rules.data import parsed
from extract.rules.openings import quick


class RuleError(ValueError):
    """A rule file that does not say what it must; the message names the file and the entry."""


@cache
def read_rules(name: str) -> dict[str, Any]:
    """The YAML mapping in `extract/rules/<name>.yaml`; raises RuleError naming file and line if it is none."""
    path = files(__package__).joinpath(f"{name}.yaml")
    try:
        data = parsed(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as err:
        raise RuleError(f"{name}.yaml: {err}") from err
    if not isinstance(data, dict):
        raise RuleError(f"{name}.yaml: a mapping is expected at the top")
    return data


@cache
def words(name: str, *keys: str) -> tuple[str, ...]:
    """The list of words under `keys` in rule file `name`, nested lists and mappings flattened, repeats left out.

    Raises RuleError where there is nothing under `keys`, or an entry is no word.
    """
    node: Any = read_rules(name)
    for key in keys:
        if not isinstance(node, dict) or key not in node:
            raise RuleError(f"{name}.yaml: no {'.'.join(keys)!r}")
        node = node[key]
    where = f"{name}.yaml: {'.'.join(keys)}"
    found = tuple(_flatten(node, where))
    return tuple(dict.fromkeys(found))


@cache
def word_set(name: str, *keys: str) -> frozenset[str]:
    """The same words as a set, for asking again and again whether a word is one of them; raises as `words` does."""
    return frozenset(words(name, *keys))


@cache
def any_of(name: str, *keys: str) -> re.Pattern[str]:
    """A pattern that matches any of the entries under `keys`, which are patterns themselves; raises as `words` does,
    and RuleError for an entry that is no pattern."""
    try:
        return re.compile(quick("|".join(words(name, *keys))))
    except re.error as err:
        raise RuleError(f"{name}.yaml: {'.'.join(keys)}: {err}") from err


def _flatten(node: Any, where: str) -> list[str]:
    if isinstance(node, dict):
        return [w for value in node.values() for w in _flatten(value, where)]
    if isinstance(node, list):
        return [w for value in node for w in _flatten(value, where)]
    if isinstance(node, str) and node:
        return [node]
    raise RuleError(f"{where}: {node!r} is no word")
