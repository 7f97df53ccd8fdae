"""What a document says about itself, where nobody states it: title, date, number, issuer, kind of place."""

from extract.metadata.complete import Completed, complete

__all__ = ["Completed", "complete"]
