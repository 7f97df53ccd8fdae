"""The characters that a recogniser's embedding knows, and which other characters it reads as one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

UNKNOWN = 0
_BLANK = 1


@dataclass(frozen=True)
class Alphabet:
    """`characters` in the order of their rows, from row 2 on; row 0 is the unknown one, row 1 a blank.

    `variants` maps a character (traditional, full width) to the one that it is read as.
    """

    characters: str
    variants: Mapping[str, str]

    def numbers(self, text: str) -> list[int]:
        """The row of each character of `text`."""
        return [self._rows.get(c, UNKNOWN) for c in text]

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
