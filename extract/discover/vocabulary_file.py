"""Proposals as a vocabulary file that loads as it stands, with everything doubtful in comments beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from extract.discover.facets import Suggestion
from extract.discover.proposals import Proposal
from extract.discover.sightings import one_line
from ontology.records import stable_id
from ontology.vocabulary.programmes import FORMS, SCOPES

HEADER = """\
# Programmes that `zhengmai discover` proposes: {count}, best first. Read each, mend it or delete it; what is kept
# counts from the next `zhengmai build … --vocabulary` with this file. Fields: ontology/vocabulary/programmes/README.md.
# `en` has the Chinese name until somebody translates it; let an `id` be the pinyin of the name before others use it.
programmes:
"""
_PLAIN = re.compile(r"[\u3400-\u9fff“”‘’][\u3400-\u9fffA-Za-z0-9“”‘’·、（）+]*")
_ID_DIGITS = 8


def vocabulary_text(proposals: Sequence[Proposal]) -> str:
    """A whole vocabulary file."""
    return HEADER.format(count=len(proposals)) + "\n".join(map(entry_text, proposals))


def entry_text(proposal: Proposal, indent: str = "") -> str:
    """One entry of the list `programmes`, each of its lines indented by `indent`."""
    return "".join(f"{indent}{line}\n" for line in (*_fields(proposal), *_comments(proposal)))


def entry_id(proposal: Proposal) -> str:
    """An id that stays the same from run to run, and that no other proposal has."""
    own = proposal.provinces if proposal.same_name else ()
    return f"found-{stable_id('discover', proposal.label, *own)[:_ID_DIGITS]}"


def _fields(proposal: Proposal) -> Iterator[str]:
    name, facets = _scalar(proposal.label), proposal.facets
    yield f"- id: {entry_id(proposal)}"
    yield f"  label: {name}"
    yield f"  en: {name}"
    if proposal.forms:
        yield f"  aliases: {_list(proposal.forms)}"
    if proposal.same_name:
        yield f"  shared: {_list((proposal.label, *proposal.forms))}"
    yield from _facet("form", facets["form"], proposal.contexts, FORMS[0])
    yield from _facet("holder", facets["holder"], proposal.contexts)
    yield from _facet("scope", facets["scope"], proposal.contexts, SCOPES[0])
    yield from _levels(proposal)


def _facet(name: str, found: Sequence[Suggestion], contexts: int, fallback: str = "") -> Iterator[str]:
    """The leading value as the field, and all of them with their contexts as a comment."""
    if found:
        yield f"  {name}: [{found[0].value}]"
        said = "; ".join(f"{_count(s, contexts)} {s.value}" for s in found)
        yield f"  # {name}: {said}"
    elif fallback:
        yield f"  {name}: [{fallback}]"
        yield f"  # {name}: nothing speaks for any; this one stands here because the field must not be empty"


def _count(found: Suggestion, contexts: int) -> str:
    if not found.contexts:
        return "the name itself says"
    by_name = " and the name itself say" if found.by_name else " say" if contexts > 1 else " says"
    return f"{found.contexts} of {contexts} context{'s' * (contexts > 1)}{by_name}"


def _levels(proposal: Proposal) -> Iterator[str]:
    """Levels as seen: a scheme takes at least two; who grants is a guess from them, and so a comment."""
    levels = proposal.facets["levels"]
    if len(levels) > 1:
        yield f"  levels: [{', '.join(s.value for s in levels)}]"
    if levels:
        yield f"  # levels: seen with {', '.join(f'{s.value} ({s.contexts})' for s in levels)}"
        yield f"  # grantor: [{', '.join(s.value for s in proposal.facets['grantor'])}]"
    if proposal.national:
        share = f"{proposal.national} of {proposal.contexts} contexts"
        yield f"  # national: true  ({share}: the State speaks, or is named)"


def _comments(proposal: Proposal) -> Iterator[str]:
    seen = f"{proposal.documents} documents, {proposal.mentions} mentions, score {proposal.score:.2f}"
    yield f"  # seen: {seen}; years {_several(proposal.years)}; provinces {_several(proposal.provinces)}"
    if proposal.same_name:
        yield f"  # same name in {_several(proposal.same_name)}: entries apart, until something ties them"
    if proposal.unplaced:
        yield f"  # {proposal.unplaced} more documents with this name are of unknown province"
    if proposal.similar:
        yield f"  # like {_several(proposal.similar)}: the same, a variantOf, an analogueOf, or part of it (broader)?"
    for doubt in proposal.doubts:
        yield f"  # doubt: {doubt}"
    for s in proposal.examples:
        yield f"  # {one_line(s.doc)} {s.start}-{s.end}: {s.sentence}"


def _several(words: Sequence[str]) -> str:
    return ", ".join(map(one_line, words)) or "unknown"


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_scalar, words))}]"


def _scalar(word: str) -> str:
    """A word as YAML: plain where nothing in it can be mistaken, else in double quotes, whose escapes are JSON's."""
    return word if _PLAIN.fullmatch(word) else json.dumps(word, ensure_ascii=False)
