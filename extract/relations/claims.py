"""From readings to claims: one claim a fact, with the strongest status, all its levels and all its evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, takewhile

from extract.places import TimeMention
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.progress import Status
from extract.relations.skeleton import Skeleton
from extract.relations.spot import spot_of
from extract.relations.states import states_of
from extract.relations.status import levels_before, status_of
from extract.rules import any_of, read_rules, words
from extract.structure import clause_around
from ontology.records import LEVELS

# Between two readings of one fact the stronger tells its status; what words say outranks a default.
_STRENGTH = {"ended": 10, "achieved": 6, "ongoing": 5, "planned": 2, "mentioned": 1}
_DEFAULT_ACHIEVED = 4
# Of these a report tells what was done and, in its plans, what is to come: two claims.
_DONE_AND_AHEAD = ("implements", "develops")
_WITH_LEVELS = ("recognisedAs", "implements", "nextStage")
_STAGES = {
    "公示": re.compile("公示"),
    "推荐": re.compile("推荐"),
    "申报": re.compile("申报"),
    "复核通过": re.compile("复核"),
    "培育": re.compile("培育"),
    "入库": re.compile("入库|入选.{0,6}库"),
    "取消": re.compile("取消|撤销"),
    "到期": re.compile("到期"),
}
_BREAK = re.compile("[，。；（）]")
_NEW = re.compile("新增|净增|新(?:认定|获评|获批|入选|培育|通过|建|创建)")
_NUMBER = r"(?P<value>\d+(?:\.\d+)?|[Xx×*]+)(?P<myriad>万)?[余多]?(?P<unit>家|个|户|项)(?!次)"
_QUANTITY = re.compile(
    r"(?:中小)?(?:企业|称号|单位|培育)?(?:（[^（）]{1,8}）)?(?P<more>新增|净增)?"
    rf"(?P<stock>(?:总数|总量|数量|累计|已|共|稳定在|突破|超过?|达到?|增至|增加到)*)[近约]?{_NUMBER}"
)


@dataclass(slots=True)
class Claim:
    """A fact of the document with what is said of it; ends are entity numbers or OWN, spans are of cleaned text.

    `place` is the code of a division that the text does not name, which OWN stands for; `talk` tells that all readings
    only talk of a programme.
    """

    subject: int
    predicate: str
    object: int
    status: str
    strength: int = 0
    time: str | None = None
    stage: str | None = None
    quantity: tuple[float | None, str, str] | None = None
    levels: list[str] = field(default_factory=list)
    confidence: float = 0.0
    evidence: list[tuple[int, int, str]] = field(default_factory=list)
    kind: str | None = None
    told: bool = False
    ahead: bool = False
    place: str = ""
    talk: bool = True


def make_claims(
    view: DocumentView, findings: Iterable[Finding], times: Sequence[TimeMention], skeletons: Iterable[Skeleton]
) -> list[Claim]:
    """Claims in order of their first evidence; all `skeletons` tell how far things are. Readings of one fact at one
    time, or at none, are one claim of the strongest status; what is said of two times, or done and planned on, are two
    claims."""
    claims: dict[tuple[int, str, int, str | None, str], list[Claim]] = {}
    findings = list(findings)
    states = states_of(findings, skeletons)
    points = [t for t in times if t.kind in ("date", "month", "year", "relative") and not is_background(view.text, t)]
    for f in sorted(findings, key=lambda f: (f.focus, f.start, f.end, f.rule)):
        subject = OWN if f.subject != OWN and view.is_own(f.subject) else f.subject
        target = OWN if f.object != OWN and view.is_own(f.object) else f.object
        if subject != target:
            kind = "Region" if subject == OWN else view.groups[subject].type
            told = Status(f.status, said=True) if f.told and f.status else states.of(f)
            status = told or status_of(spot_of(f.skeleton, f.focus), f.predicate, kind, f.status)
            if f.predicate == "recognisedAs" and status.value == "achieved" and _waits(view, f):
                status = Status("ongoing", said=True)
            time = f.time if f.told else _time(f, points)
            known = claims.setdefault((subject, f.predicate, target, f.kind, f.place), [])
            read = Claim(
                subject, f.predicate, target, status.value, time=time, told=f.told, ahead=_ahead(f, status),
                place=f.place,
            )  # fmt: skip
            claim = _claim(known, read)
            claim.talk &= f.talk
            _strengthen(view, claim, f, status, time)
    return [claim for known in claims.values() for claim in _united(known)]


def _waits(view: DocumentView, f: Finding) -> bool:
    """Whether a title is a list of those who are to be cultivated for one, by its name here or in general."""
    if f.object == OWN:
        return False
    at = bisect_left(view.refs, f.focus, key=lambda r: r.start)
    here = takewhile(lambda r: r.start == f.focus, islice(view.refs, at, None))
    names = [view.names[f.object], *(view.text[r.start : r.end].rstrip("”’") for r in here)]
    return any(name.endswith(words("status", "waiting_lists")) for name in names)


def is_background(text: str, time: TimeMention) -> bool:
    """Whether a time is told for comparison only: 与1月提出设想时相比, 从2017年的35家增加到310家."""
    counted_from = text.startswith(words("status", "base_before"), max(0, time.start - 1))
    if counted_from and any_of("status", "growth").match(text, time.end):
        return True
    clause = re.split("[，。；！？\n]", text[time.end : time.end + 16])[0]
    return any(word in clause for word in words("status", "background"))


def _ahead(f: Finding, status: Status) -> bool:
    """Whether a section of plans, or the clauses of a policy, intend what a review may tell of as done, too. To go on
    with a deed is no other one: who plans to go on carries it out."""
    intends = f.skeleton.sentence.role in ("plan", "provision") and status.value == "planned"
    if not intends or f.predicate not in _DONE_AND_AHEAD:
        return False
    return (
        f.predicate != "implements" or any_of("status", "going_on").search(spot_of(f.skeleton, f.focus).clause) is None
    )


def _claim(known: list[Claim], read: Claim) -> Claim:
    """The claim of a fact that what was `read` belongs to, a new one where it is of another time than all, or of plans
    ahead of what was done, or where it or they are told apart and of another status."""
    fitting = [c for c in known if read.time is None or c.time is None or c.time == read.time]
    fitting = [c for c in fitting if c.status == read.status or not (read.told or c.told)]
    fitting = [c for c in fitting if c.ahead == read.ahead or "mentioned" in (c.status, read.status)]
    if not fitting:
        # What is read strengthens it from here on.
        read.status, read.time = "mentioned", None
        known.append(read)
        return read
    return fitting[0]


def _united(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, those that came to say the same as one; one without a time that only the default calls achieved goes
    with what the text tells of an adoption."""
    told = next((c for c in claims if c.told and c.status in ("ongoing", "achieved")), None)
    same: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda c: c is not told):
        plain = told is not None and claim.time is None and not claim.told and claim.strength <= _DEFAULT_ACHIEVED
        first = (
            told if told is not None and plain else same.setdefault((claim.status, claim.time, *claim.levels), claim)
        )
        if first is not claim:
            first.evidence = sorted([*first.evidence, *claim.evidence])
            first.quantity = first.quantity or claim.quantity
            first.confidence = max(first.confidence, claim.confidence)
    yield from sorted(same.values(), key=lambda c: c.evidence[0])


