"""The region that a document speaks for, from what is stated about it and all that its text gives away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from extract.entities.lexicon import either
from extract.places.divisions import Division, divisions
from extract.places.mentions import find_place_names, find_region_mentions
from extract.places.region_clues import Clue, find_clues, find_township_clues
from extract.places.region_levels import LEVELS, level_votes, own_level
from extract.places.wordlists import word_lists

NATION_PATH, NATION_CODE = "中国", "000000"
_MUNICIPALITIES = ("110000", "120000", "310000", "500000")
# A part must hold this share of all that points below its whole, or lead the next part by this factor, and weigh
# this much beside the whole itself.
_SHARE, _BESIDE, _LEAD = 0.6, 0.45, 3.0
_LEAST = 0.6
_EVIDENCE = 5
# Votes from which a text is taken to speak for the nation, if no lower level has as many.
_NATION, _SURELY_NATION = 1.5, 5.0
_OPENING = 250


@dataclass(frozen=True, slots=True)
class OwnRegion:
    """The answer: full `path` and `code` of where the region is or lies, its own `level` (province, city, county,
    None where untold), whether the two meet, `basis` stated or inferred, a confidence, and stretches of the
    cleaned text that tell (none where only the title or the metadata do).
    """

    path: str
    code: str
    level: str | None
    resolved: bool
    basis: str
    confidence: float
    evidence: tuple[tuple[int, int], ...] = ()


def infer_region(
    text: str, title: str | None = None, stated: str | None = None, published: str | None = None
) -> OwnRegion | None:
    """The region that the cleaned `text` speaks for, or None where nothing tells.

    `stated` is a name or path from metadata and beats guesses: the text can only add depth below it.
    `published` (EDTF) selects the divisions of its year. A text of the whole nation has the path 中国, code
    000000 and no level.
    """
    year = int(published[:4]) if published else None
    votes = level_votes(text)
    level = own_level(votes)
    if stated == NATION_PATH or (stated is None and _speaks_for_nation(text, title, votes)):
        return OwnRegion(NATION_PATH, NATION_CODE, None, True, "stated", 0.97 if stated else 0.8)
    scope = _division_of(stated, year) if stated else None
    clues = find_clues(text, title, year)
    if not _names_county(clues, scope) and level in ("county", "district", None):
        clues += find_township_clues(text, year)
    fit = [c for c in clues if _fits(c, scope, level)]
    told = _Tally(_coherent(fit), year).answer(scope, level)
    # A city that is named nowhere, in a text that speaks of its province more often than of it.
    if told and level == "city" and not told.resolved and _of_province(votes):
        return _Tally(_coherent([c for c in clues if _fits(c, scope, "province")]), year).answer(scope, "province")
    return told


def _of_province(votes: dict[str, float]) -> bool:
    return own_level({**votes, "city": 0.0}) == "province" and votes["province"] > votes["city"]


def _speaks_for_nation(text: str, title: str | None, votes: dict[str, float]) -> bool:
    if title and _nation_s_title().match(title) and not any(m.candidates for m in find_region_mentions(title)):
        return True
    if votes["nation"] < _NATION or votes["nation"] <= _lower(votes):
        return False
    opening = f"{title or ''}\n{text[:_OPENING]}"
    first = level_votes(opening)
    if _lower(first) > first["nation"]:
        return False
    return first["nation"] >= _SURELY_NATION or not any(m.candidates for m in find_region_mentions(opening))


@cache
def _nation_s_title() -> re.Pattern[str]:
    """The opening of a title that the nation's government has signed (2003年国务院政府工作报告)."""
    offices = either((*word_lists("region_cues")["office_nation"], "国务院"))
    return re.compile(rf"\s*(?:\d{{4}}年)?(?:中华人民共和国)?(?:{offices})(?!门)")


def _lower(votes: dict[str, float]) -> float:
    return sum(votes[level] for level in LEVELS)


def _division_of(stated: str, year: int | None) -> Division | None:
    """The deepest division that a stated name or path means; None where it is no division's."""
    found = [m for m in find_place_names(stated.replace("/", ""), year) if m.candidates]
    return divisions().get(found[-1].candidates[0], year) if found else None


def _names_county(clues: Sequence[Clue], scope: Division | None) -> bool:
    names = [c for c in clues if c.kind in ("name", "title") and c.division.level == "county"]
    return bool(names) and max(c.weight for c in names) >= 1 or (scope is not None and scope.level == "county")


def _fits(clue: Clue, scope: Division | None, level: str | None) -> bool:
    if scope is not None and not divisions().within(clue.division, scope):
        return False
    if clue.kind != "township":
        return True
    endings = {"county": ("县", "旗"), "district": ("区",)}.get(level or "", ("县", "旗", "区", "市"))
    return clue.division.name.endswith(endings)


