"""What people read in place of the facet values of programmes, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ontology.vocabulary.programmes import FORMS, GRANTORS, HOLDERS, SCOPES
from ontology.vocabulary.source import DATA, read_yaml

_VALUES = {"form": FORMS, "holder": HOLDERS, "grantor": GRANTORS, "scope": SCOPES}


@cache
def facet_labels() -> Mapping[str, Mapping[str, str]]:
    """Labels by value and language (`zh`, `en`); raises VocabularyError naming file and line where a facet has not
    exactly the values that programmes may have, or a value lacks a language."""
    file = read_yaml(DATA / "facets.yaml")
    file.only(tuple(_VALUES))
    labels: dict[str, Mapping[str, str]] = {}
    for facet, values in _VALUES.items():
        row = file.child(facet)
        if row is None or set(row.values) != set(values):
            raise file.error(f"{facet} must have exactly {', '.join(values)}", facet)
        for value in values:
            texts = row.child(value)
            if texts is None:
                raise row.error(f"{value!r} has no labels", value)
            labels[value] = {language: texts.text(language) for language in ("zh", "en")}
    return labels
