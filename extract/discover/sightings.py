"""What one document says of programmes that no vocabulary knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.discover.cues import DiscoverRules, load_rules
from extract.discover.names import is_name, key, written
from extract.document import Document
from ontology.records import OWN_REGION, Entity, Mention, Record
from ontology.vocabulary import load_levels

_STOP = re.compile(r"[。！？；\n]")
_CLAUSE = re.compile(r"[，。！？；：\n]")
_REACH = 90
_BEFORE = 16
_AFTER = 12
_OPEN, _CLOSE = "“‘「『\"'", "”’」』\"'"
_YEAR = re.compile(r"(?:19|20)\d\d")
_NATION = "中国"

Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of an unknown programme, `form` as written; `said` are the (facet, value) pairs that are told of it.

    `sentence` is the text around it on one line. `province` is where the document is from, '' if nobody knows;
    `national` is whether the State speaks, or is said to. `levels` are levels of government right before the name.
    """

    form: str
    doc: str
    start: int
    end: int
    sentence: str
    year: str
    province: str
    national: bool
    levels: tuple[str, ...]
    quoted: bool
    said: frozenset[Said]


def sightings(document: Document, record: Record) -> Iterator[Sighting]:
    """The mentions of unknown programmes in a document, given its record; offsets are those of its text layer."""
    rules = load_rules()
    holders = _holders(record, rules)
    whole = _whole(record)
    unknown = [e for e in record.entities if e.type == "Programme" and not e.vocabulary]
    found = [(m.start, -m.end, m, e) for e in unknown for m in e.mentions]
    reached: dict[str, int] = {}
    for start, _, mention, entity in sorted(found, key=lambda item: (item[:2], item[3].id)):
        form = _form(entity, mention)
        # A name is often read twice in one place, with its tail and without.
        if is_name(form) and reached.get(key(form), 0) <= start:
            reached[key(form)] = mention.end
            yield _sighting(document.text, form, mention, holders.get(entity.id, frozenset()), whole)


@dataclass(frozen=True, slots=True)
class _Whole:
    """What holds for all of a document."""

    doc: str
    year: str
    province: str
    national: bool


def _whole(record: Record) -> _Whole:
    years = [record.published or "", *record.period.report, *record.period.plan]
    year = next((found.group() for text in years if (found := _YEAR.match(text))), "")
    path = record.region.path if record.region else ""
    national = path == _NATION
    return _Whole(record.doc, year, "" if national else path.partition("/")[0], national)


def _form(entity: Entity, mention: Mention) -> str:
    """The mention as written where it is one of the entity's clean forms; else, in noisy text, the entity's name."""
    form = written(mention.text)
    return form if form in {written(f) for f in (entity.name, *entity.aliases)} else written(entity.name)


def _sighting(text: str, form: str, mention: Mention, held: frozenset[Said], whole: _Whole) -> Sighting:
    rules, (start, end) = load_rules(), (mention.start, mention.end)
    before = text[_last(_CLAUSE, text, max(0, start - _BEFORE), start) : start].rstrip(_OPEN)
    after = text[end : end + _AFTER].lstrip(_CLOSE).removeprefix("等")
    low = _last(_STOP, text, max(0, start - _REACH), start)
    stop = _STOP.search(text, end, end + _REACH)
    sentence = one_line(text[low : stop.end() if stop else end + _REACH])
    told = {(c.facet, c.value) for c in rules.cues if c.in_context(before, after, sentence)}
    levels = _levels(before, form)
    return Sighting(
        form, whole.doc, start, end, sentence, whole.year, whole.province,
        whole.national or "国家" in levels or before.endswith(rules.national),
        levels, _is_quoted(text, start, end), frozenset(told | held),
    )  # fmt: skip


def one_line(text: str) -> str:
    """Text of a document as one line without control characters, fit for a comment or a cell of a table."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _last(pattern: re.Pattern[str], text: str, low: int, high: int) -> int:
    """The end of the last match in `text[low:high]`, `low` where there is none."""
    return max((found.end() for found in pattern.finditer(text, low, high)), default=low)


def _is_quoted(text: str, start: int, end: int) -> bool:
    inside = text[start : start + 1] in tuple(_OPEN)
    around = text[max(0, start - 1) : start] in tuple(_OPEN) and text[end : end + 1] in tuple(_CLOSE)
    return inside or around


def _levels(before: str, form: str) -> tuple[str, ...]:
    """The level of government that a name is given in this place: by the word before it, or in front of it."""
    found = [
        level.label
        for level in load_levels()
        if before.endswith(level.words) or form.startswith(tuple(w for w in level.words if len(w) > 1))
    ]
    return tuple(found)


def _holders(record: Record, rules: DiscoverRules) -> Mapping[str, frozenset[Said]]:
    """By id of a programme, the kinds of holders that the relations of the document tell."""
    types = {entity.id: entity.type for entity in record.entities} | {OWN_REGION: "Region"}
    found: dict[str, set[Said]] = {}
    for relation in record.relations:
        holder = rules.holders_by_type.get(types.get(relation.subject, ""))
        if relation.predicate == "recognisedAs" and holder:
            found.setdefault(relation.object, set()).add(("holder", holder))
    return {programme: frozenset(pairs) for programme, pairs in found.items()}
