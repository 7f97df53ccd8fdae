"""A view for the page, column by column: of ten thousand things, names of fields would be most of what is sent.

`nodes` has lists of equal length (`id, label, type, degree`, types as numbers into `types`) and, as pairs of position
and name, `english`. `links` has `s` and `o` (positions of nodes), `p` (a number into `predicates`), `n` (how many
claims) and `claims`: numbers into `rows`, one alone or a list, -1 for a link of the vocabulary. A row is `[status,
year, confidence, province]`. The page makes of it what `fragment` gives in Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from kg.serve.explore.fragment import key, whole
from kg.serve.explore.index import Index, Numbers
from kg.serve.explore.steps import View


def columns(index: Index, base: str, view: View) -> dict[str, Any]:
    """The view as lists, to be sent as JSON."""
    types = sorted({index.things[n].type for n in view.things})
    return {
        "nodes": _nodes(index, base, view.things, types),
        "types": types,
        "links": _links(index, view.things),
        "predicates": index.predicates,
        "rows": index.rows,
        **whole(index, base, view),
    }


def _nodes(index: Index, base: str, numbers: Sequence[int], types: Sequence[str]) -> dict[str, Any]:
    number = {name: n for n, name in enumerate(types)}
    things = [index.things[n] for n in numbers]
    return {
        "id": [key(base, thing.iri) for thing in things],
        "label": [thing.label for thing in things],
        "type": [number[thing.type] for thing in things],
        "degree": index.degree[list(numbers)].tolist(),
        "english": [[n, thing.english] for n, thing in enumerate(things) if thing.english],
    }


def _links(index: Index, things: Sequence[int]) -> dict[str, Any]:
    position = np.zeros(len(index), dtype=np.int32)
    position[list(things)] = np.arange(len(things))
    links = np.array(index.inside(things), dtype=np.int32)
    return {
        "s": position[index.subject[links]].tolist(),
        "p": index.predicate[links].tolist(),
        "o": position[index.object[links]].tolist(),
        "n": index.told(links).tolist(),
        "claims": _claims(index, links),
    }


def _claims(index: Index, links: Numbers) -> list[int | list[int]]:
    first, weights = index.first_row(links).tolist(), index.weights(links).tolist()
    return [
        row if weight == 1 else index.rows_of(link)
        for link, row, weight in zip(links.tolist(), first, weights, strict=True)
    ]
