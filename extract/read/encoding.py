"""Which encoding a Chinese text is in, and the text.

Byte order marks and strict UTF-8 settle most files. Between the others, the decoding wins that reads
most like Chinese: the share of its characters that stand in the first, most frequent levels of GB/T 2312
or Big5, which works on ten characters (one error in 400 snippets of that length). charset-normalizer, which
needs much more text to tell Chinese encodings apart, is asked about what is none of these.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from itertools import product

from charset_normalizer import from_bytes

from extract.read.limits import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Names under which pages declare an encoding, and the superset that really decodes them; no other codec
# of Python is ever run on a page's word.
_DECLARED = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
}
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# Never in text, but at every turn where UTF-16 is taken for UTF-8.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 1 << 16
# Chinese text scores above 0.9, a line of rare place names 0.5; other scripts and binary files below 0.4.
_PLAUSIBLE = 0.45


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; `declared` is an encoding that the file names itself, honoured where it decodes.

    Stray bytes become U+FFFD. Raises Unreadable where no encoding makes plausible text of it.

    >>> decode("工业经济运行情况".encode("gb18030"))
    '工业经济运行情况'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    exact = _decoded_exactly(data, declared)
    return exact if exact is not None else _most_plausible(data)


def encoding_of(sample: bytes) -> str:
    """The encoding of a text that begins with `sample`, to read it piece by piece; its last character may be cut.

    Raises Unreadable as `decode` does.

    >>> encoding_of("工业经济运行情况".encode("gb18030")[:-1])
    'gb18030'
    """
    marked = next((encoding for mark, encoding in _MARKS if sample.startswith(mark)), None)
    if marked is not None:
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        best = _best(sample[:_SAMPLE])
        return best if plausibility(sample.decode(best, errors="replace")) >= _PLAUSIBLE else _guessed(sample)
    return "utf-8"


def _decoded_exactly(data: bytes, declared: str | None) -> str | None:
    """The better of UTF-8 and the declared encoding, of those that decode every byte; UTF-8 wins a tie."""
    names = ("utf-8", _DECLARED.get((declared or "").strip().lower(), "utf-8"))
    texts = [text for name in names if (text := _strictly(data, name)) is not None and not _CONTROLS.search(text)]
    return max(texts, key=plausibility, default=None)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _most_plausible(data: bytes) -> str:
    sample = data[:_SAMPLE]
    text = data.decode(_best(sample), errors="replace")
    return text if plausibility(text) >= _PLAUSIBLE else data.decode(_guessed(sample), errors="replace")


def _best(sample: bytes) -> str:
    return max(_CANDIDATES, key=lambda name: plausibility(sample.decode(name, errors="replace")))


def _guessed(sample: bytes) -> str:
    guess = from_bytes(sample).best()
    if guess is None:
        raise Unreadable("it is not text in an encoding that can be told (UTF-8, UTF-16, GB18030, Big5, …)")
    return guess.encoding


def plausibility(text: str) -> float:
    """Share of frequent Chinese characters and punctuation among all but plain ASCII; 1.0 where there is only that."""
    frequent = _frequent()
    foreign = [c for c in text[:_SAMPLE] if not (" " <= c <= "~" or c in "\t\r\n\f")]
    return sum(c in frequent for c in foreign) / len(foreign) if foreign else 1.0


@cache
def _frequent() -> frozenset[str]:
    """Punctuation, full-width forms and first-level characters: GB/T 2312 rows 1-3 and 16-55, Big5 A1-A3 and A4-C6."""
    simplified = product((*range(0xA1, 0xA4), *range(0xB0, 0xD8)), range(0xA1, 0xFF))
    traditional = product(range(0xA1, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    both = (("gb2312", simplified), ("big5", traditional))
    return frozenset("".join(bytes(pair).decode(name, "ignore") for name, pairs in both for pair in pairs)) | {"\u00a0"}
