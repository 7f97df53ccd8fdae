"""Candidates of the statistical recogniser, whichever it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from extract.entities.agencies import speaks_of_persons
from extract.entities.candidates import Candidate
from extract.entities.lac_names import name_type
from extract.entities.no_enterprises import is_generic, is_masked, tells_no_company
from extract.entities.no_programmes import is_no_programme, is_no_programme_here
from extract.entities.parks import is_general_park
from extract.entities.policies import is_no_policy
from extract.entities.projects import tells_no_project
from extract.entities.quarters import is_waterfront
from extract.entities.seen import Seen, mended
from extract.entities.unsure import spoken_for
from extract.places.gazetteer import gazetteer
from extract.places.region_clues import province_letters
from extract.recogniser.choice import Choice
from extract.recogniser.hanlp import HanlpRecogniser
from extract.recogniser.lac import LacRecogniser
from extract.recogniser.pieces import sentences_of
from extract.recogniser.policy import PolicyRecogniser
from extract.recogniser.tagset import TYPES, Rated, Span
from extract.rules import read_rules, words

Recognise = Callable[[Sequence[str]], list[list[Rated]]]
# A blotted out figure does not mask a project, nor a blotted out place a policy or a programme.
_MAY_BE_MASKED = ("Project", "Policy", "Programme", "Industry")
# Verbs of being somewhere, or going there.
_STAYING = ("在", "驻", "来", "赴", "入", "离")

_REFUSED: Mapping[str, Callable[[str, int, int], bool]] = MappingProxyType(
    {
        "Project": tells_no_project,
        "Enterprise": tells_no_company,
        "Agency": speaks_of_persons,
        "Programme": is_no_programme_here,
    }
)


def find_statistical(text: str, choice: Choice) -> Iterator[Candidate]:
    """Names that the recogniser sees in cleaned text; their source is `model-TYPE`, `lac-TYPE` or `hanlp-TYPE`."""
    source = "model" if choice.name == "policy" else choice.name
    sentences = sentences_of(text)
    for (at, _), spans in zip(sentences, load_recogniser(choice)([s for _, s in sentences]), strict=True):
        for span, probability in spans:
            start, end = _within_quotes(text, at + span.start, at + span.end)
            start += _resides(text, start, end)
            if span.type == "Policy":
                start, end = _after_issue(text, start, end), _before_clause(text, start, end)
            if span.type in _REFUSED and _REFUSED[span.type](text, start, end):
                continue
            if start >= end or (seen := mended(text, Seen(start, end, span.type))) is None:
                continue
            name, kind = text[seen.start : seen.end], seen.type
            if _names_one(name, kind):
                kind = "Park" if kind == "Region" and is_waterfront(name) else kind
                yield Candidate(seen.start, seen.end, kind, f"{source}-{kind.lower()}", probability=probability)


def _within_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without a quotation mark at its edge whose other one it does not contain."""
    start += text[start] == "《" and "》" not in text[start:end]
    opened, closed = text.count("“", start, end), text.count("”", start, end)
    if opened > closed:
        return (start + 1, end) if text[start] == "“" else (start, end - (text[end - 1] == "“"))
    if closed > opened:
        return (start, end - 1) if text[end - 1] == "”" else (start + (text[start] == "”"), end)
    return start, end


def _after_issue(text: str, start: int, end: int) -> int:
    """Where the title of a policy begins once the verb of its issue is left out (某省印发行动方案)."""
    found = _issue().match(text, start, end)
    return found.end() if found else start


def _before_clause(text: str, start: int, end: int) -> int:
    """Where a title without 《》 ends that would go on after a comma: 质量发展纲要，深入实施行动方案 are two."""
    comma = text.find("，", start, end)
    return end if comma < 0 or text.startswith(("关于", "《", "“"), start) else comma


def _resides(text: str, start: int, end: int) -> bool:
    """Whether a name begins with the letter of a province, behind a verb of being or coming there: 在沪国家实验室."""
    if end - start < 3 or text[start] not in province_letters() or not text.endswith(_STAYING, 0, start):
        return False
    return not any(text[start : start + n] in gazetteer().kinds for n in range(2, 5))


@cache
def _issue() -> re.Pattern[str]:
    """At most a name and a verb of issue at the head of a title that does not begin as one."""
    verbs = "|".join(words("policies", "issue_verbs"))
    return re.compile(rf"(?!关于|《|“)[^《》“”\n]{{0,12}}?(?:{verbs})(?:了|的)?(?=[^，。]{{2}})(?![^，。\n]*通知$)")


def _names_one(name: str, kind: str) -> bool:
    """Whether a name tells one entity apart: it is not blotted out, and not made of general words only."""
    if kind not in _MAY_BE_MASKED and is_masked(name):
        return False
    if kind == "Park" and is_general_park(name.strip("“”")):
        return False
    general = {"Enterprise": is_generic, "Policy": is_no_policy, "Programme": is_no_programme}
    return kind not in general or not general[kind](name)


@cache
def load_recogniser(choice: Choice) -> Recognise:
    """What finds the spans of sentences, loaded once a process.

    Raises ModelError, HanlpError or ModuleNotFoundError for a model that does not load.
    """
    if choice.name == "lac":
        return partial(_lac_spans, LacRecogniser())
    if choice.name == "hanlp":
        return partial(_hanlp_spans, HanlpRecogniser(choice.model))
    table = read_rules("conflicts")["least_probability"]
    least = {kind: float(table[kind]) for kind in TYPES}
    unsure = least | {kind: float(value) for kind, value in read_rules("conflicts")["least_spoken_for"].items()}
    recogniser = PolicyRecogniser(Path(choice.model) if choice.model else None)
    return partial(recogniser.rate, least=least, unless=partial(_stands_all_the_same, unsure))


def _stands_all_the_same(least: Mapping[str, float], sentence: str, span: Span, probability: float) -> bool:
    """Whether a span that is not likely enough by itself is a name where form or words around speak for it."""
    return probability >= least[span.type] and spoken_for(sentence, span)


def _lac_spans(recogniser: LacRecogniser, sentences: Sequence[str]) -> list[list[Rated]]:
    tagged = ([Span(*token) for token in tokens] for tokens in recogniser.tag(sentences))
    return [_typed(sentence, spans) for sentence, spans in zip(sentences, tagged, strict=True)]


def _hanlp_spans(recogniser: HanlpRecogniser, sentences: Sequence[str]) -> list[list[Rated]]:
    return [_typed(*pair) for pair in zip(sentences, recogniser.recognise(sentences), strict=True)]


def _typed(sentence: str, spans: Sequence[Span]) -> list[Rated]:
    """The spans whose type is one of ours, or can be told by tag and name."""
    kinds = (s.type if s.type in TYPES else name_type(sentence[s.start : s.end], s.type) for s in spans)
    return [Rated(s._replace(type=kind)) for s, kind in zip(spans, kinds, strict=True) if kind]
