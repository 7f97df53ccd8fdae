"""Evaluation of extraction against gold made by hand, at the level of the knowledge graph."""

from extract.evaluate.confidence import write_confidence
from extract.evaluate.errors import EvaluationError
from extract.evaluate.report import Evaluation, evaluate
from extract.evaluate.sources import Pair, extracted_pairs, recorded_pairs

__all__ = [
    "Evaluation",
    "EvaluationError",
    "Pair",
    "evaluate",
    "extracted_pairs",
    "recorded_pairs",
    "write_confidence",
]
