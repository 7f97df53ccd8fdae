"""How alike two names are, as one word: the levels of the feature `name`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from kg.resolve.match.fold import abbreviates, nearly_equal, same_reading
from kg.resolve.match.names import Core, Name, trade_words
from kg.resolve.match.numerals import decimal
from kg.resolve.match.words import words
from ontology.vocabulary import load_parks

# The likest first; of several readings and names of two things the best counts.
LEVELS = (
    "equal",
    "reading",
    "abbreviated",
    "shortened",
    "initials",
    "pieces",
    "misspelt",
    "contained",
    "kin",
    "unlike",
)
_HEAD = 2
_CONTAINED = 3
_OWNER = 4
_ARTICLES = re.compile("[一二三四五六七八九十0-9]{1,3}条")
_JOINS = str.maketrans("", "", "和与及、")
_HOSTS = ("开发区", "高新区", "经开区", "工业园区", "工业园", "产业园区", "集中区", "集聚区")
_SINGLE = ("开发区", "高新区")
_TOWNS = ("街道", "镇", "乡")
_LEVELS_OF_PARKS = ("国家级", "省级", "市级")
_SPELT = 4
# So long is a title that people made up for themselves: 冰雪条例.
_BRIEF = 6
# So much of a name is left out at most.
_LEFT_OUT = 4


def name_likeness(first: tuple[Name, ...], second: tuple[Name, ...], kind: str) -> tuple[str, str, str]:
    """The level of the likest two names, and those names as cores."""
    found = ((likeness(a, b, kind), a.text, b.text) for x in first for y in second for a in x.cores for b in y.cores)
    return min(found, key=lambda level: (LEVELS.index(level[0]), level[1:]), default=("unlike", "", ""))


def likeness(first: Core, second: Core, kind: str) -> str:
    """The level of two readings of names of a kind of thing.

    >>> likeness(Core('禾川机电', '禾川', '机电'), Core('禾川精密', '禾川', '精密'), 'Enterprise')
    'kin'
    """
    if first.text == second.text:
        return "equal" if kind != "Programme" or _may_lack(first.trade, second.trade) else "kin"
    if same_reading(first.text, second.text):
        return "reading"
    short, long = sorted((first, second), key=lambda core: (len(core.text), core))
    if kind == "Enterprise":
        return "kin" if _sideline(long.text) != _sideline(short.text) else _companies(short, long)
    return _OTHERS.get(kind, _contained)(short.text, long.text)


def _contained(short: str, long: str) -> str:
    return "contained" if len(short) > _CONTAINED and short in long else "unlike"


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
    short, long = sorted((_counted(short), _counted(long)), key=lambda text: (len(text), text))
    one, other = title(short), title(long)
    if (
        min(len(one[0]), len(other[0])) > _CONTAINED
        and one[0] == other[0]
        and (one[1] == other[1] or not one[1] or not other[1])
    ):
        return "abbreviated"
    if _nickname(short, long):
        return "abbreviated"
    if one == other and len(one[0]) >= _HEAD and one[1]:
        return "pieces"
    told = words().patterns["plans"].sub("", one[0])
    brief = len(short) <= _BRIEF and one[1] == other[1] and bool(one[1]) and len(told) >= _HEAD
    return "pieces" if brief and _made_of(short, long) else _contained(short, long)


def _counted(text: str) -> str:
    """A title with the number of its articles in digits."""
    return words().patterns["articles"].sub(lambda match: f"{decimal(match[1])}条", text)


def _nickname(short: str, long: str) -> bool:
    """工业十条 is short for 促进工业发展若干政策(十条), which has as many articles and these words."""
    match = _ARTICLES.search(short)
    if match is None or match.end() != len(short) or match[0] not in long:
        return False
    words_of = short[: match.start()]
    return len(words_of) >= _HEAD and words_of[:_HEAD] in long and _in_order(words_of, long)


def title(text: str) -> tuple[str, str]:
    """What a policy's title tells beyond what all titles have, and the word for its kind, '' if it has none.

    >>> title('促进工业强县若干政策措施(二十条)')
    ('工业强县二十条', '政策措施')
    """
    for word in words()["policy_fillers"]:
        text = text.replace(word, "")
    kind = next((word for word in words()["policy_kinds"] if word in text[_HEAD:]), "")
    at = text.rfind(kind) if kind else len(text)
    return text[:at] + text[at + len(kind) :], kind


def _projects(short: str, long: str) -> str:
    """Both begin with their owner, and of what is built the short name leaves out words."""
    same = short[:_OWNER] == long[:_OWNER] and len(short) > _OWNER + _HEAD
    if same and _in_order(short, long):
        return "abbreviated"
    part = long.startswith(short) and not _only(long[len(short) :], words()["project_fillers"])
    return "pieces" if _made_of(short, long) and not part else _contained(short, long)


def _parks(short: str, long: str) -> str:
    """What a park is called may be shortened, not what tells it from others: 张江高新区 is 张江高新技术产业开发区."""
    if _same_park(_park(short), _park(long)):
        return "abbreviated"
    one, other = _park_kind(short), _park_kind(long)
    if short[: len(short) - len(one)] == long[: len(long) - len(other)] and abbreviates(one, other):
        return "abbreviated"
    return "contained" if abbreviates(short, long) and not long.startswith(short) else "unlike"


def _same_park(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """A place has one 开发区 and one 高新区 of its own name; of other parks only a name of their own tells."""
    (head, kind), (other, other_kind) = first, second
    return head == other and kind == other_kind and bool(kind) and (len(head) >= _HEAD or kind in _SINGLE)


def _park(name: str) -> tuple[str, str]:
    """What tells a park from others, and the family of its kind: 沙门镇小微企业园 is 沙门, 小微企业园."""
    for form, short in words().park_forms.items():
        name = name.replace(form, short)
    ending = _park_kind(name) or ("园" if name.endswith("园") else "")
    head = name[: len(name) - len(ending)]
    host = next((at for at in range(len(head) - _HEAD, _HEAD, -1) if head[:at].endswith(_HOSTS)), 0)
    head = head[host:]
    for level in _LEVELS_OF_PARKS:
        head = head.removeprefix(level)
    town = next((word for word in _TOWNS if word in head[_HEAD:]), None)
    kind = (
        load_parks().endings[ending].kind
        if ending in load_parks().endings
        else words().park_families["工业园区"]
        if ending
        else ""
    )
    return (head.replace(town, "", 1) if town else head), words().park_families.get(kind, kind)


def is_kind(name: str) -> bool:
    """Whether a park's name only says what kind of park it is: 经开区, 高新技术产业开发区."""
    return _park_kind(name) == name


