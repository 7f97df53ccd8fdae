"""What the tags of somebody else's tagger are called here: a data file, checked as it is read."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from extract.recogniser.tagset import TYPES

BY_NAME = ("ORG", "LOC")
_SECTIONS = {"types": TYPES, "by-name": BY_NAME}


class TypeMapError(ValueError):
    """A file of tags that does not say what it must; the message names file and entry."""


def read_type_map(file: Path | Traversable) -> dict[str, str]:
    """One of our types, or one of BY_NAME, for each tag of a YAML file with the sections `types` and `by-name`.

    Each section maps a type (or ORG, LOC) to the list of tags that mean it. ORG and LOC leave the type to the name's
    own words, as with LAC's tags of those names. Raises TypeMapError for anything else.
    """
    try:
        data = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise TypeMapError(f"{file}: {error}") from None
    if not isinstance(data, dict) or not set(data) <= set(_SECTIONS):
        raise TypeMapError(f"{file}: sections {' and '.join(_SECTIONS)} are expected, and no others")
    found: dict[str, str] = {}
    for section, entries in data.items():
        if not isinstance(entries, dict):
            raise TypeMapError(f"{file}: {section}: a mapping is expected")
        for kind, tags in entries.items():
            _add(found, f"{file}: {section}: {kind}", kind in _SECTIONS[section], kind, tags)
    return found


def _add(found: dict[str, str], place: str, known: bool, kind: str, tags: object) -> None:
    if not known:
        raise TypeMapError(f"{place} is none of {', '.join((*TYPES, *BY_NAME))}, or in the wrong section")
    if not isinstance(tags, list) or not all(isinstance(tag, str) and tag for tag in tags):
        raise TypeMapError(f"{place}: a list of tags is expected (quote those that YAML reads as something else)")
    for tag in tags:
        if tag in found:
            raise TypeMapError(f"{place}: {tag!r} is there twice")
        found[tag] = kind
