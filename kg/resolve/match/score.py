"""Two profiles compared: what speaks for and against their being one thing, as words and as a probability.

Source of the method: I. P. Fellegi and A. B. Sunter, A Theory for Record Linkage, JASA 64 (1969); the weights are
data (`weights.yaml`). Rules stand beside the weights and are not outweighed by them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os.path import commonprefix

from kg.resolve.match.akin import akin
from kg.resolve.match.bars import bars
from kg.resolve.match.completion import completed
from kg.resolve.match.context import calls_one, says
from kg.resolve.match.editions import Compared
from kg.resolve.match.firm_names import firm_core
from kg.resolve.match.learnt import learnt
from kg.resolve.match.likeness import ALIKE, name_likeness
from kg.resolve.match.lying import lying
from kg.resolve.match.masks import filled
from kg.resolve.match.particulars import agreeing
from kg.resolve.match.profile import PHRASE, Profile
from kg.resolve.match.renaming import renamed_silently
from kg.resolve.match.spoken import spoken_rest, spoken_trade
from kg.resolve.match.tying import tied
from kg.resolve.match.weighing import may_weigh, open_to_weighing, weigh
from kg.resolve.match.weights import Rule, weights
from kg.resolve.match.words import words

_LONG, _SHORT = 7, 2
# What is also said in words that no statement foresees.
_LOOSELY = "renamed"
_SHOWN = 3
_Called = tuple[tuple[str, ...], tuple[str, ...]]
# Where the same name is seen so, what is told of one thing is told of both.
_AT_ONE_PLACE = ("same", "nation", "province")
_ELSEWHERE = ("wide", "unknown", "apart")
# Without an alike name one of these must tie two things before a person is asked.
_TYING = ("said", "identifier")
# Names that a sentence may complete, and make those of one thing; of what stands on its ground.
_PARTLY = ("skipped", "contained", "pieces", "unlike")
_BUILT = ("Project", "Park")
# Names of which one tells less of its trade, so that a sentence that names the trade speaks for them.
_LACKING = ("shortened", "skipped", "initials", "abbreviated", "pieces")


@dataclass(frozen=True, slots=True)
class Feature:
    """One observation: its name and level in `weights.yaml` (`learnt.csv` if `learnt`), its weight in log-odds, and
    what was seen."""

    name: str
    level: str
    weight: float
    seen: str = ""
    learnt: bool = False

    def words(self, language: str) -> str:
        """The observation in words, in zh or en."""
        level = (learnt() if self.learnt else weights()).features[self.name][self.level]
        said = level.zh if language == "zh" else level.en
        return f"{said} ({self.seen})" if self.seen else said


@dataclass(frozen=True, slots=True)
class Score:
    """What a comparison comes to. `bars` are the names of rules in `weights.yaml` that forbid a merge; `weighed` where
    the features are those of `learnt.csv`."""

    features: tuple[Feature, ...]
    bars: tuple[str, ...]
    weighed: bool = False

    @property
    def probability(self) -> float:
        """How likely the two are one thing by the weights alone, between 0 and 1."""
        prior = learnt().prior if self.weighed else weights().prior
        odds = prior + sum(feature.weight for feature in self.features)
        return 1 / (1 + math.exp(-odds))

    @property
    def merges(self) -> bool:
        """Whether the two are merged without asking."""
        least = learnt().merge if self.weighed else weights().merge
        return not self.bars and self.probability >= least

    @property
    def asks(self) -> bool:
        """Whether a person is asked about the two."""
        tied = self.weighed or any(feature.name in _TYING or feature.level in ALIKE for feature in self.features)
        return tied and all(weights().bars[name].ask for name in self.bars) and self.probability >= weights().suggest

    @property
    def wanting(self) -> bool:
        """Whether rules forbid a merge only for want of evidence; that one text has a name and a part of it speaks
        against them."""
        seen = {feature.name: feature.level for feature in self.features}
        beside = seen.get("document") == "same" and seen.get("name") == "contained"
        return bool(self.bars) and not beside and all(weights().bars[name].wanting for name in self.bars)

    @property
    def namesakes(self) -> bool:
        """Whether the two are one by name and place, so that what ties one of them to a third ties both."""
        seen = {feature.name: feature.level for feature in self.features}
        return self.merges and seen.get("name") == "equal" and seen.get("place") in _AT_ONE_PLACE

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that forbid a merge."""
        return tuple(weights().bars[name] for name in self.bars)

    @property
    def absolute(self) -> tuple[str, ...]:
        """The rules that forbid a merge whatever a person says."""
        return tuple(name for name in self.bars if weights().bars[name].absolute)


