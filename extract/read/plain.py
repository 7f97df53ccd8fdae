"""Plain text: the text layer is the decoded text."""

from __future__ import annotations

from extract.read.encoding import decode
from extract.read.layer import Layer, as_text_layer
from extract.read.limits import Limits


def read_plain(data: bytes, limits: Limits) -> Layer:
    """The layer of a txt file; no title is guessed. Raises Unreadable."""
    return Layer(as_text_layer(decode(data), limits))
