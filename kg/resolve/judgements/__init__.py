"""What people decided about identity: a line file that only ever grows by people's decisions."""

from kg.resolve.judgements.ledger import Line, append, beside, decide, live, read_ledger, withdraw
from kg.resolve.judgements.model import VERDICTS, Judgement, Place, place_of

__all__ = [
    "VERDICTS",
    "Judgement",
    "Line",
    "Place",
    "append",
    "beside",
    "decide",
    "live",
    "place_of",
    "read_ledger",
    "withdraw",
]
