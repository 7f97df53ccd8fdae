"""Where a text names a region: full and short names of divisions, townships, economic regions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.places.divisions import Division, divisions
from extract.places.gazetteer import ECONOMIC, FULL, SHORT, TOWNSHIP, candidates, gazetteer, needs_context
from extract.places.letters import letters_of_provinces
from extract.places.slogans import in_slogans
from extract.places.wordlists import word_lists

# How far behind a name the rest of an organisation's or a park's name may reach.
_TAIL = 22
_LIST_GAP = re.compile(r"[、，]?(?:和|与|及|以及|或)?")
# 岚皋的多层厂房、汉滨的体制创新: a list of short phrases that each begin with a place.
_PHRASE_GAP = re.compile(r"的[^，。；、\n]{1,12}、")
_WORD = re.compile(r"\w")
# 【天长】工作队进驻企业; 巩义：2019年6月.
_LABEL = re.compile(r"【.+】|(?:[●◆■▲★◇□○•·]|^|\n).+[：:]", re.S)
# What happened there is told at a time: ；新密同年试点.
_CLAUSE_BEGINS = re.compile(r"[，。；：、！？（“\n\s●◆■▲]|[和与及但而至于]")
_TIME_BEHIND = re.compile(
    r"则?[于自从在早直是]*(?:(?:19|20)\d\d年|[去今前同次当翌明]年|\d{1,2}月(?!份?额)|拟|计划|预计|打算|稍|随后|慢|早|晚|尚|暂)"
)
# … and what places head.
_HEADS = re.compile(r"[，。；\n]")
# So many places of a prefecture make a text tell of its places.
_ENOUGH_BESIDE = 2


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A stretch of the cleaned text that names a region.

    `kind` is full, short, township or economic. `name` is the full name where all candidates share one, else
    the stretch itself. `candidates` are codes of the divisions it may mean, most likely first (for a township
    the counties that have one of that name; none for an economic region). `inside` tells that the name only
    stands in a longer one: `organisation` (四川长虹集团公司) or `park` (大田经济开发区).
    """

    start: int
    end: int
    text: str
    name: str
    kind: str
    candidates: tuple[str, ...]
    inside: str | None = None


@dataclass(slots=True)
class _Hit:
    start: int
    end: int
    text: str
    kind: str
    options: tuple[Division, ...]
    chained: bool = False


def find_region_mentions(text: str, year: int | None = None) -> list[RegionMention]:
    """The regions that `text` (cleaned, simplified) mentions as such, in order, without overlap.

    Names are resolved as of `year` (None: today). A chain such as 浙江省台州市仙居县 gives one mention a
    division, each narrowed to the chain. Places inside names of organisations and parks are left out.
    """
    return [m for m in find_place_names(text, year) if m.inside is None]


def find_place_names(text: str, year: int | None = None) -> list[RegionMention]:
    """Like `find_region_mentions`, with the names inside those of organisations and parks."""
    return list(_place_names(text, year))


# A document is asked twice: for its own region, and for its mentions.
@lru_cache(maxsize=4)
def _place_names(text: str, year: int | None) -> tuple[RegionMention, ...]:
    hits = [hit for raw in gazetteer().scan(text) if (hit := _hit(text, *raw, year))]
    slogans = in_slogans(text, [(h.start, h.end) for h in hits])
    hits = [h for h in hits if (h.start, h.end) not in slogans]
    _join_chains(text, hits)
    named = {d.lineage for h in hits if h.kind == FULL for d in h.options}
    kept = _with_letters(text, _kept(text, hits, named))
    return tuple(_mention(text, h) for h in _agree(kept))


def _with_letters(text: str, hits: list[_Hit]) -> list[_Hit]:
    """With provinces that only their letter names, where nothing else stands."""
    letters = [_Hit(a, b, text[a:b], SHORT, (province,)) for a, b, province in letters_of_provinces(text)]
    taken = {i for hit in hits for i in range(hit.start, hit.end)} if letters else set()
    return sorted([*hits, *(h for h in letters if h.start not in taken)], key=lambda h: h.start) if letters else hits


