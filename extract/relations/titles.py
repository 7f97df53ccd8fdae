"""Which programmes can be held: titles, rungs, lists and pilots, but no campaign or reform."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extract.entities.grouping import Group
from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.rules import words
from ontology.vocabulary import ProgrammeVocabulary


def only_titles(view: DocumentView, findings: Iterable[Finding], vocabulary: ProgrammeVocabulary) -> Iterator[Finding]:
    """The findings without those that say a company or park is recognised as something that is no title."""
    for f in findings:
        if f.predicate != "recognisedAs" or is_title(view.groups[f.object], vocabulary):
            yield f


def is_title(group: Group, vocabulary: ProgrammeVocabulary) -> bool:
    """Whether a programme is one that holders have: by its forms in the vocabulary, else by the end of its name."""
    known = vocabulary.by_id.get(group.vocabulary)
    if known is not None:
        return not set(known.form).isdisjoint(words("titles", "forms"))
    return any(_ending().search(form) for form in group.forms)


@cache
def _ending() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("titles", "endings")) + ")[”’）]*$")