def compare(first: Profile, second: Profile) -> Score:
    """The score of two profiles; their order does not matter."""
    a, b = (first, second) if first.key <= second.key else (second, first)
    seen = compared(a, b)
    found = tuple(_feature(name, level, what) for name, level, what in _observations(a, b, seen))
    score = Score(found, bars(a, b, seen))
    if score.merges or not open_to_weighing(score.bars, seen):
        return score
    again = weigh(a, b, seen)
    weighed = Score(tuple(_weighed(*one) for one in again), (), weighed=True) if again else score
    return weighed if weighed.merges else score


def worth_comparing(a: Profile, b: Profile) -> bool:
    """Whether two candidates can come to anything: alike names, a common identifier, or a sentence that may tie them.

    Says of most candidates quickly that they cannot, and of none that could be merged or suggested.
    """
    if a.ids & b.ids or name_likeness(a.names, b.names, a.type)[0] in ALIKE:
        return True
    if may_weigh(a, b) or akin(a, b) or renamed_silently(a, b) or filled(a, b):
        return True
    if a.type in _BUILT and completed(a, b):
        return True
    texts = (a.called, b.called)
    return any(any(x in s for x in texts[0]) and any(y in s for y in texts[1]) for s in (*a.telling, *b.telling))


def compared(a: Profile, b: Profile) -> Compared:
    """What is found when two profiles of one type are compared, in the order of their keys."""
    level, one, other = name_likeness(a.names, b.names, a.type)
    if level in _PARTLY and a.type in _BUILT and not a.documents & b.documents and (full := completed(a, b)):
        level, one, other = "completed", *full
    elif level == "unlike" and a.roles & b.roles and one[:1] == other[:1] and _bureaus(one, other):
        # One role at one place under other words: 科经信局 of 科技和工业信息化局.
        level = "abbreviated"
    if level == "unlike" and filled(a, b):
        level = "misspelt"
    elif level in ("contained", "kin", "unlike") and akin(a, b):
        level = "akin"
    place = lying(a, b)
    texts = tuple(n.text for n in a.names), tuple(n.text for n in b.names)
    sentences = (*a.telling, *b.telling)
    kinds = ("alias", "renamed")
    said = next((kind for kind in kinds if _says_one(kind, a.type, level, sentences, (a.called, b.called))), None)
    said = said or (_LOOSELY if level in ("unlike", "akin") and renamed_silently(a, b) else None)
    if a.type == "Programme" and level == "unlike" and place in _ELSEWHERE:
        # 企业技术中心(研发中心) in one text says nothing of what is called so elsewhere.
        said = None
    owns, takes = (says(kind, sentences, *texts) is not None for kind in ("owns", "takes"))
    listed = says("listed", (*a.sentences, *b.sentences), *texts) is not None
    return Compared(level, (one, other), place, said, owns, listed, takes)


def _bureaus(*offices: str) -> bool:
    """Whether names are those of offices of one kind: 局, 委, 办, 厅."""
    return all(office.endswith(words()["bureaus"]) for office in offices) and len({o[-1] for o in offices}) == 1


def _says_one(kind: str, type: str, level: str, sentences: Sequence[str], called: _Called) -> bool:
    """Whether a text says that two names are one thing's.

    Of offices only in plain words, or if the names are alike (one stands in brackets behind another with which it
    shares its rooms); and an office that a reform made is not the one before it.
    """
    sentence = says(kind, sentences, *called) or (calls_one(type, sentences, *called) if kind == _LOOSELY else None)
    if sentence is None or type != "Agency":
        return sentence is not None
    if level == "unlike" and any(x.startswith(y) or y.startswith(x) for x in called[0] for y in called[1]):
        # 教育部教育管理信息中心 is a body of 教育部.
        return False
    plain = level in ALIKE or words().patterns["naming_cues"].search(sentence) is not None
    plain = plain or any(word in sentence for word in words()["naming"])
    return plain and not any(word in sentence for word in words()["reforms"])


def _feature(name: str, level: str, seen: str) -> Feature:
    return Feature(name, level, weights().features[name][level].weight, seen)


