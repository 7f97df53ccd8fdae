"""Reforms and pilots that policy carries out by plain words: as objects of its verbs (推进公司注册资本登记制度改革), or
as the subject of a clause that tells how they fare (集体林权制度改革全面推开)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lexicon import any_number, either
from extract.entities.no_programmes import is_led
from extract.rules import any_of, word_set, words

_MAX_NAME = 26
_MAX_CLAUSE = 80
_LEAST = 3
_SHORT = 2
_LEAST_WRITTEN_OUT = 5
_LONG = 6
_AND = re.compile("、|以及|和|与|及")
_ETC = re.compile(
    r"(?<![高中初平同对均])等(?![级候效离])(?:[\dXx×一二三四五六七八九十多几]+[项个大类])?(?:一批|多项)?"
    r"|[两三四五六七八九十]+[项大]$"
)
# What a clause may open behind.
_OPENS = re.compile(r"[，。；：:！？\s）]?$")
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,}")


class _Phrase(NamedTuple):
    """What stands between verb and head, `[start, head)`, and where the head ends."""

    text: str
    start: int
    head: int
    end: int


def find_reforms(text: str, boundaries: Boundaries) -> Iterator[Candidate]:
    """Candidates of type Programme in cleaned text: what verbs of policy reform or try out, or what is
    told to go on, lists written out."""
    for match in _heads().finditer(text):
        head, end = match.start(), match.end()
        start = _start(text, head, end, boundaries)
        if start is not None:
            phrase = _Phrase(text, start, head, end)
            for a, b, name in _names(phrase):
                yield Candidate(a, b, "Programme", "programme-reform", name=name)


def _start(text: str, head: int, end: int, boundaries: Boundaries) -> int | None:
    """Where the object of the last verb of policy before `head` begins, in its clause; where there is
    no verb, the clause, if it tells how its subject fares; None where it does not."""
    edge = boundaries.hard_edge(head)
    while text[edge - 1 : edge] == "、" and head - edge < _MAX_CLAUSE:
        edge = boundaries.hard_edge(edge - 1)
    low = max(edge, head - _MAX_CLAUSE)
    start, led = None, False
    for found in _verbs().finditer(text, low, head):
        led = is_led(text, low, found.start())
        start = None if led else found.end()
    if start is not None or led or low != edge or not _OPENS.match(text[edge - 1 : edge]):
        return start
    if not _fares().match(text, end):
        return None
    lead = _lead().match(text, edge, head)
    return lead.end() if lead else edge


def _names(phrase: _Phrase) -> Iterator[tuple[int, int, str]]:
    """Start, end and, where it is not the stretch itself, the written out form of each name in a phrase."""
    text, start, head, end = phrase
    etc = next(iter(reversed(list(_ETC.finditer(text, start, head)))), None)
    if etc and etc.end() == head:
        yield from _written_out(text, _split(text, start, etc.start()), text[head:end])
        return
    start = etc.end() if etc else start
    items = list(_split(text, start, head))
    tail = _shared(text, items, text[head:end]) if len(items) > 1 else None
    if tail is not None:
        yield from _written_out(text, items[:-1], tail)
    if tail is not None or _each_its_own(text, items):
        start = items[-1][0]
    belonging = text[head - 1] == "的"
    if belonging and not text.startswith("试点", head):
        return
    start = max(start, text.rfind("的", start, head - 1) + 1)
    plain = all(_PLAIN.fullmatch(text, a, b) for a, b in _split(text, start, head))
    if plain and end - start <= _MAX_NAME and _tells(text[start:head], text[head:end]):
        yield start, end, text[start : head - 1] + text[head:end] if belonging else ""


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for joint in _AND.finditer(text, start, end):
        yield at, joint.start()
        at = joint.end()
    yield at, end


def _shared(text: str, items: list[tuple[int, int]], head: str) -> str | None:
    """What the items before the last one share with it, or None where they are parts of one name.

    They bear the head where they are of its kind (登记制度、资质制度|改革), or before 的 (电子发票、退税政策的|试点);
    if they have two characters, they bear the kind, too (财税、投资体制|改革); and if they end as the holder
    in the last one does, they bear what is done with it (甲银行和乙银行|股份制改革).
    """
    kind, last = any_of("reforms", "kinds"), items[-1]
    if text[last[1] - 1] == "的" or all(_done(text[a:b]) for a, b in items[:-1]):
        return head
    if all(any_of("reforms", "institutions").search(text, a, b) for a, b in items[:-1]):
        return head
    if "试点" in head and _tried_alike(text, items):
        return head
    found = kind.search(text, last[0] + _SHORT, last[1])
    if found is None:
        return _of_holder(text, items, head)
    if all(b - a == _SHORT for a, b in items[:-1]):
        return found.group() + head
    return head if all(kind.search(text, a, b) for a, b in items[:-1]) else None


def _each_its_own(text: str, items: list[tuple[int, int]]) -> bool:
    """Whether the last two items are too long to be parts of one name, and the one before is a deed by itself:
    国有经济布局调整和|国有企业股份制改革."""
    if len(items) < 2 or items[-2][1] - items[-2][0] < _LONG:
        return False
    last = items[-1][1] - items[-1][0]
    if any_of("reforms", "deeds_done").search(text, *items[-2]):
        return last > _LEAST
    return last >= _LONG and text[items[-1][0] - 1] == "、"


def _tried_alike(text: str, items: list[tuple[int, int]]) -> bool:
    """Whether each of several items is tried by itself: 三网融合、云计算、物联网|试点, but not 投放、收集、运输试点."""
    listed = len(items) > _SHORT and all(text[a - 1] == "、" for a, _ in items[1:])
    return listed and all(b - a >= _LEAST for a, b in items)


def _of_holder(text: str, items: list[tuple[int, int]], head: str) -> str | None:
    """What the last item holds behind the word by which all end: 股份制|改革 of 甲银行和乙银行股份制改革."""
    (_, first_end), (start, end) = items[0], items[-1]
    holder = text[first_end - _SHORT : first_end]
    at = text.find(holder, start + _SHORT, end)
    if at < 0 or at + _SHORT == end or not all(text.endswith(holder, a, b) for a, b in items[:-1]):
        return None
    return text[at + _SHORT : end] + head


def _written_out(text: str, items: Iterable[tuple[int, int]], head: str) -> Iterator[tuple[int, int, str]]:
    """Each of the items with the head that they share, where that makes a name."""
    for a, b in items:
        turn = _lead().match(text, a, b)
        a = max(turn.end() if turn else a, text.rfind("的", a, b) + 1)
        name = text[a:b] + ("" if _done(text[a:b]) else head)
        if len(name) >= _LEAST_WRITTEN_OUT and _PLAIN.fullmatch(text, a, b) and _tells(_head().sub("", name)):
            yield a, b, name


def _done(item: str) -> bool:
    return item.endswith(("改革", "试点", "转型", "并轨"))


def _tells(modifier: str, head: str = "") -> bool:
    """Whether the modifier names an object of reform, and not only a field, or how it is reformed; a field is named
    where all of it is reformed (农村|综合改革)."""
    if head.startswith("综合") and modifier in words("reforms", "fields"):
        return True
    if len(modifier) < _LEAST and modifier not in word_set("reforms", "short"):
        return False
    return not (any(p.fullmatch(modifier) for p in _general()) or any_of("reforms", "no_names").search(modifier))


@cache
def _general() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells nothing: words of quality, and fields, but for their institutions (投资|体制)."""
    generic, fields = words("reforms", "generic"), words("reforms", "fields")
    vague = [w for w in generic if w not in words("reforms", "instituted")]
    return any_number(generic), any_number((*fields, *vague))


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words('reforms', 'heads'))})$")


@cache
def _heads() -> re.Pattern[str]:
    heads, behind = "|".join(words("reforms", "heads")), "|".join(words("reforms", "behind"))
    return re.compile(rf"(?:{heads})(?=[，。；：！？、）\s]|$|{behind})")


@cache
def _fares() -> re.Pattern[str]:
    """What tells how the subject before it fares, alone or with one more: …改革|稳步推进, …改革|和其他工作顺利进行."""
    ways, deeds = ("|".join(words("reforms", key)) for key in ("ways", "deeds"))
    return re.compile(
        rf"(?:工作|任务)?(?:[和与及、][^，。；、和与及]{{2,14}}?)?(?:{ways})*(?:{deeds})+(?=[，。；！\s]|$)"
    )


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(words('reforms', 'lead'))})+")


@cache
def _verbs() -> re.Pattern[str]:
    between = "|".join(words("reforms", "between"))
    return re.compile(rf"(?:{either(words('reforms', 'verbs'))})(?:{between})*")
