"""From entries to claims: who holds which title at which level since when, at what stage, and where the holder is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.lists.columns import role_of
from extract.lists.model import Entry, Span, TitleList
from extract.read.dates import to_edtf
from extract.relations.claims import Claim, confidence_of
from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.relations.industry_headings import UNDER_HEADING
from extract.relations.skeleton import MentionRef
from extract.relations.status import levels_before
from extract.relations.titles import is_title
from extract.rules import read_rules, words
from ontology.records import LEVELS
from ontology.vocabulary import ProgrammeVocabulary

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:\s*年度?|(?!\d))")
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年度?")
_MASK = re.compile("[Xx×*]")
# So far above a list the text may name its title, where its heading does not.
_REACH = 800
_OPENING_LINES = 3
_LONGEST_HEADLINE = 80
_PROSE = re.compile("[，。；]")
_ROW, _HEADING, _PLACE = "list-row", "list-heading", "list-place"
# Columns that say more of a holder: what a cell names there, as which relation, by which rule.
_ALSO = {"industry": ("Industry", "inIndustry", "list-industry"), "site": ("Park", "inPark", "list-park")}
_CELLS = re.compile(r"\t| {2,}|\u3000")


@dataclass(frozen=True, slots=True)
class _Title:
    """A title, the cell or line that names it, and the levels said with it."""

    entity: int
    told_at: Span
    levels: tuple[str, ...]


def list_claims(view: DocumentView, lists: Iterable[TitleList], vocabulary: ProgrammeVocabulary) -> list[Claim]:
    """The claims of all lists, in order; a title that nobody can hold makes none."""
    reader = _Claims(view, vocabulary)
    return [claim for found in lists for claim in reader.of(found)]


def outside_lists(lists: Sequence[TitleList], findings: Iterable[Finding], placed: set[int]) -> Iterator[Finding]:
    """Readings of sentences, without those of rows of lists, which are no sentences.

    That a holder is in the own region stands, but for those `placed`, whose place the list tells; and so does what a
    heading over rows tells of them.
    """
    for f in findings:
        in_rows = any(low <= f.focus < high for low, high in (found.rows for found in lists))
        stands = f.rule == UNDER_HEADING or (f.predicate == "locatedIn" and f.subject not in placed)
        if not in_rows or stands:
            yield f


def with_listed(claims: Sequence[Claim], listed: Iterable[Claim]) -> list[Claim]:
    """All claims, those of one fact with one status, time and levels as one with the evidence of both."""
    known: dict[tuple[object, ...], Claim] = {}
    for claim in [*claims, *listed]:
        key = (claim.subject, claim.predicate, claim.object, claim.status, claim.time, tuple(claim.levels), claim.kind)
        first = known.setdefault(key, claim)
        if first is not claim:
            first.evidence += claim.evidence
            first.stage = first.stage or claim.stage
            first.confidence = max(first.confidence, claim.confidence)
    return list(known.values())


class _Claims:
    """Makes the claims of one document's lists."""

    def __init__(self, view: DocumentView, vocabulary: ProgrammeVocabulary) -> None:
        self._view = view
        self._vocabulary = vocabulary
        self._starts = [ref.start for ref in view.refs]
        self._at = {(ref.start, ref.end, ref.type): ref.entity for ref in view.refs}

    def of(self, found: TitleList) -> Iterator[Claim]:
        """The claims of one list: each holder's title or titles, then its place."""
        heading = self._heading_titles(found)
        for entry in found.entries:
            holder = self._at.get((*entry.name, entry.type))
            if holder is not None:
                for title in self._titles(entry) or heading:
                    yield self._recognised(holder, title, entry, found)
                yield from self._located(holder, entry)
                if entry.type == "Enterprise":
                    yield from self._also(holder, entry)

    def _text(self, span: Span) -> str:
        return self._view.text[slice(*span)]

    def _inside(self, span: Span, kind: str) -> list[MentionRef]:
        """Mentions of a type in a stretch, outer before inner."""
        first = bisect_left(self._starts, span[0])
        refs = self._view.refs[first : bisect_right(self._starts, span[1])]
        return [ref for ref in refs if ref.type == kind and ref.end <= span[1]]

    def _named(self, span: Span, whole: bool = True) -> list[_Title]:
        """The titles that a stretch names: those of the vocabulary, where it has one of them, else the outermost.

        `whole` is whether the stretch tells them as it is, else the line around each does.
        """
        refs = [r for r in self._inside(span, "Programme") if is_title(self._view.groups[r.entity], self._vocabulary)]
        known = [ref for ref in refs if self._view.groups[ref.entity].vocabulary]
        found = {ref.entity: ref for ref in known or refs[:1]}
        return [_Title(r.entity, span if whole else self._line(r), self._levels_of(r)) for r in found.values()]

    def _levels_of(self, ref: MentionRef) -> tuple[str, ...]:
        text = self._view.text
        return tuple(levels_before(text, ref.start, text[ref.start : ref.end]))

    def _titles(self, entry: Entry) -> list[_Title]:
        """Titles in the cells of a row, else in the heading of its group."""
        found = [title for span in entry.cells.get("title", ()) for title in self._named(span)]
        return found or (self._named(entry.groups["title"]) if "title" in entry.groups else [])

    def _heading_titles(self, found: TitleList) -> list[_Title]:
        """The title that the nearest line of the heading names, else the last line before it that speaks of a list."""
        for span in reversed(found.heading):
            line = self._text(span)
            titles = self._named(span)
            if titles and (_speaks_of_list(line) or _is_headline(line)):
                return titles
            if _is_headline(line) and _is_of_something(line):
                return []
        top = found.heading[0][0] if found.heading else found.rows[0]
        return [
            t for t in self._named((max(0, top - _REACH), top), whole=False) if _speaks_of_list(self._text(t.told_at))
        ][-1:]

    def _recognised(self, holder: int, title: _Title, entry: Entry, found: TitleList) -> Claim:
        stage, status = self._stage(entry, found)
        evidence = [(*entry.row, _ROW)]
        if not entry.row[0] <= title.told_at[0] < entry.row[1]:
            evidence.append((*title.told_at, _HEADING))
        levels = self._levels(entry) or list(title.levels) or self._heading_level(found)
        time = self._time(entry, found)
        return Claim(
            holder, "recognisedAs", title.entity, status, 0, time, stage, None, levels, confidence_of(_ROW), evidence
        )

    def _line(self, ref: MentionRef) -> Span:
        """The sentence around a title."""
        text = self._view.text
        start = max(text.rfind("\n", 0, ref.start), text.rfind("。", 0, ref.start)) + 1
        stops = [at for mark in "\n。" if (at := text.find(mark, ref.end)) >= 0]
        return start, min(stops, default=len(text))

    def _stage(self, entry: Entry, found: TitleList) -> tuple[str, str]:
        """Stage and status: as the row says, or its group, the heading, the first lines of the document."""
        said = [self._text(span) for span in entry.cells.get("result", ())]
        said += [self._text(span) for span in (*entry.cells.get("title", ()), *entry.groups.values())]
        opening = self._view.text.split("\n", _OPENING_LINES)[:_OPENING_LINES]
        above = [self._text(span) for span in reversed(found.heading)] + opening
        for text in (*said, *(line for line in above if _is_headline(line) and not _is_header(line))):
            for stage, status, pattern in _stages():
                if pattern.search(text):
                    return stage, status
        return "认定", "achieved"

    def _heading_level(self, found: TitleList) -> list[str]:
        """The level of a list whose heading names but one."""
        said = {level for span in found.heading for level in _levels_in(self._text(span))}
        return sorted(said) if len(said) == 1 else []

    def _levels(self, entry: Entry) -> list[str]:
        """Levels in the cells of a row, else in the heading of its group."""
        spans = entry.cells.get("level", ()) or [s for kind, s in entry.groups.items() if kind == "title"]
        said = {level for span in spans for level in _levels_in(self._text(span))}
        return [level for level in LEVELS if level in said]

    def _time(self, entry: Entry, found: TitleList) -> str | None:
        """When, as exactly as the row says, else the year that the heading of its group or of the list begins with."""
        for span in entry.cells.get("time", ()):
            if time := _time_in(self._text(span)):
                return time
        groups = [span for kind, span in entry.groups.items() if kind == "title"]
        for span in (*groups, *reversed(found.heading)):
            if year := _TITLE_YEAR.search(self._text(span)):
                return year[1]
        return None

    def _also(self, holder: int, entry: Entry) -> Iterator[Claim]:
        """The industry and the park of a firm, where the cells of such columns name one."""
        for role, (kind, predicate, rule) in _ALSO.items():
            refs = [ref for span in entry.cells.get(role, ()) for ref in self._inside(span, kind)]
            for entity in dict.fromkeys(ref.entity for ref in refs):
                told = [(*entry.row, rule)]
                yield Claim(holder, predicate, entity, "achieved", confidence=confidence_of(rule), evidence=told)

    def _located(self, holder: int, entry: Entry) -> Iterator[Claim]:
        """Where the holder is: each place that the row and the heading of its group tell, the outermost first."""
        spans = [*((entry.groups["place"],) if "place" in entry.groups else ()), *entry.cells.get("place", ())]
        for span in spans:
            if region := next(reversed(self._inside(span, "Region")), None):
                evidence = [(*entry.row, _PLACE)]
                if not entry.row[0] <= span[0] < entry.row[1]:
                    evidence.append((*span, _PLACE))
                sure = confidence_of(_PLACE)
                yield Claim(holder, "locatedIn", region.entity, "achieved", confidence=sure, evidence=evidence)


