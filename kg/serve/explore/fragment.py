"""A view as the page gets it: things and links with what filters need, or counts where there is too much to draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kg.serve.explore.index import NONE, STATUSES, Claim, Index, Thing
from kg.serve.explore.steps import View


def fragment(index: Index, base: str, view: View) -> dict[str, Any]:
    """`nodes` and `links` among them; a link's `claims` are `[status, year, confidence, province]`, distinct.

    Provinces are numbers into the graph's list, -1 where none is known.
    """
    keys = {thing: key(base, index.things[thing].iri) for thing in view.things}
    return {
        "nodes": [node(index, base, thing) for thing in view.things],
        "links": links(index, keys, index.inside(view.things)),
        **whole(index, base, view),
    }


def whole(index: Index, base: str, view: View) -> dict[str, Any]:
    """What is told of a view as a whole: its centre, the path found last, how many things a limit left out, what the
    graph does not have."""
    return {
        "centre": None if view.centre is None else key(base, index.things[view.centre].iri),
        "path": None if view.path is None else [key(base, index.things[n].iri) for n in view.path],
        "cut": view.cut,
        "unknown": list(view.unknown),
    }


def node(index: Index, base: str, thing: int) -> dict[str, Any]:
    """A thing as the page draws it."""
    found = index.things[thing]
    return brief(base, found) | {
        "degree": int(index.degree[thing]),
        "province": found.province,
        "inferred": found.inferred,
    }


def brief(base: str, thing: Thing) -> dict[str, Any]:
    """A thing as the page names it; `en` only where the vocabulary has an English name for it."""
    named = {"id": key(base, thing.iri), "label": thing.label, "type": thing.type}
    return named | ({"en": thing.english} if thing.english else {})


def key(base: str, iri: str) -> str:
    """The end of an IRI of the graph, which the page and its addresses use; another IRI in full."""
    return iri.removeprefix(base)


def links(index: Index, keys: Mapping[int, str], numbers: Sequence[int]) -> list[dict[str, Any]]:
    """Links as the page draws them, with what its filters look at."""
    # Taken from the arrays in one go: one by one, numbers of numpy cost more than all the rest.
    ends = zip(*(array[numbers].tolist() for array in (index.subject, index.predicate, index.object)), strict=True)
    return [
        {"s": keys[subject], "p": index.predicates[predicate], "o": keys[target]} | _claimed(index.claims_of(number))
        for number, (subject, predicate, target) in zip(numbers, ends, strict=True)
    ]


def _claimed(all_claims: Sequence[Claim]) -> dict[str, Any]:
    claims = [claim for claim in all_claims if claim.status is not None]
    rows = dict.fromkeys((claim.status, claim.year, claim.confidence, claim.province) for claim in claims)
    return {"status": claims[0].status if claims else None, "n": len(claims), "claims": [list(row) for row in rows]}


def overview(index: Index) -> dict[str, Any]:
    """The whole graph by class and province: `cells` of `[class, province, things, claims]`, and claims by status."""
    things: Counter[tuple[str, int]] = Counter()
    claims: Counter[tuple[str, int]] = Counter()
    for number, thing in enumerate(index.things):
        if index.degree[number]:
            things[thing.type, thing.province] += 1
            claims[thing.type, thing.province] += int(index.degree[number])
    statuses = Counter(claim.status for claim in index.claims if claim.status)
    return {
        "cells": [[*cell, count, claims[cell]] for cell, count in sorted(things.items())],
        "statuses": {status: statuses[status] for status in STATUSES if status in statuses},
    }


def years(index: Index) -> tuple[int, int] | None:
    """The first and the last year of any claim."""
    found = [claim.year for claim in index.claims if claim.year is not None]
    return (min(found), max(found)) if found else None


def place_name(index: Index, province: int) -> str | None:
    """The name of a province by its number."""
    return None if province == NONE else index.provinces[province]
