"""Parks of the vocabulary as keys: by statistical code, else by name and province."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ontology.vocabulary import Park, load_parks


def find_park(key: str | None) -> Park | None:
    """The park that an entity's vocabulary key means: its code, its `park_key`, or a name that no other park has."""
    return None if key is None else _by_key().get(key)


def park_key(park: Park) -> str:
    """The last part of the park's IRI."""
    return park.code or f"{park.province}-{park.name}"


@cache
def _by_key() -> Mapping[str, Park]:
    names: dict[str, list[Park]] = {}
    for park in load_parks():
        names.setdefault(park.name, []).append(park)
    unique = {name: parks[0] for name, parks in names.items() if len(parks) == 1}
    return unique | {park_key(park): park for park in load_parks()}
