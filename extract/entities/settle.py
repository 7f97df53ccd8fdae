"""What candidates need from their surroundings before the conflict policy sees them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from spacy.tokens import Doc

from extract.entities.candidates import Candidate, text_of
from extract.entities.industries import is_grown, is_pursued, stands_free
from extract.entities.leads import without_lead
from extract.entities.listed_names import apart
from extract.entities.lists import Enumeration
from extract.entities.no_industries import is_no_industry, other_matters
from extract.entities.policies import title_spans
from extract.entities.trims import as_title, trimmed
from extract.places.slogans import in_slogans
from extract.rules import any_of, read_rules, word_set, words
from extract.spans import Spans

_QUOTES = re.compile(r"[“”‘’]")
_SHORT_QUOTE = 14
_INNER = re.compile(r"“([^“”]+)”")
_GRANTOR = re.compile(
    r"^(?:国家级?|[\u4e00-\u9fff]{2,4}[省市县区]|[省市县区]级?|全国|首批|第[一二三四五六七八九十]批)+"
)
# Divisions that end so are no parks, though parks do too: 滨海新区.
_NEW_AREA = "新区"
_MASK_PREFIX = re.compile(r"^[Xx×*]{2,}")
# Sources whose names need more where they are only the beginning of another noun (船舶工艺|知识库, 云服务|器).
_FREE = ("gazetteer-industry", "industry-joined")


def settle(doc: Doc, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Drop what its context does not admit, and tie patterns to the vocabulary entry that they spell out."""
    text = text_of(doc)
    places = {p.start for p in doc.user_data["places"]}
    edges = doc.user_data["boundaries"]
    single = (one for c in candidates for one in apart(text, c))
    named_ones = filter(None, (without_lead(text, trimmed(text, c), edges) for c in single))
    candidates = [as_title(text, c, places) for c in named_ones]
    candidates += join_industries(text, candidates)
    doc.user_data["titles"] = title_spans(text)
    named = _industry_contexts(doc, candidates)
    known = _spans(c for c in candidates if c.source == "gazetteer-programme")
    candidates = [c for c in candidates if not _tries_known(c, known)]
    longer = _spans(c for c in candidates if c.source.startswith(("programme-", "park-suffix")))
    rungs = _spans(c for c in candidates if c.source == "programme-rung")
    agencies = [c for c in candidates if c.type == "Agency"]
    areas = _new_areas(text, [c for c in candidates if c.type == "Region"])
    places = {(c.start, c.end) for c in candidates if c.type == "Region"}
    reformed = {c.start for c in candidates if c.source == "programme-reform"}
    other = other_matters(text, doc.user_data["enumerations"])
    slogans = in_slogans(text, sorted(places))
    # Where an item of a list begins by where it ends; the first may have its verb with it.
    chains = {(p.start, p.end) for p in doc.user_data["places"]}
    item_starts = {b: a for e in doc.user_data["enumerations"] for a, b in e.items[1:]}
    for c in candidates:
        if c.type == "Region" and (c.start, c.end) in slogans:
            continue
        if c.type == "Region" and (c.start, c.end) in doc.user_data["in_organisation"] and not _of_agency(c, agencies):
            continue
        if c.type == "Park" and ((c.start, c.end) in areas or _is_nickname(text, c)):
            continue
        if c.type == "Industry" and (is_no_industry(text, c, places) or other.hold(c.start, c.end)):
            continue
        if _needs_context(doc, c) and not (
            named(c) or _headed(text, c) or _in_title(doc, c) or _is_reformed(doc, c, reformed) or _is_object(text, c)
        ):
            continue
        if c.type != "Programme":
            item = item_starts.get(c.end, c.start)
            tail = item < c.start and (item, c.start) not in chains
            bound = c.source in _FREE and (tail or not stands_free(text, c.end))
            yield c._replace(source="industry-bound") if bound else c
            continue
        if c.source not in ("gazetteer-programme", "programme-rung"):
            c = _known_programme(doc, c)
        if c.source.startswith("programme-") and _begins_within(c, known):
            continue
        if c.source == "gazetteer-programme" and _tail_of_quoted(text, c):
            continue
        if c.source != "programme-rung" and _is_ladder(text, c, rungs):
            continue
        if _is_title_itself(doc, c) or _part_of_name(text, c, longer) or _is_nickname(text, c) or _is_plain(text, c):
            continue
        yield c


def _spans(candidates: Iterable[Candidate]) -> Spans:
    return Spans((c.start, c.end) for c in candidates)