def _hit(text: str, start: int, end: int, kind: str, year: int | None) -> _Hit | None:
    if kind in (FULL, TOWNSHIP) and text[end - 1 : end + 1] in _split_pairs():
        known = gazetteer().kinds.get(text[start : end - 1])
        if kind == TOWNSHIP or known is None:
            return None
        end, kind = end - 1, known
    if kind == FULL and text[max(0, start - 1) : start + 1] in _begin_pairs():
        return None
    name = text[start:end]
    if kind == SHORT and name[-1] in "河江湖" and text.startswith(word_lists("place_contexts")["river_tails"], end):
        return None
    return _Hit(start, end, name, kind, candidates(name, kind, year))


@cache
def _split_pairs() -> frozenset[str]:
    return frozenset(word_lists("place_contexts")["split_pairs"])


@cache
def _begin_pairs() -> frozenset[str]:
    return frozenset(word_lists("place_contexts")["begin_pairs"])


def _join_chains(text: str, hits: Sequence[_Hit]) -> None:
    """Narrow each name and the one right before it, or before 的 (泰州的兴化), where one may lie in the other."""
    for before, hit in zip(hits, hits[1:], strict=False):
        joined = before.end == hit.start or (hit.kind == SHORT and text[before.end : hit.start] == "的")
        if not joined or not before.options or not hit.options:
            continue
        inner = tuple(d for d in hit.options if any(_inside(d, o, hit.kind) for o in before.options))
        if inner:
            hit.options, hit.chained = inner, True
            before.options = tuple(o for o in before.options if any(_inside(d, o, hit.kind) for d in inner))
            before.chained = True


@lru_cache(maxsize=65536)
def _inside(inner: Division, outer: Division, kind: str) -> bool:
    if inner.lineage == outer.lineage:
        return kind == TOWNSHIP
    return divisions().within(inner, outer)


def _kept(text: str, hits: Sequence[_Hit], named: set[str]) -> list[_Hit]:
    kept, left = list[_Hit](), list[_Hit]()
    sure = [d for h in hits if needs_context(h.text, h.kind) is None and h.kind != TOWNSHIP for d in h.options]
    alone = (h.options[0] for h in hits if len(h.options) == 1 and h.options[0] in sure)
    around = {d.code for d in sure} | {d.parent for d in alone if d.parent}
    for i, hit in enumerate(hits):
        need = needs_context(hit.text, hit.kind)
        spelt_out = any(d.lineage in named for d in hit.options) and hit.kind == SHORT
        if need is None or hit.chained or spelt_out or _in_list(text, hits, i) or _has_context(text, hit, need):
            kept.append(hit)
        elif hit.kind == SHORT and _tells_of(text, hit) and (near := _parts(hit, around)):
            hit.options = near
            kept.append(hit)
        elif hit.kind == SHORT:
            left.append(hit)
    return sorted([*kept, *_heads_beside(text, left, kept)], key=lambda h: h.start) if left else kept


def _heads_beside(text: str, left: Sequence[_Hit], kept: Sequence[_Hit]) -> Iterator[_Hit]:
    """Of short names that nothing around tells of, those that head a clause where two places of the same prefecture
    are told of (永川叫…；荣昌叫…；大足干脆两样都要), and those told of before that did something at a time."""
    known = {h.text: h.options for h in kept if h.kind == SHORT}
    told = {d.code: d.parent for h in kept if len(h.options) == 1 for d in h.options if h.kind != TOWNSHIP}
    beside = Counter(told.values())
    for hit in left:
        near = tuple(d for d in hit.options if beside[d.parent] >= _ENOUGH_BESIDE)
        if near and (not hit.start or _HEADS.match(text, hit.start - 1)) and _WORD.match(text, hit.end):
            hit.options = near
            yield hit
        elif hit.text in known and _TIME_BEHIND.match(text, hit.end):
            hit.options = known[hit.text]
            yield hit


def _tells_of(text: str, hit: _Hit) -> bool:
    """Whether a short name heads a line or what happened at some time."""
    if _LABEL.fullmatch(text, max(0, hit.start - 1), hit.end + 1):
        return True
    if _TIME_BEHIND.match(text, hit.end) is None:
        return False
    begins = not hit.start or _CLAUSE_BEGINS.match(text, hit.start - 1) is not None
    return begins or text.endswith(word_lists("place_contexts")["singled_out"], 0, hit.start)