def _strengthen(view: DocumentView, claim: Claim, f: Finding, status: Status, time: str | None) -> None:
    strength = _STRENGTH[status.value] if status.said or status.value != "achieved" else _DEFAULT_ACHIEVED
    if strength > claim.strength:
        claim.status, claim.strength = status.value, strength
        claim.stage = f.stage or (_stage(view.text, f, status.value) if f.predicate == "recognisedAs" else None)
    claim.time = claim.time or time
    claim.kind = f.kind
    surface = view.text[f.focus : f.end]
    if f.predicate in _WITH_LEVELS:
        claim.levels = _ordered({*claim.levels, *levels_before(view.text, f.focus, surface)})
    claim.quantity = claim.quantity or _quantity(view, f)
    sure = confidence_of(f.rule) if f.confidence is None else f.confidence
    claim.confidence = max(claim.confidence, sure)
    claim.evidence.append((f.start, f.end, f.rule))


def _ordered(levels: set[str]) -> list[str]:
    return [level for level in LEVELS if level in levels]


def _stage(text: str, f: Finding, status: str) -> str | None:
    quote = text[f.start : clause_around(text, f.skeleton.sentence, f.start, f.end)[1]]
    if status == "achieved":
        return "复核通过" if "复核" in quote else "认定"
    found = next((stage for stage, pattern in _STAGES.items() if pattern.search(quote)), None)
    return found if status != "ended" or found in ("取消", "到期") else None


def _time(f: Finding, times: Sequence[TimeMention]) -> str | None:
    """The time said in the sentence nearest before the object, else the first after it in the evidence."""
    at = bisect_left(times, f.focus, key=lambda t: t.start)
    if at and times[at - 1].start >= f.skeleton.sentence.start:
        return times[at - 1].edtf
    return times[at].edtf if at < len(times) and times[at].start < f.end else None


def _quantity(view: DocumentView, f: Finding) -> tuple[float | None, str, str] | None:
    """How many unnamed holders a title has (新增省企业技术中心3家, 建成40家智能工厂), masked counts as None."""
    if f.predicate != "implements" or f.subject != OWN:
        return None
    first = bisect_left(view.refs, f.focus, key=lambda r: r.start)
    ref = next((r for r in islice(view.refs, first, None) if r.entity == f.object), None)
    if ref is None:
        return None
    behind = _QUANTITY.match(view.text, ref.end)
    match = behind or _number_before().search(view.text, max(f.start, ref.start - 20), ref.start)
    if match is None:
        return None
    said = _BREAK.split(view.text[f.start : ref.start])[-1]
    new = _NEW.search(said) is not None and not (behind and behind.group("stock"))
    kind = "flow" if new or (behind and behind.group("more")) else "stock"
    value = match.group("value")
    number = float(value) * (10_000 if match.group("myriad") else 1) if value[0].isdigit() else None
    return (number, match.group("unit"), kind)


@cache
def _number_before() -> re.Pattern[str]:
    """A number of holders right before a title, behind a verb of having or getting them."""
    verbs = "|".join(words("defaults", "having"))
    return re.compile(rf"(?:{verbs}){_NUMBER}(?:以上|左右)?(?:[国省市县]家?级?|自治区级?)?[“‘]?$")


@cache
def confidence_of(rule: str) -> float:
    """The smoothed precision of a rule, from `rules/confidence.yaml`; its prior where it was never measured."""
    table = read_rules("confidence")
    hits, n = table["rules"].get(rule, (0, 0))
    prior, weight = table["prior"], table["prior_weight"]
    smoothed: float = (hits + prior * weight) / (n + weight)
    return round(smoothed, 3)


def measured(rule: str) -> tuple[int, int] | None:
    """How often a rule was right, and how often it was read; None where it was never measured."""
    found = read_rules("confidence")["rules"].get(rule)
    return None if found is None else (found[0], found[1])
