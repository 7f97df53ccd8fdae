"""Works: projects without the word 项目, told by who builds them and by what only happens to works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lexicon import either
from extract.entities.projects import LEAST_OWNED, MAX_NAME, is_owned, name_start, says_no_project
from extract.rules import words

# What goes on behind a phase is the name of what is built in it: 远山纺织二期年产5万锭项目.
_PHASE = re.compile(
    r"(?P<phase>[一二三四首](?<=[\u4e00-\u9fff].)期(?:扩建|技改)?(?:项目|工程)?)"
    r"(?!(?:[和及、][一二三四]期)?[\u4e00-\u9fff\d]{0,16}(?:项目|工程|生产线))"
)
_SEVERAL = re.compile(r"[\d一二两三四五六七八九十数多]+[条个座台套]")
_SUM = 40
_CLAUSE = 24
_LED = 4
_LEAST_MODIFIER = 2
# 投资12亿元在某园建设: a sum, and the verb of building right before what is built.
_INVESTED = re.compile(r"投资[\dXx×.]+[万亿]?元[^。；、]{0,20}(?:建设|新建|兴建)$")
_BUILDS = re.compile(
    r"[^，。；：、]*?"
    r"(?P<verb>(?:正在|已|将|拟|计划|新近|今年|去年)*(?:[在到][^，。；：、]{2,12})?"
    r"(?:[\dXx×.]+[万亿]元)?(?:实施|建设|新建|兴建|承建|投建|建成|建起|上马|新上|上了|新添|添置|引进)(?:了|一条|首条|一座)*)$"
)


def find_phases(text: str, companies: Mapping[int, int]) -> Iterator[Candidate]:
    """Candidates of type Project that a company's name and a phase make (远山纺织二期), with the company in them;
    `companies` tells where names of companies begin by their ends."""
    for match in _PHASE.finditer(text):
        start = companies.get(match.start())
        if start is not None:
            yield Candidate(start, match.end("phase"), "Project", "project-phase")


def find_works(text: str, boundaries: Boundaries, company_ends: Sequence[int]) -> Iterator[Candidate]:
    """Candidates of type Project in cleaned text; `company_ends` are where names of companies end.

    A word for works closes the name. Before the name stands its owner, a verb of building, or the head of the clause;
    behind it a word of progress, or the end of the clause.
    """
    ends = set(company_ends)
    for match in _works().finditer(text):
        start = _start(text, match.start(), boundaries, ends)
        name, modifier = text[start : match.end()], text[start : match.start()]
        if match.group("done") is None:
            told = _invested(text, start) or _built_by(text, start, name, ends)
        else:
            told = _alone(start, match.start(), name, boundaries) or is_owned(text, start, ends) or _led(text, start)
        if told and LEAST_OWNED <= len(name) <= MAX_NAME and _tells(modifier, name):
            yield Candidate(start, match.end(), "Project", "project-work")


@cache
def _works() -> re.Pattern[str]:
    """A word for works, before a word of progress (`done`) or the end of the clause."""
    between = "|".join(sorted(words("projects", "between"), key=len, reverse=True))
    done = rf"(?P<done>(?=(?:{between}){{0,5}}(?:{either(words('projects', 'progress'))})))"
    works = either([*words("projects", "works"), *(f"{of}线" for of in words("projects", "lines_for"))])
    return re.compile(rf"(?:{works})(?:{done}|(?=[，。；]))")


def _start(text: str, position: int, boundaries: Boundaries, company_ends: set[int]) -> int:
    """Where a name begins: behind its owner or 投产的, past the one-character words that names hold too."""
    low = boundaries.left_edge(position, strong=True)
    owners = [e for e in company_ends if low <= e < position]
    if owners:
        return max(owners) + text.startswith("的", max(owners))
    whole = low == boundaries.hard_edge(position) and text.startswith(words("projects", "alone"), position)
    start = low if whole else position
    start = min(start, name_start(text, position, boundaries, company_ends))
    led = [m.end() for m in _led_by().finditer(text, start, position)]
    return led[-1] if led else start


@cache
def _led_by() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(words('projects', 'led_by'))})的|该?企业的?|该?公司的?")


def _led(text: str, start: int) -> bool:
    return any(m.end() == start for m in _led_by().finditer(text, max(0, start - _LED), start))


def _alone(start: int, position: int, name: str, boundaries: Boundaries) -> bool:
    return start == boundaries.hard_edge(position) and name.endswith(words("projects", "alone"))


def _invested(text: str, start: int) -> bool:
    return bool(_INVESTED.search(text, max(0, start - _SUM), start))


def _built_by(text: str, start: int, name: str, company_ends: set[int]) -> bool:
    """Whether a company of the clause builds it: 远山玻璃正在实施全电熔窑改造工程."""
    works = name.endswith((*words("projects", "built"), "线"))
    built = _BUILDS.search(text, max(0, start - _CLAUSE), start) if works else None
    return built is not None and any(built.start() <= end <= built.start("verb") for end in company_ends)


def _tells(modifier: str, name: str) -> bool:
    return (
        len(modifier) >= _LEAST_MODIFIER
        and not says_no_project(modifier)
        and _SEVERAL.match(name) is None
        and not name.endswith(words("projects", "no_works"))
    )
