"""When a region took a programme up, as a text tells it by another's time (比朝阳市早三个月, 与全省同步): by counting,
once the whole text has told when the other did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from extract.numerals import whole
from extract.places import TimeMention
from extract.places.own_region import NATION_CODE
from extract.places.time_shifts import lies_within, moved
from extract.relations.adoption.actors import WHO, above, actors
from extract.relations.adoption.pairs import division_of, standing_for, unnamed_code
from extract.relations.adoption.readings import finding, programmes_in
from extract.relations.adoption.thread import Clause, Thread
from extract.relations.adoption.words import Step, is_plain, step_of
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.rules import compile_pattern
from extract.relations.skeleton import MentionRef
from extract.rules import read_rules

_FILE = "adoption.yaml"
_ADOPTED = ("ongoing", "achieved")
_N = r"(?:\d{1,3}|[一两二三四五六七八九十]{1,3}|半)"
_SPAN = (
    rf"(?:{_N}年(?:半|[零又]?{_N}个月)?|{_N}个半?(?:月|季度|星期)|{_N}(?:天|日|周|季度)"
    r"|[一两二三四五六七八九十]{1,3}月)"
)
_YEARS = re.compile(rf"(?P<years>{_N})年(?P<half>半)?(?:[零又]?(?P<months>{_N})个月)?")
_MONTHS, _DAYS = {"月": 1, "季度": 3}, {"天": 1, "日": 1, "周": 7, "星期": 7}
# What no comparison is without.
_MAY_COMPARE = re.compile("[早晚迟慢前先后快]|[同一][步时日天道起期月年并]")
_COUNTED = re.compile(rf"(?P<count>{_N})个?(?P<unit>月|季度|天|日|周|星期)")

# So many years, months or days later (`moved` knows the units); of 0 only how exact: the same day, month or year.
Gap = tuple[int, str]


class _Reading(NamedTuple):
    """That the division of a code took up a programme at a time, told at `at` of the text."""

    code: str
    programme: int
    time: str
    status: str
    at: int


class Comparison(NamedTuple):
    """That those of `who` took the programmes up so much later than `other` did, by a gap each; `who` is empty where it
    is whoever the sentence goes on about, `other` None where it is whoever was told of before."""

    clause: Clause
    who: tuple[MentionRef, ...]
    other: MentionRef | None
    gaps: tuple[Gap, ...]
    programmes: tuple[int, ...]
    status: str | None
    only: bool


@dataclass(slots=True)
class Ledger:
    """All that a text has told of who took what up when, and how they compare."""

    readings: list[_Reading] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)

    def note(self, view: DocumentView, found: Iterable[Finding]) -> None:
        """Keep what readings tell of divisions."""
        for f in found:
            code = code_read(view, f)
            if code and f.time and f.status in _ADOPTED:
                self.readings.append(_Reading(code, f.object, f.time, f.status, f.focus))

    def settle(self, view: DocumentView) -> Iterator[Finding]:
        """What comparisons tell, each once the time of one of its two is known."""
        waiting, progress = list(self.comparisons), True
        while waiting and progress:
            count = len(waiting)
            for comparison in list(waiting):
                if found := list(self._told(view, comparison)):
                    waiting.remove(comparison)
                    self.note(view, found)
                    yield from found
            progress = len(waiting) < count

    def _told(self, view: DocumentView, c: Comparison) -> Iterator[Finding]:
        who = [code for ref in c.who if (code := _code_of(view, ref))] or self._next_in(c)
        other = _code_of(view, c.other) if c.other else None
        for programme in c.programmes:
            base = self._nearest(c, programme, other, who)
            for code, gap in zip(who, c.gaps * len(who) if len(c.gaps) == 1 else c.gaps, strict=False):
                known = self._nearest(c, programme, code, ())
                time = _later(base.time, gap) if base else None
                if base and time and (not known or lies_within(time, known.time)):
                    yield _of(view, c, code, programme, time, base)
                elif known and other and not base and (time := _later(known.time, (-gap[0], gap[1]))):
                    yield _of(view, c, other, programme, time, known)

    def _next_in(self, c: Comparison) -> list[str]:
        """Who the sentence goes on about behind a comparison."""
        begin, end = c.clause.span[1], c.clause.skeleton.sentence.end
        return [r.code for r in self.readings if begin <= r.at < end][:1]

    def _nearest(self, c: Comparison, programme: int, code: str | None, others: Sequence[str]) -> _Reading | None:
        """The reading of a division that stands nearest before a comparison, else behind it; with no `code` the last
        before it that is of none of the `others`."""
        at = c.clause.span[0]
        fitting = [r for r in self.readings if r.programme == programme and (not code or r.code == code)]
        if not code:
            fitting = [r for r in fitting if r.at < at and r.code not in others]
        return min(fitting, key=lambda r: (r.at >= at, abs(r.at - at)), default=None)


def comparison_in(
    view: DocumentView, clause: Clause, inside: Sequence[TimeMention], thread: Thread
) -> Comparison | None:
    """What a clause tells of one region's time by that of another one."""
    text = clause.text
    match = next((m for p in _patterns() if (m := p.search(text))), None) if _MAY_COMPARE.search(text) else None
    if match is None or not is_plain(text):
        return None
    compared = "other" in match.groupdict()
    other = _other(view, clause, match, thread) if compared else None
    who, rule = _who(view, clause, match, thread)
    gaps = _gaps(match)
    if not gaps or (other is None and (compared or rule != "adoption")):
        return None
    begin, end = (clause.skeleton.offsets[clause.start + at] for at in match.span())
    apart = any(t.end <= begin or t.start >= end for t in inside)
    if apart and other is None:
        return None
    named = tuple(dict.fromkeys(r.entity for r in programmes_in(view, clause))) or thread.programmes
    step = step_of(clause.text)
    status = step.status if step and step.status in _ADOPTED else None
    thread.who = who if rule == "adoption" else thread.who
    return Comparison(clause, who, other, gaps, named, status, only=not apart)


