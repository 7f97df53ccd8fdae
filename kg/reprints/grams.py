"""Hashes of runs of characters, all of a text at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.reprints.folding import Folded

Hashes = NDArray[np.uint64]
_BASE = np.uint64(0x9E3779B97F4A7C15)


def gram_hashes(text: Folded, length: int) -> Hashes:
    """The hash of the `length` characters from each place on; empty for a shorter text. The same on every machine."""
    count = len(text) - length + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    codes = text.codes.astype(np.uint64)
    found = np.zeros(count, np.uint64)
    for shift in range(length):
        found = found * _BASE + codes[shift : shift + count]
    return mixed(found)


def stretch_hashes(text: Folded, starts: NDArray[np.int64]) -> Hashes:
    """The hash of each stretch between two of `starts` (the last one ends with the text)."""
    if not len(starts):
        return np.empty(0, np.uint64)
    offsets = np.arange(len(text)) - np.repeat(starts, np.diff(np.append(starts, len(text))))
    return np.add.reduceat(mixed(text.codes.astype(np.uint64) + mixed(offsets.astype(np.uint64))), starts)


def mixed(values: Hashes) -> Hashes:
    """Each value spread over all 64 bits: the finaliser of splitmix64 (Steele, Lea & Flood 2014)."""
    found = values + _BASE
    found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed_values: Hashes = found ^ (found >> np.uint64(31))
    return mixed_values
