"""Evaluation of extraction against gold made by hand, at the level of the knowledge graph."""

from extract.evaluate.confidence import write_confidence
from extract.evaluate.errors import EvaluationError
from extract.evaluate.judged import Judged, judge, read_judgements
from extract.evaluate.report import Evaluation, evaluate
from extract.evaluate.sources import Pair, extracted_answers, extracted_pairs, read_records, recorded_pairs

__all__ = [
    "Evaluation",
    "EvaluationError",
    "Judged",
    "Pair",
    "evaluate",
    "extracted_answers",
    "extracted_pairs",
    "judge",
    "read_judgements",
    "read_records",
    "recorded_pairs",
    "write_confidence",
]
