"""Only queries pass: updates and calls to other servers are refused before the store sees the text.

The store's parser reads in context, so `trueSERVICE<…>` and `?a<#>` mean other things to it than to a plain
tokeniser. What could be read in two ways is therefore refused rather than guessed: see `_AMBIGUOUS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

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
# Where a parser stumbled; how much of what it says, and of what stands before, is told.
_PLACE = re.compile(r"error at (\d+):(\d+)")
_MESSAGE, _BEFORE = 160, 40
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
# After an operand, `<a#>` may also be "less than a" and a comment, `<f('>` "less than" and a string.
_AMBIGUOUS = re.compile(r"[#']")
# `SERVICE:x{…}` is a call, and in `zm:.SERVICE<…>` a full stop ends the triple.
_GLUED = re.compile(r"^[^:]*SERVICE|[.]SERVICE", re.IGNORECASE)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_PROLOGUE = frozenset({"PREFIX", "BASE", "VERSION"})
# The store's parser descends into every bracket, and has no room for some thousands.
MAX_NESTING = 500
_DEEPER = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}


class QueryError(ZhengmaiError):
    """A query that cannot be answered: it is malformed, or asks for what is not there."""


class ForbiddenQuery(QueryError):
    """A query that would change the graph or call another server."""


def check_read_only(sparql: str) -> str:
    """The form of `sparql` (`SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`).

    Raises ForbiddenQuery for updates, `LOAD` and `SERVICE`, and QueryError where there is no query at all,
    an IRI that could be read in two ways, or more than MAX_NESTING brackets within each other.
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


def source_graphs(sparql: str, prefixes: Mapping[str, str]) -> list[str]:
    """The IRIs of the graphs that the FROM clauses of a query name, in its order.

    `prefixes` need no declaration. Raises QueryError for an IRI that is not absolute or has an unknown prefix.
    """
    if "FROM" not in sparql.upper():
        return []
    known = dict(prefixes)
    found: list[str] = []
    tokens = [
        (t.lastgroup, t.group()) for t in _TOKEN.finditer(sparql) if t.lastgroup != "comment" and t.group().strip()
    ]
    for place, (kind, text) in enumerate(tokens):
        word = text.upper() if kind == "word" else ""
        following = [text for _, text in tokens[place + 1 : place + 3]]
        if word == "PREFIX" and len(following) == 2:
            known[following[0].removesuffix(":")] = following[1].strip("<>")
        elif word == "FROM" and following:
            found.append(_graph_name(following[-1] if following[0].upper() == "NAMED" else following[0], known))
    return found


def where_unread(sparql: str, message: str) -> str:
    """A parser's message on a query that it cannot read, with what stands before that place, and without the list of
    all that might stand there where it is long.

    >>> where_unread("SELECT ?x { ?x a ", "error at 1:18: expected one of " + ", ".join(map(str, range(99))))
    "error at 1:18, behind 'SELECT ?x { ?x a'"
    """
    at = _PLACE.match(message)
    lines = sparql.split("\n")
    if at is None or int(at[1]) > len(lines):
        return message[:_MESSAGE]
    before = lines[int(at[1]) - 1][: int(at[2]) - 1].rstrip()[-_BEFORE:]
    expected = message[at.end() :] if len(message) - at.end() <= _MESSAGE else ""
    return f"{at[0]}, behind {before!r}{expected}"


def _graph_name(text: str, prefixes: Mapping[str, str]) -> str:
    if text.startswith("<"):
        if not _ABSOLUTE.match(text):
            raise QueryError(f"write the IRI {text[:80]} after FROM in full")
        return text.strip("<>")
    prefix, _, rest = text.partition(":")
    if prefix not in prefixes:
        raise QueryError(f"the query cannot be read: after FROM comes the IRI of a graph, not {text[:80]!r}")
    return prefixes[prefix] + rest.replace("\\", "")


def _words(sparql: str) -> Iterator[str]:
    """Bare words, in capitals: all but strings, comments, variables, full IRIs and local names."""
    depth = 0
    for token in _TOKEN.finditer(sparql):
        text = token.group()
        if token.lastgroup == "word":
            yield text.upper()
        elif text in _DEEPER:
            depth += _DEEPER[text]
            if depth > MAX_NESTING:
                raise QueryError(f"the query has more than {MAX_NESTING} brackets within each other")
        elif token.lastgroup == "name" and _GLUED.search(text):
            yield "SERVICE"
        elif token.lastgroup == "iri" and not _ABSOLUTE.match(text) and _AMBIGUOUS.search(text):
            raise QueryError(f"write the IRI {text[:80]} in full, as <scheme://…>, or with a prefix")
