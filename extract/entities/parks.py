"""Parks: named or region-anchored industrial spaces, found by their last word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lexicon import either
from extract.entities.lists import Enumeration
from extract.rules import read_rules, words
from ontology.vocabulary import load_industries

_MAX_NAME = 22
_CLUSTER = "产业集群"
# 四大产业集群, 两个千亿级产业集群: counted, not named.
_COUNTED = re.compile(r"[\d一二三四五六七八九十两]+[个家处大条县区市]")
# xxxx年xx县小微企业园 tells a kind of park and hides all else.
_MASKED_PLACE = re.compile(r"^(?:[XxX×*]{2,4}年)?[XxX×*]+[省市县区镇乡]")
_LAYOUT = 4
_LEVEL = re.compile(r"^(?:全)?[省市县区州旗]$")


def find_parks(
    text: str, boundaries: Boundaries, enumerations: Sequence[Enumeration], places: Collection[int] = ()
) -> Iterator[Candidate]:
    """Candidates of type Park in cleaned text, with the elided heads of enumerations written out.

    `places` are where names of places begin: a name that begins with one may join two things by 和 or 及.
    """
    lists = {e.items[-1]: e for e in enumerations if len(e.items) > 1}
    item_starts = {a for e in enumerations for a, _ in e.items[1:]}
    for match in _suffix().finditer(text):
        suffix, end = match.group(), match.end()
        if suffix.endswith("园") and text.startswith("区", end):
            suffix, end = suffix + "区", end + 1
        if text.startswith(words("parks", "goes_on"), end):
            continue
        if end < len(text) and text[end : end + 2] in ("管委", "管理", "办公", "党工", "项目", "工程"):
            continue
        if _laid_out().search(text, max(0, match.start() - _LAYOUT), end):
            continue
        if suffix.endswith("集群") and text.startswith(words("parks", "not_before_cluster"), end):
            continue
        start = max(boundaries.left_edge(match.start()), end - _MAX_NAME)
        # An item does not begin with a particle: 、正红民营创业园 is named 正红.
        start -= start - 1 in item_starts
        start = _joined_start(text, start, boundaries, places)
        start += _generic_prefix(text[start : match.start()], suffix)
        if _is_title(text, start, suffix):
            continue
        granted = suffix == _CLUSTER and _granted_after().match(text, end) is not None
        if granted and end - start - len(suffix) >= 2 and not is_general_park(text[start : match.start()] + "产业园"):
            yield Candidate(start, end, "Park", "park-granted")
        elif _is_name(text[start : match.start()], suffix, _before(text, start)):
            yield Candidate(start, end, "Park", "park-suffix")
            yield from _elided(text, start, match.start(), end, lists)


@cache
def _granted_after() -> re.Pattern[str]:
    """What follows a cluster that is judged as a place: 起重装备产业集群2023年入选某名单."""
    return re.compile(f"(?:{'|'.join(words('parks', 'granted_adverbs'))})*(?:{'|'.join(words('parks', 'granted'))})")


def is_park_name(name: str) -> bool:
    """Whether a name is that of one park, by its last word and what stands before it.

    >>> is_park_name('泰和高新区'), is_park_name('经济开发区')
    (True, False)
    """
    ends = [m for m in _suffix().finditer(name) if m.end() == len(name)]
    return bool(ends) and ends[0].start() > 0 and _is_name(name[: ends[0].start()], ends[0].group(), "")


def is_general_park(name: str) -> bool:
    """Whether a name only says what kind of park is meant, or counts several.

    >>> is_general_park('其他工业集中区'), is_general_park('县工业集中区'), is_general_park('五里工业集中区')
    (True, False, False)
    """
    end = next((m for m in _suffix().finditer(name) if m.end() == len(name)), None)
    if end is None or name in words("parks", "own_bare") or _LEVEL.match(name[: end.start()]):
        return False
    return not is_park_name(name)


def _joined_start(text: str, start: int, boundaries: Boundaries, places: Collection[int]) -> int:
    """曹县汉服及木制品产业集群: where the text before 及 begins with a place, the name does."""
    if start < 2 or text[start - 1] not in "和及与":
        return start
    before = boundaries.left_edge(start - 2)
    return before if before in places and start - before <= 10 else start


def _before(text: str, start: int) -> str:
    return text[start - 1] if start else ""


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(either(sorted(words("parks", "suffixes"), key=len, reverse=True)))


@cache
def _laid_out() -> re.Pattern[str]:
    return re.compile(f"(?:{read_rules('parks')['layout']})$")


@cache
def _level_prefix() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("parks", "levels")) + ")")


def _generic_prefix(modifier: str, suffix: str) -> int:
    """How many characters of the modifier say a level only (市级临港 → 2)."""
    match = _level_prefix().match(modifier)
    return match.end() if match else 0


@cache
def _generic() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(words("parks", "generic"), key=len, reverse=True)) + ")*")


@cache
def _title_before() -> re.Pattern[str]:
    verbs = "|".join(sorted(words("programmes", "title_verbs"), key=len, reverse=True))
    return re.compile(f"(?:是|为|{verbs}|打造成|建成|列入)(?:国家级?|自治区级?|[省市县区]级)?$")


def _is_title(text: str, start: int, suffix: str) -> bool:
    """Whether a suffix that titles share (示范园区) closes one here, as what is granted or held."""
    return suffix in words("programmes", "suffixes", "title") and bool(
        _title_before().search(text, max(0, start - 8), start)
    )


def _is_name(modifier: str, suffix: str, before: str) -> bool:
    own = suffix in words("parks", "own")
    if own and _LEVEL.match(modifier):
        return True
    if not modifier:
        return suffix in words("parks", "own_bare") and before not in "XxＸ×*某级（"
    if re.search(r"[XxX×*]{1,}$|^[XxX×*]+$|某", modifier) or _COUNTED.search(modifier):
        return False
    if _generic().fullmatch(modifier if own else _MASKED_PLACE.sub("", modifier)):
        return False
    if suffix in words("parks", "proper_only"):
        least = 2 if suffix in words("parks", "short_names") else 3
        return len(modifier) >= least and modifier not in load_industries().surfaces
    return True


def _elided(
    text: str, start: int, suffix_start: int, end: int, lists: dict[tuple[int, int], Enumeration]
) -> Iterator[Candidate]:
    """蔡桥、正红民营创业园: the earlier items carry the last one's common head; 泸州、宜宾白酒产业集群 have their
    trade in common, too, and are no names."""
    if text.endswith(_CLUSTER, start, end):
        return
    found = next((e for (a, b), e in lists.items() if a <= start < b), None)
    if found is None or found.kind not in ("", "Park") or _LEVEL.match(text[start:suffix_start]):
        return
    heads = re.compile(r"(?:民营|民间|乡镇|返乡|特色|小微)").search(text, start, suffix_start)
    head = text[heads.start() if heads else suffix_start : end]
    for a, b in found.items[:-1]:
        item = text[a:b]
        if 2 <= len(item) <= 4 and re.fullmatch(r"[\u4e00-\u9fff]+", item):
            yield Candidate(a, b, "Park", "park-elided", name=item + head)
