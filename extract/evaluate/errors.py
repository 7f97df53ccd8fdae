"""What may be wrong with what an evaluation is given."""

from __future__ import annotations


class EvaluationError(ValueError):
    """Gold, records or texts that cannot be used; the message names the file and the reason."""
