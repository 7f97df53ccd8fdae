"""What a thing is called in one document: its names, and what sentences call it besides."""

from __future__ import annotations

from collections.abc import Iterable

from kg.resolve.match.fold import fold
from kg.resolve.match.park_names import is_head
from kg.resolve.match.particulars import Particulars
from kg.resolve.match.words import words


def called(kind: str, forms: Iterable[str], special: Particulars, sentences: tuple[str, ...]) -> list[str]:
    """All that a thing is called, of a park without what many things there are called by."""
    found = {form: fold(form) for form in (*forms, *_also_called(kind, forms, special, sentences))}
    return [form for form, text in found.items() if kind != "Park" or not is_head(text, found.values())]


def _also_called(kind: str, forms: Iterable[str], special: Particulars, sentences: tuple[str, ...]) -> list[str]:
    """What sentences call it besides: a project with its owner, a firm or park as it is called now."""
    if kind == "Project":
        return [f"{owner}{fold(form)}" for form in forms for owner in sorted(special.get("owner", ()))]
    if kind == "Policy":
        told = (words().patterns["has_articles"].search(s.partition(fold(f))[2]) for s in sentences for f in forms)
        return [f"{form}{match[1]}条" for match in told if match for form in forms]
    if kind not in ("Enterprise", "Park"):
        return []
    becomes = words().patterns["becomes"]
    marked = (s.replace(fold(form), "\x01") for s in sentences for form in forms)
    return [match[1] for text in marked for match in becomes.finditer(text)]
