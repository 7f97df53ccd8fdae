"""What a reader makes of one file: its text layer, and what the file says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.document import Metadata
from extract.layer_map import LayerMap
from extract.read.limits import Limits, Unreadable

# Half a surrogate pair cannot be written as UTF-8, and NUL not in XML: neither is ever text.
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Layer:
    """A text layer with the metadata that the file itself states, and the places of its parts.

    `problems` are sentences on what the file states badly, or what of it could not be read.
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    problems: tuple[str, ...] = ()
    map: LayerMap = field(default_factory=LayerMap)


def as_text_layer(text: str, limits: Limits) -> str:
    """`text` with `\\n` for every line end and U+FFFD for what is not text.

    Raises Unreadable where nothing is left to read, or too much.

    >>> as_text_layer("一\\r\\n二\\x00", Limits())
    '一\\n二\\ufffd'
    """
    if len(text) > limits.characters:
        raise Unreadable(f"its text is longer than {limits.characters:,} characters")
    layer = _NOT_TEXT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not layer.strip():
        raise Unreadable("its text is empty")
    return layer
