"""What the page says and how things look: the ontology's labels, `viz/appearance.yaml`, and the page's own words."""

from __future__ import annotations

from typing import Any

from kg.serve.explore.index import STATUSES
from ontology.records import ENTITY_TYPES


def vocabulary() -> dict[str, Any]:
    """`words` of terms and `page` by key and language, `types` and `lines` with their colours, `statuses` in order."""
    from viz.explorer.words import page_words
    from viz.words import appearance, words

    return {
        "words": words(),
        "page": page_words(),
        "types": {name: appearance()["types"][name] for name in (*ENTITY_TYPES, "Thing")},
        "lines": appearance()["lines"],
        "statuses": list(STATUSES),
    }
