"""The one programme that a text is about."""

from __future__ import annotations

from extract.relations.document import DocumentView
from extract.relations.skeleton import MentionRef

# A longer text with one programme is not about it yet, unless its first line names that; in characters.
_SHORT = 1200
# 特派员 alone names no longer programme.
_CHARGE = 3


def topic_of(view: DocumentView) -> tuple[int, ...]:
    """The programme that a text is about, by entity number: the only one in its first line, or in all of a short text;
    empty where there is none such. Of names within one another (探索推行链长制) the shortest counts."""
    refs = [r for r in view.refs if r.type == "Programme"]
    line = view.text.find("\n")
    return _only(view, {r.entity for r in refs if r.end <= line}) or (
        _only(view, {r.entity for r in refs}) if len(view.text) <= _SHORT else ()
    )


def short_names(view: DocumentView) -> dict[str, MentionRef]:
    """What those are called whom a programme puts in charge, with a mention of it: 林长 of 林长制, 特派员 of 科技
    特派员."""
    names = {r: view.names[r.entity].strip("“”") for r in reversed(view.refs) if r.type == "Programme"}
    charges = {name[:-1]: r for r, name in names.items() if name.endswith("长制")}
    return charges | {name[-3:]: r for r, name in names.items() if name.endswith("员") and len(name) > _CHARGE}


def _only(view: DocumentView, entities: set[int]) -> tuple[int, ...]:
    entities = entities - {e for e, above in view.broader.items() if above in entities}
    shortest = min(sorted(entities), key=lambda e: len(view.names[e]), default=None)
    if shortest is None or any(view.names[shortest] not in view.names[e] for e in entities):
        return ()
    return (shortest,)
