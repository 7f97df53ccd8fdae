"""spaCy without torch: where torch is installed, what spaCy is built on loads it, which takes longer than all the rest
of loading, and nothing here has spaCy use it. A recogniser that needs torch loads it by itself, before or after."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _without(name: str) -> Iterator[None]:
    """Have imports of a module fail meanwhile, as if it were not installed; one that is loaded stays."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


with _without("torch"):
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

__all__ = ["Doc", "Language", "Span", "Vocab", "spacy"]
