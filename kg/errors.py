"""What may go wrong for a reason that the user can mend."""

from __future__ import annotations


class ZhengmaiError(Exception):
    """A wrong input or a graph that cannot be used; the message is one sentence that names it and the reason."""
