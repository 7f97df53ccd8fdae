"""Vocabulary files read so that every error can name its file and line.

YAML scalars stay text (a date is not a `date`, `no` is not False): what a word means is decided by
the field that holds it, in one place, and not by YAML's guesses.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent
_LIST_SEPARATOR = "|"
# An error lists what is allowed only where a reader would read the list.
_LISTED = 30
_FLAGS = {"true": True, "yes": True, "false": False, "no": False, "": False}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class VocabularyError(ValueError):
    """A vocabulary file breaks its rules; the message begins with `file:line:`."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a vocabulary file: its fields, and where they stand."""

    path: Path
    line: int
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def error(self, reason: str, field: str | None = None) -> VocabularyError:
        """An error to raise, at the line of `field` if given, else of the entry."""
        return VocabularyError(self.path, self.lines.get(field or "", self.line), reason)

    def only(self, known: Collection[str]) -> None:
        """Raises VocabularyError if the entry has a field that is not one of `known`."""
        for field in self.values:
            if field not in known:
                raise self.error(f"unknown field {field!r}; known: {', '.join(sorted(known))}", field)

    def text(self, field: str) -> str:
        """The text of a field that must be there; raises VocabularyError if it is missing, empty or no text."""
        value = self.optional(field)
        if value is None:
            raise self.error(f"{field!r} is missing or empty", field)
        return value

    def optional(self, field: str) -> str | None:
        """The text of a field, None if it is missing or empty; raises VocabularyError if it is no text."""
        value = self.values.get(field, "")
        if not isinstance(value, str):
            raise self.error(f"{field!r} must be text", field)
        return value.strip() or None

    def words(self, field: str) -> tuple[str, ...]:
        """A field's list of texts (in a CSV cell parted by `|`); raises VocabularyError on a blank or repeated one."""
        value = self.values.get(field, "")
        if isinstance(value, str):
            value = value.split(_LIST_SEPARATOR) if value.strip() else []
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.error(f"{field!r} must be a list of texts", field)
        words = tuple(word.strip() for word in value)
        if "" in words or len(set(words)) < len(words):
            raise self.error(f"{field!r} has a blank or repeated item", field)
        return words

    def choices(self, field: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Like `words`; raises VocabularyError if one is not of `allowed`."""
        words = self.words(field)
        for word in words:
            if word not in allowed:
                hint = f"; allowed: {', '.join(sorted(allowed))}" if len(allowed) <= _LISTED else ""
                raise self.error(f"{field!r} has {word!r}, which there is not{hint}", field)
        return words

    def flag(self, field: str) -> bool:
        """A yes or no, no if missing; raises VocabularyError on anything else."""
        value = self.optional(field) or ""
        if value not in _FLAGS:
            raise self.error(f"{field!r} must be true or false, not {value!r}", field)
        return _FLAGS[value]

    def child(self, field: str) -> Row | None:
        """The mapping in a field, None if missing; raises VocabularyError if it is something else."""
        value = self.values.get(field)
        if value is None or isinstance(value, Row):
            return value
        raise self.error(f"{field!r} must be a mapping", field)

    def children(self, field: str) -> tuple[Row, ...]:
        """The list of mappings in a field, () if missing; raises VocabularyError if it is something else."""
        value = self.values.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, Row) for item in value):
            raise self.error(f"{field!r} must be a list of mappings", field)
        return tuple(value)


def read_yaml(path: Path) -> Row:
    """The mapping that a YAML file holds; raises VocabularyError if it is none, or no YAML."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise VocabularyError(path, line, f"not YAML: {error.problem}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise VocabularyError(path, 1, f"cannot be read: {error}") from error
    if not isinstance(node, yaml.MappingNode):
        raise VocabularyError(path, 1, "must hold a mapping")
    return _mapping(path, node)


def _value(path: Path, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(path, node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(path, item) for item in node.value]
    return node.value


def _mapping(path: Path, node: yaml.MappingNode) -> Row:
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key.value, str) or key.value in values:
            raise VocabularyError(path, line, f"repeated or unusable field {key.value!r}")
        values[key.value] = _value(path, value)
        lines[key.value] = line
    return Row(path, node.start_mark.line + 1, values, lines)


def read_csv(path: Path, columns: Collection[str]) -> Iterator[Row]:
    """The rows of a CSV file with a header of exactly `columns`; raises VocabularyError where it has others."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != tuple(columns):
                raise VocabularyError(path, 1, f"the header must be {','.join(columns)}")
            for values in reader:
                row = Row(path, reader.line_num, values, {})
                if None in values or None in values.values():
                    raise row.error(f"must have {len(columns)} cells")
                yield row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VocabularyError(path, 1, f"cannot be read: {error}") from error