def _speaks_of_list(line: str) -> bool:
    return line.rstrip().endswith(("：", ":")) or any(word in line for word in words("title_lists", "headings"))


def _is_of_something(line: str) -> bool:
    """Whether a heading says what its list is of, be it no title that is known (规模以上企业名单)."""
    said = any(word in line for word in words("title_lists", "headings"))
    return said and len(re.findall("[\u4e00-\u9fff]", _of_any().sub("", line))) > 1


@cache
def _of_any() -> re.Pattern[str]:
    return re.compile("|".join(words("title_lists", "headings") + words("title_lists", "of_any")))


def _is_headline(line: str) -> bool:
    """Whether a line is a title: prose tells of more stages than one (经公示无异议，现予公布)."""
    return len(line) <= _LONGEST_HEADLINE and not _PROSE.search(line)


def _is_header(line: str) -> bool:
    """Whether a line is a row of names of columns, which say nothing of the list (推荐单位)."""
    cells = [cell for cell in _CELLS.split(line) if cell.strip()]
    return len(cells) > 1 and sum(role_of(cell) is not None for cell in cells) * 2 >= len(cells)


@cache
def _stages() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    found = read_rules("title_lists")["stages"]
    return tuple((entry["stage"], entry["status"], re.compile("|".join(entry["words"]))) for entry in found)


