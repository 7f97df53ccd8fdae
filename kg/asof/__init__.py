"""The graph as of a date: only what is said of that time or before it, and the facts that stand by that alone."""

from kg.asof.view import open_as_of

__all__ = ["open_as_of"]
