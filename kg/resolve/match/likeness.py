"""How alike two names are, as one word: the levels of the feature `name`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from extract.numerals import decimal
from kg.resolve.match.alignment import covers, inserted, laid_out
from kg.resolve.match.firms import companies, word_starts
from kg.resolve.match.fold import abbreviates, one_sound, same_reading
from kg.resolve.match.park_names import of_its_own, paired, parks
from kg.resolve.match.parts import Core, Name
from kg.resolve.match.pieces import CONTAINED, HEAD, contained, in_order, less, made_of, only
from kg.resolve.match.words import words

# The likest first; of several readings and names of two things the best counts.
LEVELS = (
    "equal",
    "reading",
    "completed",
    "abbreviated",
    "shortened",
    "skipped",
    "initials",
    "pieces",
    "misspelt",
    "contained",
    "akin",
    "kin",
    "unlike",
)
# Those at which names by themselves say that two things may be one.
ALIKE = LEVELS[: LEVELS.index("kin")]
_UNLIKE = ("unlike", "", "")
_OWNER = 4
_ARTICLES = re.compile("[一二三四五六七八九十0-9]{1,3}条")
# A programme that counts (一十百千) is called by nothing else.
_NUMERALS = re.compile("[一二三四五六七八九十百千万亿]{3,}")
_JOINS = str.maketrans("", "", "和与及、")
_REFORM = "改革"
# So long is a title that people made up for themselves: 冰雪条例.
_BRIEF = 6
# Of fewer characters a name that leaves out parts of another tells too little.
_TELLING = 4
# Kinds of things whose names people shorten at will, and levels that say less than that one does.
# Of these ordinary words alone are no name (公共服务平台): so many other characters a name must have.
_COMMON: Mapping[str, int] = MappingProxyType({"Programme": 2, "Project": 1})
# Titles, of which a word more may make another one: 招商引资奖励办法, 招商引资考核奖励办法.
_TITLED = ("Policy",)
_REORDERED = ("Policy", "Project")
_SKIPPING = ("Park", "Policy", "Programme", "Project")
_WEAKER = ("pieces", "contained", "unlike")
# So much of a project's name, which is long, is left out at most.
_LEFT_OUT = 6


def name_likeness(first: tuple[Name, ...], second: tuple[Name, ...], kind: str) -> tuple[str, str, str]:
    """The level of the likest two names, and those names as cores."""
    found = ((likeness(a, b, kind), a.text, b.text) for x in first for y in second for a in x.cores for b in y.cores)
    # Of equals the longest tell most, but for a place, which a firm's name may have or not.
    size = 0 if kind == "Enterprise" else 1
    return min(found, key=lambda x: (LEVELS.index(x[0]), -size * min(map(len, x[1:])), x[1:]), default=_UNLIKE)


@lru_cache(maxsize=1 << 15)
def likeness(first: Core, second: Core, kind: str) -> str:
    """The level of two readings of names of a kind of thing.

    >>> likeness(Core('禾川机电', '禾川', '机电'), Core('禾川精密', '禾川', '精密'), 'Enterprise')
    'kin'
    """
    if first.text == second.text:
        return "equal" if kind != "Programme" or _one_programme(first, second) else "kin"
    if same_reading(first.text, second.text):
        return "reading"
    short, long = sorted((first, second), key=lambda core: (len(core.text), core))
    if kind == "Enterprise":
        return companies(short, long)
    if kind in _SKIPPING and len(short.text) >= _BRIEF and one_sound(short.text, long.text):
        return "misspelt"
    level = _OTHERS.get(kind, contained)(short.text, long.text)
    return "skipped" if level in _WEAKER and kind in _SKIPPING and _skips(kind, short.text, long.text) else level


def _skips(kind: str, short: str, long: str) -> bool:
    """Whether one name leaves out parts of the other, and says what kind of thing it is as the other does."""
    closed = False
    if kind == "Policy":
        ends = short[-HEAD:] == long[-HEAD:]
        (short, one), (long, other) = title(short), title(long)
        # A title that goes on where the other ends is of a narrower thing: 工业规划, 工业用地规划.
        closed = ends and one == other != "" and not long.startswith(short)
        if one and other and one != other:
            return False
    if kind == "Park" and (not of_its_own(short) or paired(short, long)):
        return of_its_own(short)
    starts = word_starts(long) if kind in ("Project", "Park") else frozenset({0})
    least = CONTAINED if kind == "Park" else _TELLING
    plain = len(set(short) - words().ordinary) < _COMMON.get(kind, 0)
    if len(short) < least or short == long or plain:
        return False
    more = inserted(short, long) if kind in _TITLED else ""
    if len(more) == HEAD and more not in words()["policy_slack"]:
        return False
    return laid_out(short, long, starts, len(long) - 1) or (kind in _REORDERED and covers(short, long, closed=closed))


def _agencies(short: str, long: str) -> str:
    """Only 和, 与, 及 may be left out without a role that says so."""
    if _joinless(short) == _joinless(long):
        return "equal"
    return "abbreviated" if abbreviates(short, long) else "unlike"


def one_block(short: str, long: str) -> bool:
    """Whether `short` is `long` without one stretch: 农业局 of 农业农村局 may be another office.

    >>> one_block('农业局', '农业农村局'), one_block('经信局', '经济和信息化局')
    (True, False)
    """
    return any(long.startswith(short[:at]) and long.endswith(short[at:]) for at in range(len(short) + 1))


def _joinless(office: str) -> str:
    return office.translate(_JOINS)


def _policies(short: str, long: str) -> str:
    """A title may lack what all titles have (促进, 若干), and say its kind (政策, 方案) or not, but no other one."""
    short, long = sorted(_both_planless(_counted(short), _counted(long)), key=lambda text: (len(text), text))
    one, other = title(short), title(long)
    if one == other and _light(short) == _light(long):
        return "abbreviated"
    if (
        min(len(one[0]), len(other[0])) > CONTAINED
        and one[0] == other[0]
        and (one[1] == other[1] or not one[1] or not other[1])
    ):
        return "abbreviated"
    if _nickname(short, long):
        return "abbreviated"
    if _brief(one) == _brief(other) and len(_brief(one)[0]) >= HEAD and one[1]:
        return "pieces"
    told = planless(one[0])
    brief = len(short) <= _BRIEF and one[1] == other[1] and bool(one[1]) and len(told) >= HEAD
    return "pieces" if brief and made_of(short, long) else contained(short, long)


def _light(text: str) -> str:
    """A title without its kind and without words that nobody misses: 强工业 of 强工业若干意见."""
    kind = _kind(text)
    for word in words()["policy_light"]:
        text = text.replace(word, "")
    return text.removesuffix(kind)


def planless(text: str) -> str:
    """A title without its plan, which may stand at any place: 十四五制造业规划."""
    return words().patterns["plans"].sub("", text)


def _both_planless(first: str, second: str) -> tuple[str, str]:
    """Two titles without their plans, if both have one."""
    bare = planless(first), planless(second)
    return bare if bare[0] != first and bare[1] != second else (first, second)


def _brief(parts: tuple[str, str]) -> tuple[str, str]:
    """A title and its kind without what people leave out when they speak of it."""
    text, kind = parts
    for word in words()["policy_weak"]:
        text = text.replace(word, "")
    return text, kind


def _counted(text: str) -> str:
    """A title with the number of its articles in digits."""
    return words().patterns["articles"].sub(lambda match: f"{decimal(match[1])}条", text)


def _nickname(short: str, long: str) -> bool:
    """工业十条 is short for 促进工业发展若干政策(十条), which has as many articles and these words."""
    match = _ARTICLES.search(short)
    if match is None or match.end() != len(short) or match[0] not in long:
        return False
    words_of = short[: match.start()]
    return bool(words_of) and words_of[:HEAD] in long and in_order(words_of, long)


@lru_cache(maxsize=1 << 14)
def title(text: str) -> tuple[str, str]:
    """What a policy's title tells beyond what all titles have, and its kind, '' if it has none.

    >>> title('促进工业强县若干政策措施(二十条)')
    ('工业强县二十条', '政策')
    """
    text = words().patterns["spans"].sub("", text)
    for word in words()["policy_fillers"]:
        text = text.replace(word, "")
    kind = _kind(text)
    at = text.rfind(kind) if kind else len(text)
    return text[:at] + text[at + len(kind) :], words().policy_kinds.get(kind, kind)


def _kind(text: str) -> str:
    """The word for its kind that a title has behind its first two characters, the longest first."""
    return next((word for word in words().policy_kinds if word in text[HEAD:]), "")


def _projects(short: str, long: str) -> str:
    """Both begin with their owner, and of what is built the short name leaves out words."""
    short, long = (words().patterns["any_park"].sub("园", name) for name in (short, long))
    if short == long:
        return "abbreviated"
    if _changes(long) and not _changes(short):
        return contained(short, long)
    same = short[:_OWNER] == long[:_OWNER] and len(short) > _OWNER + HEAD
    goes_on = long.startswith(short) and not only(long[len(short) :], words()["project_fillers"])
    if same and in_order(short, long) and not goes_on:
        return "abbreviated"
    if HEAD <= len(short) <= _OWNER and short[0] == long[0] and _built(short, long):
        return "initials"
    part = long.startswith(short) and not only(long[len(short) :], words()["project_fillers"])
    return "pieces" if made_of(short, long, _LEFT_OUT) and not part else contained(short, long)


def _changes(name: str) -> bool:
    """Whether a project does something to what is there already."""
    return any(word in name for word in words()["project_changes"])


def _built(short: str, long: str) -> bool:
    """宁海抽蓄 of 宁海抽水蓄能电站: first characters of what is built, in their order."""
    fits = len(short) + HEAD <= len(long) <= len(short) * _OWNER and short[1] != long[1]
    return fits and in_order(short, long)


def _one_programme(first: Core, second: Core) -> bool:
    """Whether endings of two programmes of one core can be of one: of a common word only the same (科技活动周,
    科技计划); and what closes as a thing of its own does, or reforms a system, is not what goes by the bare name."""
    short, long = sorted((first.trade, second.trade), key=len)
    if words().common.fullmatch(first.text) and not _NUMERALS.fullmatch(first.text):
        return short == long
    if _NUMERALS.fullmatch(first.text):
        short, long = sorted((less(text, words()["programme_tails"]) for text in (short, long)), key=len)
    if not short and (long.endswith(words()["other_things"]) or (long.endswith(_REFORM) and long != _REFORM)):
        return False
    return _may_lack(short, long)


def _may_lack(first: str, second: str) -> bool:
    """Whether two endings can be of one thing: 行动 and 专项行动, or none; but not 改革 and 行动."""
    short, long = sorted(map(_way, (first, second)), key=len)
    return long.endswith(short) or (long.startswith(short) and long[len(short) :] in words()["programme_neutral"])


def _way(ending: str) -> str:
    """What is left of an ending that tells one programme from another: 专项活动 and 行动 are the same."""
    for word in words()["programme_ways"]:
        ending = ending.replace(word, "")
    return ending.replace("活动", "行动")


_OTHERS: Mapping[str, Callable[[str, str], str]] = MappingProxyType(
    {"Park": parks, "Agency": _agencies, "Policy": _policies, "Project": _projects}
)