def _who(
    view: DocumentView, clause: Clause, match: re.Match[str], thread: Thread
) -> tuple[tuple[MentionRef, ...], str]:
    """Who is told to be earlier or later: whom the clause names before that, or who acted before."""
    head = Clause(clause.skeleton, clause.start, clause.start + match.start())
    return actors(
        view, head, Step("achieved", len(head.text), len(head.text), without_object=True), thread, names=False
    )


def _other(view: DocumentView, clause: Clause, match: re.Match[str], thread: Thread) -> MentionRef | None:
    """The one compared to: a single name, or the region of a level that is meant (市里, 全省)."""
    if match["other"][-1] in WHO:
        group = clause.skeleton.group_at(clause.start + match.end("other") - 1)
        return group[0] if len(group) == 1 else None
    level = next(level for level, words in _compared()["levels"].items() if match["other"] in words)
    if level == "told":
        return thread.who[0] if len(thread.who) == 1 else None
    if level == "own":
        return MentionRef(clause.span[0], clause.span[0], "Region", OWN)
    if level == "nation":
        return standing_for(view, NATION_CODE, clause.span[0])
    if level in thread.by_level:
        return thread.by_level[level]
    inside = (*thread.who[:1], MentionRef(clause.span[0], clause.span[0], "Region", OWN))
    return next((r for who in inside if (r := above(view, clause, who, level))), None)


def _gaps(match: re.Match[str]) -> tuple[Gap, ...]:
    """How much later by each span that is told, below 0 for earlier; none where it is told only roughly."""
    told = match.groupdict()
    if same := told.get("same"):
        return ((0, same[-1]),)
    if told["rough"] or told["about"]:
        return ()
    sign = -1 if told["sooner"] else 1
    spans = [m.group() for m in re.finditer(_SPAN, told["spans"])]
    return tuple(gap for span in spans if (gap := _gap(span, sign)))


def _gap(span: str, sign: int) -> Gap | None:
    if found := _YEARS.match(span):
        months = whole(found["months"] or "") + 6 * bool(found["half"])
        years = whole(found["years"])
        if found["years"] == "半":
            return sign * 6, "个月"
        return (sign * (12 * years + months), "个月") if months else (sign * years, "年")
    if (found := _COUNTED.match(span)) and found["count"] != "半":
        months = found["unit"] in _MONTHS
        each = _MONTHS[found["unit"]] if months else _DAYS[found["unit"]]
        return sign * whole(found["count"]) * each, "个月" if months else "天"
    return None


def _later(time: str, gap: Gap) -> str | None:
    """A time so much later, as exact as it can be told; None where that is not known well enough."""
    by, unit = gap
    if by == 0:
        return time[: {"月": 7, "年": 4}.get(unit, len(time))]
    return None if "/" in time else moved(time, by, unit)


def _of(view: DocumentView, c: Comparison, code: str, programme: int, time: str, base: _Reading) -> Finding:
    actor = next((r for r in (*c.who, c.other) if r and _code_of(view, r) == code), None)
    actor = actor or standing_for(view, code, c.clause.span[0])
    return finding(c.clause, actor, programme, "adoption-compared", c.clause.span[0], c.status or base.status, time)


def code_read(view: DocumentView, f: Finding) -> str | None:
    """Code of the division that a reading is of, None where that is none."""
    return _code_meant(view, f.subject, f.place, f.start)


def code_meant(view: DocumentView, subject: int, place: str) -> str | None:
    """Code of the division of an entity or of OWN, or of the `place` for which that stands; None where there is
    none."""
    return _code_meant(view, subject, place, 0 if subject == OWN else view.groups[subject].spans[0][0])


def _code_meant(view: DocumentView, subject: int, place: str, at: int) -> str | None:
    kind = "Region" if subject == OWN else view.groups[subject].type
    return place or _code_of(view, MentionRef(at, at, kind, subject))


def _code_of(view: DocumentView, ref: MentionRef) -> str | None:
    if ref.entity < OWN:
        return unnamed_code(ref.entity)
    division = division_of(view, ref)
    return division.code if division else None


@cache
def _compared() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = read_rules("adoption")["compared"]
    return table


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Comparisons with a name, with a word for a region, and with nobody."""
    words = {key: "|".join(found) for key, found in _compared()["words"].items()}
    levels = "|".join(word for found in _compared()["levels"].values() for word in found)
    near = rf"[^，{WHO}]"
    spans = rf"(?P<spans>{_SPAN}(?:[、和]{_SPAN})*)(?P<about>{words['about']})?"
    by = rf"(?P<rough>{words['rough']})?(?:{words['full']})?{spans}"
    ahead = rf"(?:(?P<sooner>{words['ahead_of']})|{words['behind']})"
    forms = (
        rf"(?:{words['than']}){near}{{0,8}}?%s{near}{{0,8}}?(?:(?P<sooner>{words['sooner']})|{words['later']})了?{near}{{0,3}}?{by}",
        rf"{ahead}%s{near}{{0,6}}?{by}",
        rf"(?:{words['with']})%s{near}{{0,4}}?(?P<same>{words['same']})",
        rf"(?:(?P<sooner>早)|晚|迟|慢)了?%s{by}",
    )
    others = (f"(?P<other>[{WHO}]+)", f"(?P<other>{levels})")
    alone = rf"(?<=[{WHO}])(?:{words['filler']})*(?:(?P<sooner>早)|{words['later_alone']})了?{by}"
    return tuple(compile_pattern(form, _FILE) for form in (*(f % o for o in others for f in forms), alone))
