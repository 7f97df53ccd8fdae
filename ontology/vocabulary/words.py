"""Small vocabularies of words: levels of government, types of policy documents, forms of enterprises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ontology.vocabulary.source import DATA, Row, read_yaml

LEVEL_LABELS = ("国家", "省", "市", "县")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of government: `words` that say it of a title or body, `own` that say it of the document's region."""

    id: str
    label: str
    words: tuple[str, ...]
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyType:
    """A noun in which titles of policy documents end; `bare`: it is enough without 《》 or 关于…的."""

    noun: str
    kind: str
    bare: bool
    compounds: tuple[str, ...]

    @property
    def surface_forms(self) -> tuple[str, ...]:
        """The noun and its compounds, longest first."""
        return longest_first((self.noun, *self.compounds))


@dataclass(frozen=True, slots=True)
class LegalForms:
    """Endings of names of enterprises: of full names, of short names, and such as name none; longest first."""

    forms: tuple[str, ...]
    trade: tuple[str, ...]
    not_names: frozenset[str]


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, longer ones before shorter, else by character: the order for a longest match.

    >>> longest_first(["公司", "有限公司", "公司"])
    ('有限公司', '公司')
    """
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def load_levels() -> tuple[Level, ...]:
    """The levels, highest first; raises VocabularyError where one is missing, repeated or out of order."""
    rows = _rows("levels.yaml", "levels")
    levels = tuple(map(_level, rows))
    if tuple(level.label for level in levels) != LEVEL_LABELS:
        raise rows[0].error(f"the levels must be {', '.join(LEVEL_LABELS)}, in this order")
    return levels


@cache
def load_policy_types() -> tuple[PolicyType, ...]:
    """The types of policy documents; raises VocabularyError where the file breaks its rules."""
    types: dict[str, PolicyType] = {}
    for row in _rows("policy_types.yaml", "types"):
        row.only(("noun", "kind", "bare", "compounds"))
        noun, compounds = row.text("noun"), row.words("compounds")
        if noun in types:
            raise row.error(f"{noun!r} is there twice", "noun")
        types[noun] = PolicyType(noun, row.text("kind"), row.flag("bare"), compounds)
    return tuple(types.values())


@cache
def load_legal_forms() -> LegalForms:
    """The endings of names of enterprises; raises VocabularyError where the file breaks its rules."""
    row = read_yaml(DATA / "legal_forms.yaml")
    row.only(("forms", "trade", "not_names"))
    forms, trade = longest_first(row.words("forms")), longest_first(row.words("trade"))
    return LegalForms(forms, trade, frozenset(row.words("not_names")))


def _rows(name: str, field: str) -> tuple[Row, ...]:
    file = read_yaml(DATA / name)
    file.only((field,))
    return file.children(field)


def _level(row: Row) -> Level:
    row.only(("id", "label", "words", "own"))
    return Level(row.text("id"), row.text("label"), longest_first(row.words("words")), longest_first(row.words("own")))
