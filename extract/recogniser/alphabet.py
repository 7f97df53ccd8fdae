"""The characters that a recogniser's embedding knows, and which other characters it reads as one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

UNKNOWN = 0
_BLANK = 1
_CODE_POINTS = 0x110000


@dataclass(frozen=True)
class Alphabet:
    """`characters` in the order of their rows, from row 2 on; row 0 is the unknown one, row 1 a blank.

    `variants` maps a character (traditional, full width) to the one that it is read as.
    """

    characters: str
    variants: Mapping[str, str]

    def numbers(self, text: str) -> npt.NDArray[np.int64]:
        """The row of each character of `text`."""
        rows: npt.NDArray[np.int64] = self._table[np.frombuffer(text.encode("utf-32-le"), dtype="<u4")]
        return rows

    @cached_property
    def _table(self) -> npt.NDArray[np.int64]:
        """Rows by code point: a look-up for each character would cost as much as decoding does."""
        table = np.full(_CODE_POINTS, UNKNOWN, np.int64)
        for character, row in self._rows.items():
            table[ord(character)] = row
        return table

    @cached_property
    def _rows(self) -> dict[str, int]:
        rows = {c: row for row, c in enumerate(self.characters, 2)} | dict.fromkeys(" \t\u3000\xa0", _BLANK)
        return {c: rows[v] for c, v in self.variants.items() if v in rows} | rows


def rows_of(table: str) -> Iterator[tuple[str, str]]:
    """(key, value) of each line `key TAB value` of a table of LAC's; other lines are passed over."""
    for line in table.split("\n"):
        key, tab, value = line.partition("\t")
        if tab:
            yield key, value
