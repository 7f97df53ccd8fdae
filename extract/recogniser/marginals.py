"""How likely each tag is at each character of a sentence: the marginals of a linear-chain CRF.

Forward and backward sums (Rabiner 1989, with his scaling) as products of matrices, a batch at a time.
"""

from __future__ import annotations

import numpy as np

from extract.recogniser.viterbi import Floats


def marginals(emissions: Floats, transitions: Floats) -> Floats:
    """Probabilities (length, batch, tags), which sum to 1 over the tags, for scores (length, batch, tags)."""
    likely = np.exp(emissions - emissions.max(axis=2, keepdims=True))
    follows = np.exp(transitions)
    forward, backward = np.empty_like(likely), np.empty_like(likely)
    forward[0], backward[-1] = _scaled(likely[0]), 1.0
    for place in range(1, len(likely)):
        forward[place] = _scaled((forward[place - 1] @ follows) * likely[place])
    into = np.ascontiguousarray(follows.T)
    for place in range(len(likely) - 2, -1, -1):
        backward[place] = _scaled((likely[place + 1] * backward[place + 1]) @ into)
    forward *= backward
    return _scaled(forward)


def _scaled(rows: Floats) -> Floats:
    """Rows that sum to 1; a row of zeros, which only padding has, stays one."""
    shares: Floats = rows / np.maximum(rows.sum(axis=-1, keepdims=True), np.float32(1e-30))
    return shares
