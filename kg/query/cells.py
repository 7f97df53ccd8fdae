"""RDF terms as people read them: in a terminal, a spreadsheet, a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | Literal | BlankNode | Triple
_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset({_XSD + "integer", _XSD + "int", _XSD + "long", _XSD + "nonNegativeInteger"})
_FRACTION = frozenset({_XSD + "decimal", _XSD + "double", _XSD + "float"})
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
# Spreadsheets take a cell that starts so for a formula; the full-width forms too, in Chinese versions.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_MARKS = re.compile(r"^(?:\s*(?:#{1,6}|[-*+>•·]|\d{1,3}[.)])\s+)+")
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
# Joiners and soft hyphens steer nothing, and texts from the web are full of them.
_WITHOUT_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


def value(term: Term | None) -> str | int | float | bool | None:
    """The plain value of a term: numbers and truths as such, IRIs and texts as text, nothing as None.

    >>> value(Literal("3", datatype=NamedNode(_XSD + "integer"))), value(Literal("链长制", language="zh"))
    (3, '链长制')
    """
    if not isinstance(term, Literal):
        return None if term is None else term.value if isinstance(term, NamedNode | BlankNode) else str(term)
    kind = term.datatype.value
    try:
        if kind in _WHOLE:
            return int(term.value)
        if kind in _FRACTION:
            return float(term.value)
    except ValueError:
        return term.value
    return term.value == "true" if kind == _XSD + "boolean" else term.value


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """`iri` with the longest prefix that fits, or as it is."""
    fits = [(len(base), name) for name, base in prefixes.items() if iri.startswith(base)]
    if not fits:
        return iri
    length, name = max(fits)
    return f"{name}:{iri[length:]}"


def visible(text: str) -> str:
    """`text` on one line, with control and direction marks shown as `�`: a label can't steer a terminal.

    >>> visible('a' + chr(27) + '[31m' + chr(10) + 'b')
    'a�[31m b'
    """
    return "".join(map(_shown, text))


def sentence(text: str) -> str:
    """A quote as a table shows it: without the marks of a heading or a list item that it begins with.

    >>> sentence('# 区领导走访企业'), sentence('- 1. 开展“四送一服”'), sentence('-3.5%')
    ('区领导走访企业', '开展“四送一服”', '-3.5%')
    """
    return _MARKS.sub("", text)


def _shown(character: str) -> str:
    if character in "\t\r\n":
        return " "
    if character in _WITHOUT_WIDTH:
        return ""
    return "�" if unicodedata.category(character) in _INVISIBLE else character


def formula_safe(text: str) -> str:
    """`text` as a spreadsheet cell that is never run: an apostrophe before what would start a formula.

    >>> formula_safe('=1+1'), formula_safe('-3.5'), formula_safe('链长制')
    ("'=1+1", '-3.5', '链长制')
    """
    return "'" + text if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
