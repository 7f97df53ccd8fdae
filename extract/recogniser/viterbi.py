"""The best path through a linear chain, for a whole batch of sentences of one length at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def best_paths(emissions: Floats, transitions: Floats) -> npt.NDArray[np.intp]:
    """The best tag of every character: (batch, length) for emissions (batch, length, tags).

    `transitions[i, j]` scores tag j after tag i. Sums are taken in the order of the plain algorithm
    (Viterbi 1967) and ties go to the lowest tag, so the result is the same as sentence by sentence.
    """
    return best_paths_by_time(np.ascontiguousarray(emissions.transpose(1, 0, 2)), transitions)


def best_paths_by_time(emissions: Floats, transitions: Floats) -> npt.NDArray[np.intp]:
    """The same for emissions (length, batch, tags), as a recurrent network gives them."""
    return _backward(_forward(emissions, transitions), transitions)


def _forward(emissions: Floats, transitions: Floats) -> Floats:
    """Score of the best path that ends in each tag, (length, batch, tags); no back pointers are kept."""
    length, batch, tags = emissions.shape
    scores = np.empty_like(emissions)
    scores[0] = emissions[0]
    # The previous tag is the outermost axis: a maximum over it runs along contiguous memory, which is
    # twice as fast as an argmax, and the few back pointers that matter are found again in `_backward`.
    step = np.empty((tags, batch, tags), np.float32)
    leaving = transitions[:, None, :]
    for position in range(1, length):
        np.add(scores[position - 1].T[:, :, None], leaving, out=step)
        np.maximum.reduce(step, axis=0, out=scores[position])
        scores[position] += emissions[position]
    return scores


def _backward(scores: Floats, transitions: Floats) -> npt.NDArray[np.intp]:
    length, batch, _ = scores.shape
    paths = np.empty((batch, length), np.intp)
    paths[:, -1] = scores[-1].argmax(axis=1)
    entering = np.ascontiguousarray(transitions.T)
    for position in range(length - 2, -1, -1):
        paths[:, position] = (scores[position] + entering[paths[:, position + 1]]).argmax(axis=1)
    return paths