def _weighed(name: str, level: str, seen: str) -> Feature:
    return Feature(name, level, learnt().features[name][level].weight, seen, learnt=True)


def _observations(a: Profile, b: Profile, seen: Compared) -> Iterator[tuple[str, str, str]]:
    yield "name", seen.name, " / ".join(dict.fromkeys(seen.cores))
    length = min(map(len, seen.cores))
    if seen.name in ALIKE and length >= _LONG:
        yield "length", "long", ""
    elif _short_name(a, b, seen, length):
        yield "length", "short", ""
    yield "place", _place_level(a, seen.place), ""
    if seen.said:
        yield "said", seen.said, ""
    if shared := a.ids & b.ids:
        yield "identifier", "same", min(shared)
    if a.roles and b.roles and (a.roles & b.roles or not seen.said):
        yield "office", "same" if a.roles & b.roles else "other", ""
    if seen.name in ALIKE and (phrase := _shared_phrase(a, b)):
        yield "stretch", "shared", phrase
    elif seen.name in ALIKE and (topics := a.shares(b)):
        yield "topic", a.overlap(b), " ".join(sorted(topics)[:_SHOWN])
    if seen.name in ALIKE and (particular := agreeing(a.particulars, b.particulars)):
        yield "particular", "shared", particular
    if seen.name in ALIKE and a.type == "Enterprise" and _rare(seen.cores):
        yield "stem", "rare", ""
    if form := _form(a, b, seen):
        yield "form", form, ""
    if seen.name in _LACKING and a.type == "Enterprise" and (trade := spoken_trade(a, b, seen.cores)):
        yield "trade", "spoken", trade
    elif seen.name == "skipped" and a.type == "Programme" and (rest := spoken_rest(a, b, seen.cores)):
        yield "trade", "spoken", rest
    yield from _facts(a, b)
    if a.documents == b.documents and len(a.documents) == 1:
        yield "document", "same", ""


def _short_name(a: Profile, b: Profile, seen: Compared, length: int) -> bool:
    """Whether firms' names are so short that many may have them; first characters always are, and that one of them is
    a registered name's tells more."""
    if seen.name not in ALIKE or length > _SHORT or a.type != "Enterprise" or (a.group and b.group):
        return False
    return seen.name != "initials" or not (a.formal or b.formal)


def _form(a: Profile, b: Profile, seen: Compared) -> str:
    """How two names of firms lie of which neither is a registered one, if that tells something."""
    if a.type != "Enterprise" or a.formal or b.formal or seen.name not in ALIKE:
        return ""
    named = {name.text for name in a.names}.isdisjoint(name.text for name in b.names)
    if named and not (seen.said or a.ids & b.ids or tied(a, b) or agreeing(a.particulars, b.particulars)):
        return "silent"
    return "bare" if seen.name in _LACKING else ""


def _rare(cores: tuple[str, str]) -> bool:
    """Whether the beginning that two firms' names share has a character that is not given for luck."""
    stem = firm_core(commonprefix(cores)).stem
    return len(stem) >= _SHORT and not set(stem) <= words().lucky


def _place_level(a: Profile, place: str) -> str:
    """Of firms, to be somewhere in the country says nothing; of offices, one place is one place at any level."""
    if place not in ("nation", "province"):
        return place
    return {"Enterprise": "wide", "Agency": "same"}.get(a.type, place)


def _facts(a: Profile, b: Profile) -> Iterator[tuple[str, str, str]]:
    for kind in ("industry", "park", "title"):
        one, other = a.facts.get(kind, frozenset()), b.facts.get(kind, frozenset())
        if shared := one & other:
            yield kind, "shared", min(shared)
        elif one and other and kind != "title":
            yield kind, "apart", ""


def _shared_phrase(a: Profile, b: Profile) -> str:
    """The longest stretch that sentences of both share besides the names, the first of equals; '' if it is short."""
    if a.documents & b.documents or not (shared := a.stretches & b.stretches):
        return ""
    runs = [run for text in a.nameless for run in _runs(text, shared)]
    return min(runs, key=lambda run: (-len(run), run))


def _runs(text: str, shared: frozenset[str]) -> Iterator[str]:
    """The longest stretches of `text` all of whose parts are shared."""
    start: int | None = None
    for at in range(len(text) - PHRASE + 2):
        if text[at : at + PHRASE] in shared:
            start = at if start is None else start
        elif start is not None:
            yield text[start : at + PHRASE - 1]
            start = None