def _begins_within(c: Candidate, known: Spans) -> bool:
    return any(start < c.start for start, _ in known.meeting(c.start, c.start + 1))


def _tries_known(c: Candidate, known: Spans) -> bool:
    """Whether a candidate only adds to a known name that it is tried out: 链长制试点."""
    return c.source == "programme-reform" and any(
        start == c.start and end < c.end for start, end in known.meeting(c.start, c.start + 1)
    )


def _is_ladder(text: str, c: Candidate, rungs: Spans) -> bool:
    """Whether a candidate goes over several rungs of a ladder that are spelled out: they are the programmes."""
    own = rungs.meeting(c.start, c.end)
    within = any(text[end] in "—–→-、”’" for _, end in own if end < c.end)
    return bool(own) and (len(own) > 1 or (within and (c.start, c.end) != own[0] and _joined(text, c)))


def _joined(text: str, c: Candidate) -> bool:
    return any(join in text[c.start : c.end] for join in words("ladders", "joins"))


def _new_areas(text: str, regions: Iterable[Candidate]) -> set[tuple[int, int]]:
    """Stretches that are the name of a division like 滨海新区, alone or after the place that it is in."""
    regions = list(regions)
    starts = {r.end: r.start for r in regions}
    areas = [r for r in regions if text.endswith(_NEW_AREA, r.start, r.end)]
    return {(start, r.end) for r in areas for start in (r.start, starts.get(r.start, r.start))}


