"""Places for hundreds or thousands of things at once: the same view always looks the same.

Forces as in ForceAtlas2 (Jacomy et al. 2014): all things push each other away by their links, links pull evenly. What
pushes is laid on a mesh and its field had by Fourier transform (Hockney and Eastwood 1988, particle-mesh), so a round
costs as much as there are things and not their square.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.spatial import cKDTree

Places = NDArray[np.float64]
Ends = NDArray[np.int64]
# How far apart the middles of two things stand at least.
APART = 40.0
_ROUNDS, _UNTANGLING = 120, 24
_GOLDEN = np.pi * (3 - np.sqrt(5))
_PUSH, _GRAVITY = 0.6, 0.07
_MESHES = (32, 64, 128)


def spread(ends: Ends, count: int) -> Places:
    """Places (`count` rows of x and y, around 0, `APART` or a little less from each other) for things by number;
    `ends` are their links, one row of two numbers each."""
    if count == 0:
        return np.zeros((0, 2))
    ends = ends[ends[:, 0] != ends[:, 1]]
    degree = np.bincount(ends.ravel(), minlength=count)
    places = _start(ends, degree)
    mass = (degree + 1).astype(np.float64)
    mesh = next((size for size in _MESHES if size * size >= 2 * count), _MESHES[-1])
    field = _kernel(mesh)
    for n in range(_ROUNDS if len(ends) else 0):
        pull = _pulled(places, ends, count) / mass[:, None] - _GRAVITY * places
        force = _PUSH * _pushed(places, mass, field, mesh) + pull
        places += _limited(force, 0.1 * np.abs(places).max() * (1 - n / _ROUNDS))
    return _untangled(places * _scale(places))


def _start(ends: Ends, degree: NDArray[np.int64]) -> Places:
    """On a sunflower (Vogel 1979), those with most links in the middle and the others near their best neighbour."""
    count = len(degree)
    hub = np.arange(count)
    both = np.concatenate([ends, ends[:, ::-1]])
    order = np.lexsort((both[:, 1], degree[both[:, 1]]))
    hub[both[order, 0]] = both[order, 1]
    hub = np.where(degree[hub] > degree, hub, np.arange(count))
    rank = np.empty(count, dtype=np.int64)
    rank[np.lexsort((np.arange(count), hub, -degree[hub]))] = np.arange(count)
    angle, radius = rank * _GOLDEN, np.sqrt(rank + 0.5)
    flower = np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius[:, None]
    return np.asarray(flower[hub] + 0.3 * (flower - flower[hub]), dtype=np.float64)


def _kernel(mesh: int) -> tuple[NDArray[np.complex64], NDArray[np.complex64]]:
    """The field of one thing, x/r² and y/r², on a mesh twice as wide, or the far side would push too."""
    steps = fft.fftfreq(2 * mesh, 1 / (2 * mesh)).astype(np.float32)
    x, y = np.meshgrid(steps, steps, indexing="ij")
    square = x * x + y * y + np.float32(0.5)
    return fft.rfft2(x / square), fft.rfft2(y / square)


def _pushed(
    places: Places, mass: NDArray[np.float64], field: tuple[NDArray[np.complex64], NDArray[np.complex64]], mesh: int
) -> Places:
    low, high = places.min(axis=0), places.max(axis=0)
    cell = max(float((high - low).max()) / (mesh - 2), 1e-9)
    at = (places - low) / cell
    whole = np.floor(at).astype(np.int64)
    part = at - whole
    corners = [
        ((whole[:, 0] + i) * mesh + whole[:, 1] + j, np.abs(1 - i - part[:, 0]) * np.abs(1 - j - part[:, 1]))
        for i in (0, 1)
        for j in (0, 1)
    ]
    laid = sum(np.bincount(cells, share * mass, minlength=mesh * mesh) for cells, share in corners)
    waves = fft.rfft2(np.asarray(laid, dtype=np.float32).reshape(mesh, mesh), s=(2 * mesh, 2 * mesh))
    sides = [fft.irfft2(waves * side)[:mesh, :mesh].ravel() for side in field]
    felt = [sum(share * side[cells] for cells, share in corners) for side in sides]
    return np.stack(felt, axis=1) / cell


def _pulled(places: Places, ends: Ends, count: int) -> Places:
    along = places[ends[:, 1]] - places[ends[:, 0]]
    return np.stack(
        [
            np.bincount(ends[:, 0], along[:, axis], minlength=count)
            - np.bincount(ends[:, 1], along[:, axis], minlength=count)
            for axis in (0, 1)
        ],
        axis=1,
    )


def _limited(force: Places, most: float) -> Places:
    """Forces as steps, none longer than `most`."""
    length = np.linalg.norm(force, axis=1, keepdims=True)
    return np.asarray(force * np.minimum(1.0, most / np.maximum(length, 1e-9)))


def _scale(places: Places) -> float:
    """How much larger places must become for there to be room: half of all things in a disc that all would fill."""
    middle = float(np.median(np.linalg.norm(places, axis=1)))
    return APART * float(np.sqrt(len(places) / np.pi)) / max(middle, 1e-9)


def _untangled(places: Places) -> Places:
    """Things that stand too near to each other are pushed apart, half the way each."""
    for _ in range(_UNTANGLING):
        near = cKDTree(places).query_pairs(APART, output_type="ndarray")
        if not len(near):
            break
        gap = places[near[:, 1]] - places[near[:, 0]]
        length = np.linalg.norm(gap, axis=1, keepdims=True)
        # Two at one place part in a direction of their own.
        angle = near[:, :1] * _GOLDEN
        gap = np.where(length > 1e-6, gap / np.maximum(length, 1e-6), np.hstack([np.cos(angle), np.sin(angle)]))
        push = 0.5 * (APART - length) * gap
        share = np.bincount(near.ravel(), minlength=len(places))[:, None].clip(1) ** 0.5
        for axis in (0, 1):
            places[:, axis] += (
                np.bincount(near[:, 1], push[:, axis], minlength=len(places))
                - np.bincount(near[:, 0], push[:, axis], minlength=len(places))
            ) / share[:, 0]
    return places
