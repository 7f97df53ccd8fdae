"""Characters that no reader sees: byte order marks, zero widths, control characters, odd line ends and blanks."""

from __future__ import annotations

import re

from extract.clean.aligned import AlignedText

_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_WIDTHLESS = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f"
_REMOVED = re.compile(f"[{_CONTROL}{_WIDTHLESS}]+")
_ODD_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_LINE_END = re.compile(f"\r\n?|[{_ODD_LINE_ENDS}]")
_BLANK = {ord(blank): " " for blank in "\xa0\u1680\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"}
_BLANK |= {ord(blank): "\u3000" for blank in "\u2001\u2002\u2003"}
_ANY = re.compile(f"[{_CONTROL}{_WIDTHLESS}\r{_ODD_LINE_ENDS}{''.join(map(chr, _BLANK))}]")


def drop_invisible(text: AlignedText) -> AlignedText:
    """Unseen characters go, every line end becomes `\\n`, em and en blanks U+3000 and other fixed blanks a space."""
    if not _ANY.search(text.text):
        return text
    text = text.recoded(text.text.translate(_BLANK))
    edits = [(m.start(), m.end(), "") for m in _REMOVED.finditer(text.text)]
    edits += [(m.start(), m.end(), "\n") for m in _LINE_END.finditer(text.text)]
    return text.edited(sorted(edits))