def _park_kind(name: str) -> str:
    return next((ending for ending in load_parks().endings if name.endswith(ending)), "")


def _may_lack(first: str, second: str) -> bool:
    """Whether two endings can be of one thing: 行动 and 专项行动, or none; but not 改革 and 行动."""
    short, long = sorted(map(_way, (first, second)), key=len)
    return long.endswith(short) or (long.startswith(short) and long[len(short) :] in words()["programme_neutral"])


def _way(ending: str) -> str:
    for word in words()["programme_ways"]:
        ending = ending.replace(word, "")
    return ending


def _sideline(name: str) -> str:
    return next((word for word in words()["sidelines"] if name.endswith(word)), "")


def _companies(short: Core, long: Core) -> str:
    if short.stem == long.stem:
        if not short.trade or not long.trade:
            return "shortened"
        return "abbreviated" if _same_trade(short.trade, long.trade) else "kin"
    if _beyond(short, long):
        return "contained"
    if len(short.text) >= _SPELT and nearly_equal(short.text, long.text):
        return "misspelt"
    if long.text.startswith(short.text):
        return "abbreviated" if len(short.text) > _CONTAINED else "shortened"
    if _near_length(short, long) and short.text[:_HEAD] == long.text[:_HEAD] and _in_order(short.text, long.text):
        return "abbreviated"
    if len(short.text) >= _CONTAINED and short.text in long.text:
        tail = long.text.partition(short.text)[2]
        return "pieces" if len(_beyond_trade(tail)) <= _HEAD else "contained"
    return "initials" if _initials(short, long) else "unlike"


def _beyond(short: Core, long: Core) -> bool:
    """Whether the longer name goes on with another business: 中天科技 and 中天科技海缆, 华星纺织 and 华星纺织机械.

    One word of trade behind another (数控机床) is the same business, but not what only serves it.
    """
    rest = long.text[len(short.text) :]
    if not short.trade or not rest or not long.text.startswith(short.text):
        return False
    serves = short.trade.endswith(words()["goods"]) and rest.endswith(words()["means"])
    vague = short.trade.endswith(words()["vague_trades"]) and not _only(rest, words()["vague_trades"])
    return serves or vague or not _only(long.text[len(short.stem) :], trade_words())


def _only(text: str, known: tuple[str, ...]) -> bool:
    """Whether a text is made of known words."""
    return not _less(text, known)


def _beyond_trade(text: str) -> str:
    """What is left of the end of a firm's name without its words of trade."""
    return _less(text, trade_words())


def _less(text: str, known: tuple[str, ...]) -> str:
    """A text without known words at its end, the longest first."""
    while text and (word := next((w for w in known if text.endswith(w)), "")):
        text = text[: -len(word)]
    return text


def _initials(short: Core, long: Core) -> bool:
    """马钢 of 马鞍山钢铁: the first character of the place, and some of what follows."""
    fits = _HEAD <= len(short.text) <= _CONTAINED and short.text[0] == long.text[0] and long.place >= _HEAD
    return fits and short.place == 0 and _in_order(short.text[1:], long.text[long.place :])


def _made_of(short: str, long: str) -> bool:
    """Whether a short name is made of pieces of a long one that begins as it does, each of two characters and more, and
    leaves little out: 核桃油 of 核桃油加工扶贫."""
    few = _HEAD < len(short) < len(long) <= len(short) + _LEFT_OUT
    return few and short[:_HEAD] == long[:_HEAD] and _pieces(short, long)


def _pieces(short: str, long: str) -> bool:
    """Whether `short` is pieces of `long` in their order, of two characters at least; the longest piece first."""
    if not short:
        return True
    for size in range(len(short), 1, -1):
        at = long.find(short[:size])
        if at >= 0 and _pieces(short[size:], long[at + size :]):
            return True
    return False


def _near_length(short: Core, long: Core) -> bool:
    """An abbreviation has about one character for two."""
    return len(long.text) <= 2 * len(short.text) + 1


def _same_trade(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    known = any({short, long} <= group for group in words().trades)
    return known or long.startswith(short) or _in_order(short, long) or _industry(short, long) or _industry(long, short)


def _industry(first: str, second: str) -> bool:
    """纸业 and 造纸: one writes 业 where the other says what is done."""
    return len(first) == _HEAD and first.endswith("业") and second in _written(first[0])


def _written(goods: str) -> set[str]:
    return {pattern.replace("{}", goods) for pattern in words()["industries"]}


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


_OTHERS: Mapping[str, Callable[[str, str], str]] = MappingProxyType(
    {"Park": _parks, "Agency": _agencies, "Policy": _policies, "Project": _projects}
)
