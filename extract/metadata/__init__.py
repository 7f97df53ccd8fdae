"""What a document says about itself, where nobody states it: title, date, number, issuer, kind of place."""

from extract.metadata.complete import IMPOSSIBLE_DATES, Completed, complete

__all__ = ["IMPOSSIBLE_DATES", "Completed", "complete"]