def _parts(hit: _Hit, around: set[str]) -> tuple[Division, ...]:
    """The divisions that a name may mean which lie right under one that the text names, or beside it."""
    return tuple(d for d in hit.options if d.parent in around)


def _has_context(text: str, hit: _Hit, need: str) -> bool:
    cues = word_lists("place_contexts")
    if need == "edge":
        return not (hit.start and _WORD.match(text, hit.start - 1)) or text.endswith(cues["before"], 0, hit.start)
    around = text.startswith(cues["after"], hit.end) or text.endswith(cues["before"], 0, hit.start)
    return need == "weak" and around


def _in_list(text: str, hits: Sequence[_Hit], i: int) -> bool:
    """Whether a neighbour in a coordination is a place under the same division, or one that needs no context."""
    hit = hits[i]
    for j in (i - 1, i + 1):
        if 0 <= j < len(hits):
            gap = text[min(hits[i].end, hits[j].end) : max(hits[i].start, hits[j].start)]
            near = _LIST_GAP.fullmatch(gap) if gap else None
            if (near or _PHRASE_GAP.fullmatch(gap)) and _siblings(hit, hits[j]):
                return True
    return False


def _siblings(hit: _Hit, other: _Hit) -> bool:
    parents = {d.parent for d in other.options}
    close = tuple(d for d in hit.options if d.parent in parents)
    if close and hit.text != other.text:
        hit.options = close
        return True
    return False


def _agree(hits: Sequence[_Hit]) -> Sequence[_Hit]:
    """Candidates reordered: those first whose lineage, or whose upper divisions, the text names unmistakably."""
    sure = {h.options[0].lineage for h in hits if len(h.options) == 1 and h.kind in (FULL, SHORT)}
    for hit in hits:
        if hit.kind == SHORT and len(hit.options) > 1:
            hit.options = _larger(hit.options, sure)
        if len(hit.options) > 1:
            score = {d: _support(d, sure, hit.kind) for d in hit.options}
            best = max(score.values())
            if best and hit.kind != TOWNSHIP:
                hit.options = tuple(d for d in hit.options if score[d] == best)
            hit.options = tuple(sorted(hit.options, key=lambda d: -score[d]))
    return hits


def _larger(options: Sequence[Division], sure: set[str]) -> tuple[Division, ...]:
    """The options without those that lie in another one: of a prefecture and a county in it that share a name, the
    bare name is the prefecture's (湘潭), unless the text spells the county out (湘潭县)."""
    if any(d.lineage in sure for d in options):
        return tuple(options)
    return tuple(d for d in options if not any(o is not d and divisions().within(d, o) for o in options))


def _support(division: Division, sure: set[str], kind: str) -> int:
    chain = divisions().chain(division)
    own = 1 if division.lineage in sure else 0
    return 2 * own + sum(d.lineage in sure for d in chain[:-1])


def _mention(text: str, hit: _Hit) -> RegionMention:
    codes = tuple(d.code for d in hit.options)
    inside = _inside_of(text, hit) if hit.kind != ECONOMIC else None
    return RegionMention(hit.start, hit.end, hit.text, _full_name(hit), hit.kind, codes, inside)


def _full_name(hit: _Hit) -> str:
    names = {d.name for d in hit.options}
    return names.pop() if len(names) == 1 and hit.kind in (FULL, SHORT) else hit.text


def _inside_of(text: str, hit: _Hit) -> str | None:
    end = hit.end
    if text[hit.start - 1 : hit.start] == "（" and text[end : end + 1] == "）":
        end += 1
    tail = _tails().match(text, end, end + _TAIL)
    if tail is None:
        return None
    inside = "organisation" if tail["organisation"] else "park"
    return inside if inside == "organisation" or hit.kind == SHORT else None


@cache
def _tails() -> re.Pattern[str]:
    cues = word_lists("place_contexts")
    organisation, park = "|".join(cues["organisation_tails"]), "|".join(cues["park_tails"])
    between = "".join(cues["never_in_names"])
    return re.compile(
        rf"(?:[^，。；：、“”《》\s{between}]|有限)*?(?:(?P<organisation>{organisation})|(?P<park>{park}))"
    )
