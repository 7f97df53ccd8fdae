"""How a programme spread, as the page shows it: pictures, what stands behind each of their marks, and the table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.trace.output import to_json

if TYPE_CHECKING:
    from kg.trace import Trace


def spread(trace: Trace, lang: str) -> dict[str, Any]:
    """Names, numbers, `figures` as `{name, title, svg}` in `lang` (zh, en), `cards` by the `ref` of a mark, the states
    of the map's tiles by year with their `looks`, `adoptions` as rows, and the `caption` that belongs under all."""
    from viz.trace.cards import cards
    from viz.trace.figures import FIGURES, figures
    from viz.trace.maps import map_view
    from viz.trace.prepare import caption
    from viz.trace.svg import looks
    from viz.trace.words import say

    plain = json.loads(to_json(trace))
    view = map_view(trace, lang, None)
    drawn = figures(trace, lang)
    return {
        "programmes": plain["programmes"],
        "coverage": plain["coverage"],
        "adoptions": [
            row | {"en": adoption.place.english}
            for row, adoption in zip(plain["adoptions"], trace.adoptions, strict=True)
        ],
        "figures": [{"name": name, "title": say("views", name, lang), "svg": drawn[name]} for name in FIGURES],
        "cards": cards(trace, view),
        "years": list(view.years),
        "tiles": {tile.key: list(tile.states) for tile in view.tiles},
        "looks": looks(),
        "caption": caption(trace, lang),
    }