def join_industries(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Names of industries that follow each other without a gap are one name: 陶瓷 and 建材 in 陶瓷建材."""
    none = word_set("industries", "never")
    known = sorted(c for c in candidates if c.source == "gazetteer-industry" and text[c.start : c.end] not in none)
    for a, b in zip(known, known[1:], strict=False):
        if a.end == b.start and b.end - a.start <= 8:
            yield Candidate(a.start, b.end, "Industry", "industry-joined")


def _of_agency(c: Candidate, agencies: Iterable[Candidate]) -> bool:
    """A place in an organisation's name is mentioned as such only where the organisation governs it."""
    return any(a.start <= c.start and c.end < a.end for a in agencies)


def _needs_context(doc: Doc, c: Candidate) -> bool:
    """Whether a name of an industry is a common noun, or of a sector that is spoken of everywhere."""
    if c.type != "Industry" or c.source in ("industry-list", "industry-item") or c.probability >= _sure():
        return False
    return c in doc.user_data["headless"] or (c.name or _surface(doc, c)) in word_set("industries", "broad")


@cache
def _sure() -> float:
    return float(read_rules("conflicts")["sure_of_industry"])


def _in_title(doc: Doc, c: Candidate) -> bool:
    return any(c.end < end for _, end in _title_around(doc, c))


def _surface(doc: Doc, c: Candidate) -> str:
    return text_of(doc)[c.start : c.end]


def _known_programme(doc: Doc, c: Candidate) -> Candidate:
    surface = _surface(doc, c)
    name = _MASK_PREFIX.sub("", c.name or surface)
    inner = _INNER.match(surface)
    forms = [name, _QUOTES.sub("", name), *([inner.group(1)] if inner else [])]
    entry = next((known for form in forms if (known := doc.user_data["gazetteer"].programme_id(form))), "")
    return c._replace(vocabulary=entry, name=name if c.name or name != surface else "")


def _part_of_name(text: str, c: Candidate, longer: Spans) -> bool:
    """Whether a known name is only a part of another programme's (山海协作 in 山海协作示范园区)."""
    if c.source != "gazetteer-programme":
        return False
    quoted = text[c.start - 1 : c.start] == "“" or text[c.start : c.start + 1] == "“"
    own = c.start, c.end
    inside = any(a <= c.start and c.end <= b and (a, b) != own for a, b in longer.meeting(*own))
    return (inside and not quoted) or _part_of_quoted_name(text, c)


def _part_of_quoted_name(text: str, c: Candidate) -> bool:
    """“专精特新贷” names a loan, not the title in it: a known name within a short quoted one is no mention."""
    opening = text.rfind("“", max(0, c.start - _SHORT_QUOTE), c.start)
    closing = text.find("”", c.end, c.end + _SHORT_QUOTE)
    if opening < 0 or closing < 0 or "”" in text[opening : c.start] or "“" in text[c.end : closing]:
        return False
    around = _GRANTOR.sub("", text[opening + 1 : c.start]) + text[c.end : closing]
    return bool(re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9]{1,10}", around)) and closing - opening <= _SHORT_QUOTE


def _tail_of_quoted(text: str, c: Candidate) -> bool:
    """“仙草贷”风险补偿资金: what says of which kind a quoted programme is, is no second one."""
    quoted = text[c.start - 1 : c.start] == "”" and text.rfind("“", max(0, c.start - _SHORT_QUOTE), c.start) >= 0
    return quoted and text.endswith(words("programmes", "kinds_behind"), 0, c.end)


def _is_nickname(text: str, c: Candidate) -> bool:
    """素有“玻璃之乡”之称, 被誉为“东方药谷”: what people call a place, which nobody has granted."""
    return text.startswith(words("programmes", "called_after"), c.end + text.startswith("”", c.end)) or text.endswith(
        words("programmes", "called_before"), 0, c.start - text.endswith("“", 0, c.start)
    )


def _is_plain(text: str, c: Candidate) -> bool:
    """Whether a name that no vocabulary knows is only how something is done (以“先建后补”方式), or what a policy is for
    that stands without quotation marks (农户扶持政策)."""
    behind = c.end + text.startswith("”", c.end)
    if c.vocabulary:
        return False
    if text[behind - 1] == "”":
        return text.startswith(words("programmes", "manners"), behind)
    return text.startswith("政策", c.end) and text.endswith(words("programmes", "policies_for"), 0, c.end)


def _is_title_itself(doc: Doc, c: Candidate) -> bool:
    """A pattern that reads a whole policy title as a programme: the policy says that already."""
    return c.source.startswith("programme-") and any(end - 2 <= c.end for _, end in _title_around(doc, c))


def _title_around(doc: Doc, c: Candidate) -> list[tuple[int, int]]:
    """The title in 《》 that a candidate begins in, if there is one."""
    titles: tuple[tuple[int, int], ...] = doc.user_data["titles"]
    at = bisect_left(titles, (c.start, 0))
    return [t for t in titles[max(0, at - 1) : at] if c.start < t[1]]


@cache
def _head_after() -> re.Pattern[str]:
    heads = sorted(words("industries", "heads"), key=len, reverse=True)
    return re.compile("(?:[、和][\u4e00-\u9fff]{2,6}){0,2}(?:等)?(?:" + "|".join(heads) + "|领域)")


def _is_reformed(doc: Doc, c: Candidate, starts: Collection[int]) -> bool:
    """Whether a reform that begins at one of `starts`, or whose name goes on behind it, is of an industry:
    服务业综合改革, 电力体制改革, but not 教育综合改革."""
    if _surface(doc, c) in word_set("industries", "plain_alone"):
        return False
    return c.start in starts or any_of("defaults", "reforms_of").match(text_of(doc), c.end) is not None


def _is_object(text: str, c: Candidate) -> bool:
    return is_pursued(text, c.start, c.end) or is_grown(text, c.start, c.end)


def _headed(text: str, c: Candidate) -> bool:
    before = text[c.start - 1 : c.start]
    if text.startswith(("企业", "生产企业", "加工企业"), c.end) and before in ("", *"家户等，。；：、\n"):
        return True
    if text.endswith("产业", c.start, c.end):
        return not text.startswith(words("industries", "made_of_industry"), c.end)
    return bool(_head_after().match(text, c.end))


def _industry_contexts(doc: Doc, candidates: list[Candidate]) -> _Contexts:
    sure = [c for c in candidates if c.type == "Industry" and not _needs_context(doc, c)]
    return _Contexts(doc.user_data["enumerations"], sure)


class _Contexts:
    """Whether a candidate stands in an enumeration of industries."""

    def __init__(self, enumerations: Collection[Enumeration], sure: Iterable[Candidate]) -> None:
        starts = sorted(c.start for c in sure)
        self._spans = [
            (e.items[0][0], e.items[-1][1])
            for e in enumerations
            if e.kind in ("Industry", "Field") or self._has_one(e.items, starts)
        ]

        self._starts = [start for start, _ in self._spans]
        # Where the head of an enumeration stands, behind 等: it says what the items are.
        self._heads = {(e.items[-1][1] + 1, e.end) for e in enumerations if e.kind == "Industry"}

    def _has_one(self, items: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
        first, last = bisect_left(starts, items[0][0]), bisect_left(starts, items[-1][1])
        return any(a <= start < b for start in starts[first:last] for a, b in items)

    def __call__(self, c: Candidate) -> bool:
        if (c.start, c.end) in self._heads:
            return True
        at = bisect_right(self._starts, c.start)
        return at > 0 and c.end <= self._spans[at - 1][1]