def _coherent(clues: Sequence[Clue]) -> list[Clue]:
    """The clues, where each township is only taken for that of the counties that explain most townships."""
    townships = [c for c in clues if c.kind == "township"]
    explained: dict[str, set[int]] = defaultdict(set)
    most: dict[int, int] = defaultdict(int)
    for clue in townships:
        explained[clue.division.lineage].add(clue.start)
    for clue in townships:
        most[clue.start] = max(most[clue.start], len(explained[clue.division.lineage]))
    return [c for c in clues if c.kind != "township" or len(explained[c.division.lineage]) == most[c.start]]


class _Tally:
    """Weights of clues on divisions and all above them, and the walk down to where they agree."""

    def __init__(self, clues: Sequence[Clue], year: int | None) -> None:
        self.clues = clues
        self.year = year
        self.own: dict[str, float] = defaultdict(float)
        self.total: dict[str, float] = defaultdict(float)
        self.by_lineage: dict[str, Division] = {}
        self._in_full = {c.division for c in clues if c.end - c.start == len(c.division.name)}
        for clue in clues:
            if clue.kind in ("name", "title"):
                self.own[clue.division.lineage] += clue.weight
            for d in divisions().chain(clue.division, year):
                self.by_lineage[d.lineage] = self._version(d)
                self.total[d.lineage] += clue.weight

    def _version(self, division: Division) -> Division:
        """The version of its lineage that is meant: as of the year, as a text also names what its place was called
        before (玉环县 in one of 玉环市); without a year, the one that the text names in full (射洪县)."""
        meant = divisions().version(division, self.year)
        named = [d for d in divisions().lineage(division) if d in self._in_full]
        return named[-1] if self.year is None and named and meant not in named else meant

    def answer(self, scope: Division | None, level: str | None) -> OwnRegion | None:
        """The division where the clues agree, within `scope`, no deeper than `level` allows."""
        place, share = (scope, 1.0) if scope else self._best(self._parts(""), 0.0)
        if place is None:
            return None
        while (below := self._best(self._parts(place.code), self._beside(place, level)))[0] is not None:
            if not _may_enter(below[0], level):
                break
            place, share = below[0], share * below[1]
        return self._told(place, share, scope, level)

    def _parts(self, code: str) -> list[Division]:
        return sorted(d for d in self.by_lineage.values() if d.parent == code)

    def _beside(self, place: Division, level: str | None) -> float:
        deeper = level in ("county", "district") or (level == "city" and place.level == "province")
        return self.own[place.lineage] * (0.1 if deeper else _BESIDE)

    def _best(self, parts: Iterable[Division], beside: float) -> tuple[Division | None, float]:
        ranked = sorted(parts, key=lambda d: (-self.total[d.lineage], d.code))
        if not ranked:
            return None, 0.0
        weight = self.total[ranked[0].lineage]
        share = weight / sum(self.total[d.lineage] for d in ranked)
        rival = self.total[ranked[1].lineage] if len(ranked) > 1 else 0.0
        if weight < max(_LEAST, beside) or (share < _SHARE and weight < _LEAD * rival):
            return None, 0.0
        return ranked[0], share

    def _told(self, place: Division, share: float, scope: Division | None, level: str | None) -> OwnRegion:
        told = [c for c in self.clues if divisions().within(c.division, place)]
        named = any(c.division.lineage == place.lineage and c.kind in ("name", "title") for c in told)
        stated = scope is not None and scope.lineage == place.lineage
        own = place.level if level is None or place.code in _MUNICIPALITIES else _level_of(place, level)
        confidence = 0.97 if stated else _confidence(self.total[place.lineage], share, named)
        best = sorted((c for c in told if c.end), key=lambda c: (-c.weight, c.start))[:_EVIDENCE]
        return OwnRegion(
            divisions().path(place.code, self.year), place.code, own, own == place.level,
            "stated" if named or stated else "inferred", confidence,
            tuple(sorted({(c.start, c.end) for c in best})),
        )  # fmt: skip


def _may_enter(place: Division, level: str | None) -> bool:
    """Whether a document of this level may be that of `place`: 我市 may also be a city of county level."""
    if level == "province":
        return False
    return level != "city" or place.level == "city" or place.name.endswith("市")


def _level_of(place: Division, level: str) -> str:
    if level == "city" and place.level == "county" and place.name.endswith("市"):
        return "county"
    return "county" if level == "district" else level


def _confidence(weight: float, share: float, named: bool) -> float:
    """Grows with the evidence and the agreement; a name weighs more than what must be inferred."""
    certainty = share * weight / (weight + 1.0)
    return round(min(0.97, (0.45 if named else 0.3) + (0.52 if named else 0.6) * certainty), 2)
