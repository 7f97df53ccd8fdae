"""Parks of the vocabulary as keys: by statistical code, else by name and province."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from extract.places.divisions import divisions
from kg.resolve.places import division_key
from ontology.vocabulary import Park, load_parks

_SHORTEST_PLACE = 2


def find_park(key: str | None) -> Park | None:
    """The park that an entity's vocabulary key means: its code, its `park_key`, or a name that no other park has."""
    return None if key is None else _by_key().get(key)


def park_key(park: Park) -> str:
    """The last part of the park's IRI."""
    return park.code or f"{park.province}-{park.name}"


def park_region(park: Park) -> str | None:
    """The key of the division that a park lies in, as near as is known: by its code the county, by the place that its
    name begins with in its province, else the province."""
    if park.county and (county := divisions().get(park.county)):
        return division_key(county.code)
    province = next(iter(divisions().named(park.province)), None)
    if province is None:
        return None
    inside = (
        [d for d in divisions().shortly(park.name[:end]) if divisions().within(d, province)]
        for end in range(len(park.name), _SHORTEST_PLACE - 1, -1)
    )
    found = next((places for places in inside if places), [province])
    return division_key(found[0].code) if len({d.lineage for d in found}) == 1 else division_key(province.code)


@cache
def _by_key() -> Mapping[str, Park]:
    names: dict[str, list[Park]] = {}
    for park in load_parks():
        names.setdefault(park.name, []).append(park)
    unique = {name: parks[0] for name, parks in names.items() if len(parks) == 1}
    return unique | {park_key(park): park for park in load_parks()}
