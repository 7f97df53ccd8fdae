"""Which thing a document's entity is: never by its name alone, unless such a name is given only once.

Conservative on purpose: two nodes that are one are mended by a merge, one node that is two misleads.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from extract.places.divisions import LEVELS, Division, divisions
from extract.places.english import called_in_english
from kg.resolve.agencies import agency_place
from kg.resolve.parks import find_park, park_key
from kg.resolve.places import division_key, is_code, leading_place
from kg.resolve.rules import is_masked, load_rules
from kg.resolve.times import record_year
from ontology.records import Entity, Record, stable_id

# 皖政〔2018〕3号: who issues, year, number. Brackets come in every style.
_NUMBER = re.compile(
    r"(?:^|[（(])([\u4e00-\u9fff]{1,12})[〔\[（(【]((?:19|20)\d\d)[〕\]）)】]第?0*(\d{1,5})号(?:[）)]|文?件?$)"
)


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """The last parts of a canonical entity's IRI: `zmi:<kind>/<key>`."""

    kind: str
    key: str


def identify(entity: Entity, record: Record) -> Identity:
    """The canonical entity that `entity` of `record` stands for.

    By its id in a vocabulary, a park by its statistical code; a region by its code, or a full name that no other
    division has; a policy by its document number; an enterprise by its full legal name; an agency by its region
    and office. Anything else is a thing of this document alone.
    """
    kind = entity.type.lower()
    if entity.type == "Region" and (code := _region_code(entity, record)):
        return Identity(kind, division_key(code))
    if entity.type == "Park" and (park := find_park(entity.vocabulary)):
        return Identity(kind, park_key(park))
    if entity.vocabulary:
        return Identity(kind, entity.vocabulary)
    sign = None if is_masked(entity.name) else _sign(entity, record)
    return Identity(kind, stable_id(entity.type, *sign) if sign else stable_id(entity.type, entity.name, record.id))


def _region_code(entity: Entity, record: Record) -> str | None:
    if entity.vocabulary and is_code(entity.vocabulary):
        return entity.vocabulary
    year = record_year(record)
    place, rest = leading_place(entity.name, year)
    if place and not rest:
        return place.code
    return _shortly(entity.name, record, place, rest, year)


def _shortly(name: str, record: Record, outer: Division | None, rest: str, year: int | None) -> str | None:
    """The code of the one division that a short or English name can mean where the document is from: 旬阳, 四川旬阳县,
    Hong Kong; None where it can be several."""
    if not rest.isascii():
        names = (rest if outer else name, *_behind_province(name))
        found = {d for text in names for d in (*divisions().named(text, year), *divisions().shortly(text, year))}
        found = {d for d in found if outer is None or divisions().within(d, outer)}
    else:
        found = set(called_in_english(name))
    own = record.region and divisions().get(record.region.code, year)
    near = {d for d in found if own and (divisions().within(d, own) or divisions().within(own, d))}
    widest = sorted(near or found, key=lambda d: LEVELS.index(d.level))
    one = len({d.lineage for d in near or found}) == 1 or (widest and widest[0].level == "province")
    return widest[0].code if one else None


def _behind_province(name: str) -> list[str]:
    """What follows a province's short name: 阿鲁科尔沁旗 of 内蒙古阿鲁科尔沁旗."""
    heads = (size for size in (2, 3) if any(d.level == "province" for d in divisions().shortly(name[:size])))
    return [name[size:] for size in heads if len(name) - size > 1]


def _sign(entity: Entity, record: Record) -> tuple[str, ...] | None:
    """What identifies the entity beyond its document, None where nothing does."""
    if entity.type == "Policy":
        return document_number(entity.name, *entity.aliases)
    if entity.type == "Enterprise":
        return full_legal_name(entity)
    if entity.type == "Agency":
        return agency_place(entity.name, record)
    return None


def document_number(*names: str) -> tuple[str, ...] | None:
    """The one number in the names of a policy, as issuer, year and number; None if there is none or several.

    >>> document_number('关于支持实体经济发展的若干意见（皖政〔2018〕3号）')
    ('皖政', '2018', '3')
    """
    found = {match.groups() for name in names for match in _NUMBER.finditer(name.strip())}
    return found.pop() if len(found) == 1 else None


def full_legal_name(entity: Entity) -> tuple[str, ...] | None:
    """The one registered name of an enterprise, its width and brackets made uniform; None if it has none or several."""
    found = {n for name in (entity.name, *entity.aliases) if _is_full_name(n := unicodedata.normalize("NFKC", name))}
    return (found.pop(),) if len(found) == 1 else None


def _is_full_name(name: str) -> bool:
    rules = load_rules()
    form = next((form for form in rules.legal_forms if name.endswith(form)), None)
    return form is not None and len(name) - len(form) >= rules.shortest_name
