"""Only queries pass: updates and calls to other servers are refused before the store sees the text.

The store's parser reads in context, so `trueSERVICE<…>` and `?a<#>` mean other things to it than to a plain
tokeniser. What could be read in two ways is therefore refused rather than guessed: see `_AMBIGUOUS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import ZhengmaiError

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      |\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<variable>[?$]\w+)
  | (?P<name>(?:[^\W\d][\w.-]*)?:(?:[\w:.%-]|\\.)*)
  | (?P<word>[^\W\d]\w*)
  | (?P<escape>\\.)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
# After an operand, `<a#>` may also be "less than a" and a comment, `<f('>` "less than" and a string.
_AMBIGUOUS = re.compile(r"[#']")
# `SERVICE:x{…}` is a call, and in `zm:.SERVICE<…>` a full stop ends the triple.
_GLUED = re.compile(r"^[^:]*SERVICE|[.]SERVICE", re.IGNORECASE)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_PROLOGUE = frozenset({"PREFIX", "BASE", "VERSION"})


class QueryError(ZhengmaiError):
    """A query that cannot be answered: it is malformed, or asks for what is not there."""


class ForbiddenQuery(QueryError):
    """A query that would change the graph or call another server."""


def check_read_only(sparql: str) -> str:
    """The form of `sparql` (`SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`).

    Raises ForbiddenQuery for updates, `LOAD` and `SERVICE`, and QueryError where there is no query at all
    or an IRI that could be read in two ways.
    """
    form: str | None = None
    for word in _words(sparql):
        if "SERVICE" in word:
            raise ForbiddenQuery("SERVICE is refused: a query reads this graph only and calls no other server")
        if form is None and word not in _PROLOGUE:
            form = _form(word)
    if form is None:
        raise QueryError("the query is empty: it needs SELECT, ASK, CONSTRUCT or DESCRIBE")
    return form


def _form(word: str) -> str:
    if word in _UPDATES:
        raise ForbiddenQuery(f"{word} is refused: the graph is read-only here; `zhengmai build` is what changes it")
    if word not in _FORMS:
        raise QueryError(f"a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE, not with {word[:40]!r}")
    return word


def _words(sparql: str) -> Iterator[str]:
    """Bare words, in capitals: all but strings, comments, variables, full IRIs and local names."""
    for token in _TOKEN.finditer(sparql):
        text = token.group()
        if token.lastgroup == "word":
            yield text.upper()
        elif token.lastgroup == "name" and _GLUED.search(text):
            yield "SERVICE"
        elif token.lastgroup == "iri" and not _ABSOLUTE.match(text) and _AMBIGUOUS.search(text):
            raise QueryError(f"write the IRI {text[:80]} in full, as <scheme://…>, or with a prefix")
