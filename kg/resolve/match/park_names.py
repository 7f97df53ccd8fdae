"""How alike the names of two parks are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from extract.places.divisions import divisions
from kg.resolve.match.fold import abbreviates
from kg.resolve.match.pieces import HEAD, less
from kg.resolve.match.words import words
from ontology.vocabulary import load_parks

_HOSTS = ("开发区", "高新区", "经开区", "工业园区", "工业园", "产业园区", "集中区", "集聚区")
_SINGLE = ("开发区", "高新区")
_TOWNS = ("街道", "镇", "乡")
# So much of a park's name must be left when words that many have are left out.
_TELLING = 4
# Of these kinds a place may have several of one name: 齐鲁科学城 and 齐鲁软件园.
_SEVERAL = ("科技园", "产业基地", "产业平台", "物流园", "农业园区", "示范区", "新区")


def parks(short: str, long: str) -> str:
    """What a park is called may be shortened, not what tells it from others: 张江高新区 is 张江高新技术产业开发区."""
    one, other = _park_kind(short), _park_kind(long)
    if short + "区" == long and short.endswith("园"):
        return "abbreviated"
    if not one and other and short + other == long and len(short) >= _TELLING and not _is_place(short):
        return "skipped"
    if _alike_themes(_themed(short), _themed(long)) or _plain(short) == _plain(long):
        return "abbreviated"
    if _same_park(_park(short), _park(long)) and _one_kind(one, other):
        return "abbreviated"
    if short[: len(short) - len(one)] == long[: len(long) - len(other)] and abbreviates(one, other):
        return "abbreviated"
    if (len(_bare(short)) >= _TELLING and _bare(short) == _bare(long)) or _same_bare(_park(short), _park(long)):
        return "pieces"
    return "contained" if abbreviates(short, long) and not long.startswith(short) else "unlike"


def _is_place(name: str) -> bool:
    return bool(divisions().named(name) or divisions().shortly(name))


def _alike_themes(first: str, second: str) -> bool:
    """Whether two parks are at one place for one thing, which one may say more fully: 装备, 装备制造."""
    short, long = sorted((first, second), key=len)
    return bool(short) and long.startswith(short) and len(long) - len(short) <= HEAD


def _plain(name: str) -> str:
    """A park's name without words that tell no park from another: 苏滁产业园 of 苏滁现代产业园."""
    kind = _park_kind(name)
    head = name[: len(name) - len(kind)]
    for word in words()["park_empty"]:
        head = head.removesuffix(word)
    return head + kind if len(head) >= HEAD else name


def _themed(name: str) -> str:
    """What a park is for, with the place before it, where its kind adds nothing to that: 化工 of 化工产业园区."""
    ending = next((word for word in words()["park_endings"] if name.endswith(word)), "")
    head = name[: len(name) - len(ending)]
    return head if ending and head.endswith(words()["park_themes"]) else ""


def _one_kind(first: str, second: str) -> bool:
    """Whether two endings of one family of kinds are of one park."""
    kinds = {load_parks().endings[ending].kind for ending in (first, second) if ending}
    return first[:HEAD] == second[:HEAD] or not kinds & set(_SEVERAL)


def _bare(name: str) -> str:
    """A park's name without words that are said or left out: 徐圩石化基地 of 徐圩新区石化产业基地."""
    for word in words()["park_fillers"]:
        name = name.replace(word, "")
    return name


def _same_park(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """A place has one 开发区 and one 高新区 of its own name; of other parks only a name of their own tells."""
    (head, kind), (other, other_kind) = first, second
    return head == other and kind == other_kind and bool(kind) and (len(head) >= HEAD or kind in _SINGLE)


def _same_bare(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether what tells two parks of one kind from others is the same but for words that many have."""
    head = _bare(first[0])
    return first[1] == second[1] != "" and len(head) > HEAD and head == _bare(second[0])


@lru_cache(maxsize=1 << 14)
def _park(name: str) -> tuple[str, str]:
    """What tells a park from others, and the family of its kind: 沙门镇小微企业园 is 沙门, 小微企业园."""
    for form, short in words().park_forms.items():
        name = name.replace(form, short)
    ending = _park_kind(name) or ("园" if name.endswith("园") else "")
    head = name[: len(name) - len(ending)]
    host = next((at for at in range(len(head) - HEAD, HEAD, -1) if head[:at].endswith(_HOSTS)), 0)
    head = head[host:]
    for level in words()["park_levels"]:
        head = head.removeprefix(level)
    town = next((word for word in _TOWNS if word in head[HEAD:]), None)
    kind = (
        load_parks().endings[ending].kind
        if ending in load_parks().endings
        else words().park_families["工业园区"]
        if ending
        else ""
    )
    return (head.replace(town, "", 1) if town else head), words().park_families.get(kind, kind)


def is_kind(name: str) -> bool:
    """Whether a park's name only says what kind of park it is: 经开区, 国家高新技术产业开发区."""
    bare = without_level(name)
    return _park_kind(bare) == bare


def paired(short: str, long: str) -> bool:
    """Whether a short name has the first characters of the two places by which a park is called: 成阿园区 of
    成都-阿坝工业集中发展区."""
    one, other = _park_kind(short), _park_kind(long)
    head, places = short[: len(short) - len(one)], long[: len(long) - len(other)]
    return len(head) == HEAD and len(places) > HEAD and one.endswith("区") and _two_places(head[0], head[1], places)


def _two_places(first: str, second: str, text: str) -> bool:
    known = divisions().shortly
    return any(
        text[:size][0] == first
        and text[size:].lstrip("-")[:1] == second
        and known(text[:size])
        and any(known(text[size:].lstrip("-")[:length]) for length in (2, 3))
        for size in (2, 3)
    )


def is_head(short: str, names: Iterable[str]) -> bool:
    """Whether one of a park's names is only the head of another, as lists leave it (临港、外高桥等物流园区), or its
    level: what many things there are called by.

    >>> is_head('临港', ['临港物流园区']), is_head('东方美谷', ['东方美谷示范区'])
    (True, False)
    """
    headed = any(name != short and name.startswith(short) and _park_kind(name) for name in names)
    return headed and not _park_kind(short) and (len(short) < _TELLING or _is_place(short))


def of_its_own(name: str) -> bool:
    """Whether a park's name has more than a place, what it is for and a kind of park: not 桐城经济开发区.

    >>> of_its_own('桐城经济开发区'), of_its_own('沿海高科园')
    (False, True)
    """
    head = name[: len(name) - len(_park_kind(name))] if not is_kind(name) else ""
    own = less(head, words()["park_themes"])
    place = next((size for size in (2, 3) if _is_place(name[:size])), 0)
    if any(
        name[place:].startswith(theme) and len(name) - place - len(theme) < HEAD for theme in words()["park_themes"]
    ):
        return False
    return bool(own) and not _is_place(own)


def without_level(name: str) -> str:
    """A park's name without the level at its head: 国家级, 省级, and 国家 where only a kind of park follows."""
    level = next((word for word in words()["park_levels"] if name.startswith(word)), "")
    rest = name[len(level) :]
    return rest if len(rest) >= HEAD and (level.endswith("级") or _park_kind(rest) == rest) else name


@lru_cache(maxsize=1 << 14)
def _park_kind(name: str) -> str:
    return next((ending for ending in load_parks().endings if name.endswith(ending)), "")
