"""What the table of the model card compares: recognisers alone, and the pipeline with each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.pipeline import ExtractConfig
from extract.recogniser.policy import PolicyRecogniser
from extract.training.measure import Recognise
from extract.training.teachers import TeacherError, envpos_spans, lac_spans


@dataclass(frozen=True, slots=True)
class Alone:
    """A recogniser that sees sentences and nothing else."""

    name: str
    recognise: Recognise


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The whole of extraction, over whole documents, with one recogniser or none."""

    name: str
    config: ExtractConfig


@dataclass(frozen=True, slots=True)
class Missing:
    """What would be compared, were it installed."""

    name: str
    reason: str


System = Alone | Pipeline | Missing


def systems(model: Path | None = None, hanlp: str = "") -> Iterator[System]:
    """What is compared, in the order of the table's rows.

    `model` is the folder of another policy model than the shipped one; HanLP takes part where a model of its own is
    named. Raises ModelError for a folder without a model.
    """
    yield Pipeline("rules and lexicons alone", ExtractConfig(ner="none"))
    yield Alone("LAC alone", lac_spans)
    yield _envpos("envpos alone")
    yield Alone("policy model alone", PolicyRecogniser(model).recognise)
    yield Pipeline("pipeline with LAC", ExtractConfig(ner="lac"))
    if hanlp:
        yield Pipeline("pipeline with HanLP", ExtractConfig(ner=f"hanlp:{hanlp}"))
    yield Pipeline("pipeline with policy model", ExtractConfig(ner=f"policy:{model}" if model else "policy"))


def _envpos(name: str) -> Alone | Missing:
    try:
        envpos_spans([])
    except TeacherError as error:
        return Missing(name, str(error))
    return Alone(name, envpos_spans)
