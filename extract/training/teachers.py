"""Teachers: taggers of others that propose labels of our eight types. Nothing at run time needs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from extract.entities.lac_names import name_type
from extract.recogniser.lac import LacRecogniser
from extract.recogniser.tagset import TYPES, Span
from extract.recogniser.type_map import read_type_map

if TYPE_CHECKING:
    from extract.training.envpos import EnvposTagger

_ENVPOS_MODEL = "envpos/files/pretrained_models/pos-albert"
_TITLE = re.compile(r"《[^《》]+》")
_QUOTED = re.compile(r"“[^“”]{1,14}”")


class TeacherError(ValueError):
    """A teacher is not installed, or is another release than the one known here; the message says what to do."""


def lac_spans(sentences: Sequence[str]) -> list[list[Span]]:
    """What LAC alone finds in each sentence, in order and without overlap.

    Its organisations and places are typed by their last words, a place of no other type as a Region; what stands in
    《》 is a Policy, and at most 14 characters in “” are a Programme, both with their marks as in our labels.
    """
    return [
        _without_overlap([*_marked(sentence), *_typed(sentence, (Span(t.start, t.end, t.tag) for t in tokens))])
        for sentence, tokens in zip(sentences, _lac().tag(sentences), strict=True)
    ]


def envpos_spans(sentences: Sequence[str]) -> list[list[Span]]:
    """What the tagger of the package envpos finds in each sentence, in order and without overlap.

    Give it all sentences at once: batches hold only sentences of one length. Raises TeacherError where the package
    or torch is missing.
    """
    types = read_type_map(files(__package__).joinpath("envpos_types.yaml"))
    found = _envpos().tag(sentences)
    return [
        list(_typed(sentence, (Span(s.start, s.end, types[s.type]) for s in words if s.type in types)))
        for sentence, words in zip(sentences, found, strict=True)
    ]


def _typed(sentence: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Spans of our types as they are, LAC's ORG, LOC and nz by the name's last words; what these do not tell is out."""
    for start, end, tag in spans:
        name = sentence[start:end]
        kind = tag if tag in TYPES else name_type(name, tag) or ("Region" if tag == "LOC" else "")
        if kind:
            yield Span(start, end, kind)


def _marked(sentence: str) -> Iterator[Span]:
    for pattern, kind in ((_TITLE, "Policy"), (_QUOTED, "Programme")):
        for match in pattern.finditer(sentence):
            yield Span(match.start(), match.end(), kind)


def _without_overlap(spans: Iterable[Span]) -> list[Span]:
    """Spans in order; of two that overlap the one given first stays."""
    kept: list[Span] = []
    for span in spans:
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)


@cache
def _lac() -> LacRecogniser:
    return LacRecogniser()


@cache
def _envpos() -> EnvposTagger:
    try:
        # The package itself is never imported: it would load transformers and word clouds.
        folder = Path(str(distribution("envpos").locate_file(_ENVPOS_MODEL)))
        from extract.training.envpos import EnvposTagger
    except ImportError as error:
        raise TeacherError(f"the teacher envpos cannot be used ({error}): pip install 'zhengmai[teachers]'") from None
    if not (folder / "pytorch_model.bin").is_file():
        raise TeacherError(f"{folder}: this release of envpos has no model here; 0.82 has")
    return EnvposTagger(folder)