@cache
def _level_pattern() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = read_rules("title_lists")["levels"]
    return tuple((level, re.compile("|".join(words("title_lists", "levels", level)))) for level in table)


def _levels_in(said: str) -> Iterator[str]:
    """Levels that a cell or the heading of a group names; the shortest forms only where nothing else is said."""
    if len(said) <= 2:
        yield from (level for level, pattern in _level_pattern() if pattern.fullmatch(said))
        return
    yield from (level for level, _ in _level_pattern() if any(w in said for w in _long_forms(level)))


@cache
def _long_forms(level: str) -> tuple[str, ...]:
    return tuple(word for word in words("title_lists", "levels", level) if len(word) > 1)


def _time_in(said: str) -> str | None:
    """A date in a cell, as exact as it is; None where it is none, masked or no time of this world."""
    if _MASK.search(said):
        return None
    try:
        return to_edtf(said.replace(" ", ""))
    except ValueError:
        years = _YEAR.findall(said)
        return years[0] if len(set(years)) == 1 else None


def placed_holders(view: DocumentView, claims: Iterable[Claim]) -> set[int]:
    """The holders whose place a list tells, but for those in a township of the own region, who are in both."""
    told = [claim for claim in claims if claim.predicate == "locatedIn"]
    return {claim.subject for claim in told if not _in_own_town(view, claim.object)}


def _in_own_town(view: DocumentView, place: int) -> bool:
    own = view.own.code if view.own is not None and view.own.resolved else None
    return place in view.towns and own in view.codes.get(place, ())[:1]
