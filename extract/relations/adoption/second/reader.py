"""What the second reader adds to the adoptions that rules read, and what of these it does not believe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.log_linear import LogLinearModel
from extract.places import TimeMention
from extract.relations.adoption.compared import code_meant, code_read
from extract.relations.adoption.pairs import standing_for, unnamed_code
from extract.relations.adoption.second.candidates import Candidate, candidates, is_within
from extract.relations.adoption.second.features import features
from extract.relations.adoption.second.marked import Span
from extract.relations.adoption.words import pattern, step_of
from extract.relations.claims import Claim
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.second.reader import BY_MODEL
from extract.relations.skeleton import Skeleton, build_skeleton
from extract.rules import RuleError, read_rules

BY_RULE = "adoption"
# The sign of a time, and what may stand beside it (2018年2月起).
_TIME_ALONE = 2
RULE = BY_MODEL + BY_RULE
# The two questions that the model answers of a candidate.
ADOPTED, PLANNED = "adopted", "planned"
Told = Mapping[tuple[str | None, int], set[str]]
STATUSES = {ADOPTED: ("ongoing", "achieved"), PLANNED: ("planned",)}


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate and how likely it is that the region took the programme up then, or planned to."""

    candidate: Candidate
    question: str
    probability: float


def judge_adoptions(
    view: DocumentView, times: Sequence[TimeMention], published: str | None, model: LogLinearModel
) -> list[Judged]:
    """Every candidate of a text with the probability of either question."""
    found = []
    for one in candidates(view, times, published):
        seen = features(one)
        found += [Judged(one, question, model.readers[question].probability(seen)) for question in STATUSES]
    return found


def is_likely(one: Judged) -> bool:
    """Whether a candidate is likely enough to be said."""
    return one.probability >= thresholds()["least"]


def told_in(view: DocumentView, claims: Iterable[Claim]) -> Told:
    """The times of the dated adoptions that claims tell, by the code of the region and the programme."""
    told: dict[tuple[str | None, int], set[str]] = {}
    for c in claims:
        if c.predicate == "implements" and c.time and (not c.talk or c.status == "ended"):
            told.setdefault((code_meant(view, c.subject, c.place), c.object), set()).add(c.time)
    return told


def believed(view: DocumentView, found: Iterable[Finding], judged: Sequence[Judged]) -> list[Finding]:
    """The readings but for adoptions by rule whose region and time the model finds most unlikely; a plan loses its time
    only, as somebody plans it whenever."""
    likely: dict[tuple[str | None, int, str | None, str | None], float] = {}
    for one in judged:
        c = one.candidate
        for status in STATUSES[one.question]:
            known = (c.who.code, c.programme, c.time.edtf, status)
            likely[known] = max(one.probability, likely.get(known, 0.0))
    kept = []
    for f in found:
        key = (code_read(view, f), f.object, f.time, f.status)
        if not f.rule.startswith(BY_RULE) or likely.get(key, 1.0) >= thresholds()["doubt"]:
            kept.append(f)
        elif f.status in STATUSES[PLANNED]:
            kept.append(replace(f, time=None))
    return kept


def more_adoptions(
    view: DocumentView, skeletons: Iterable[Skeleton], told: Told, judged: Sequence[Judged]
) -> Iterator[Finding]:
    """Readings of the likeliest time of each region and programme of which no rule has `told`, in order; none of what
    is only reported, and none of a region for a part of it of which a rule tells that time (吐鲁番市在高昌区试点)."""
    best: dict[tuple[str, int, str], Judged] = {}
    for one in sorted(filter(is_likely, judged), key=lambda j: (-j.probability, j.candidate.at)):
        c = one.candidate
        spoken_for = _is_reported(c) or _came_to_nothing(c) or _has_part(c, told) or _is_of_another(c, told)
        if (c.who.code, c.programme) not in told and not spoken_for:
            best.setdefault((c.who.code, c.programme, one.question), one)
    known = {s.sentence.start: s for s in skeletons} if best else {}
    for one in sorted(best.values(), key=lambda j: (j.candidate.at, j.candidate.who.code, j.question)):
        yield _finding(view, known, one)


def _is_reported(c: Candidate) -> bool:
    """Whether a sentence tells a candidate's time as hearsay or a wish."""
    before = c.scene.worded((c.sentence[0], c.clause[0])).split("，")
    return any(pattern("reported").search(clause) for clause in before)


def _came_to_nothing(c: Candidate) -> bool:
    """Whether a sentence goes on to tell that nothing came of it, or tells in that clause of a visit or a wish."""
    clause, behind = c.scene.worded(_telling(c)), c.scene.worded((c.clause[1], c.sentence[1]))
    return pattern("fizzled").search(behind) is not None or pattern("none").search(clause) is not None


def _telling(c: Candidate) -> Span:
    """The clause of a candidate's time, with the one behind it where it has nothing but the time: 2018年2月，…"""
    start, end = c.clause
    return (start, c.scene.clause(end + 1)[1]) if c.at == start and end - start <= _TIME_ALONE else c.clause


def _is_of_another(c: Candidate, told: Told) -> bool:
    """Whether rules tell that region and time of another programme, and the clause names none itself."""
    if c.scene.programmes_in(c.clause):
        return False
    others = (times for (code, programme), times in told.items() if code == c.who.code and programme != c.programme)
    return any(c.time.edtf in times for times in others)


def _has_part(c: Candidate, told: Told) -> bool:
    """Whether rules tell that time of a part of a candidate's region."""
    same = (code for (code, programme), times in told.items() if programme == c.programme and c.time.edtf in times)
    return any(code is not None and is_within(code, c.who.code) for code in same)


def _finding(view: DocumentView, known: dict[int, Skeleton], one: Judged) -> Finding:
    c = one.candidate
    begin, end = (c.scene.offsets[at] for at in c.clause)
    actor = standing_for(view, c.who.code, c.time.start)
    sentence = next(s for s in view.sentences if s.start <= c.time.start < s.end)
    skeleton = known.get(sentence.start) or build_skeleton(view.text, sentence, ())
    if c.who.at is not None and c.sentence[0] <= c.who.at:
        begin, end = min(begin, c.scene.offsets[c.who.at]), max(end, c.scene.offsets[c.who.at + 1])
    place = unnamed_code(actor.entity) if actor.entity < OWN else ""
    return Finding(
        max(actor.entity, OWN), "implements", c.programme, RULE, begin, end, c.time.start, skeleton, _status(one),
        time=c.time.edtf, told=True, place=place, confidence=round(one.probability, 3),
    )  # fmt: skip


def _status(one: Judged) -> str:
    """Planned where that is the question, else on trial where the clause says so."""
    if one.question == PLANNED:
        return "planned"
    step = step_of(one.candidate.scene.worded(one.candidate.clause))
    return "ongoing" if step is not None and step.status == "ongoing" else "achieved"


@cache
def thresholds() -> dict[str, float]:
    """The probabilities `least` and `doubt` of `rules/adoption_model.yaml`; raises RuleError where they are none."""
    table = read_rules("adoption_model")
    found = {key: table.get(key) for key in ("least", "doubt")}
    if not all(isinstance(value, float) and 0 <= value <= 1 for value in found.values()):
        raise RuleError("adoption_model.yaml: least and doubt are probabilities, 0 to 1")
    return {key: float(value) for key, value in found.items() if value is not None}
