"""A trained network as files that need no torch: `policy.onnx` and `policy.json`.

The graph is LAC's with our head, put together node by node, with `length` wired into the recurrent nodes so that
padding changes nothing. The embedding is kept in half precision, which halves the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from extract.recogniser.alphabet import Alphabet
from extract.recogniser.tagset import TAGS
from extract.training.lac_weights import HIDDEN, Floats, torch_gates
from extract.training.network import PolicyNetwork

OPSET = 17


def export(network: PolicyNetwork, alphabet: Alphabet, about: Mapping[str, object], folder: Path) -> None:
    """Write the model into `folder`; `about` says where it comes from (labels, seed, date). Same network, same file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "policy.onnx").write_bytes(graph_of(network).SerializeToString(deterministic=True))
    described = {
        "about": about,
        "tags": TAGS,
        "transitions": {name: np.round(part, 4).tolist() for name, part in network.transitions().items()},
        "characters": alphabet.characters,
        "variants": dict(alphabet.variants),
    }
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"), default=float)
    (folder / "policy.json").write_text(text + "\n", "utf-8")


def graph_of(network: PolicyNetwork) -> onnx.ModelProto:
    """The graph from `characters` (batch, time) and `lengths` (batch,) to `emissions` (time, batch, tags)."""
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    arrays: dict[str, np.ndarray] = {
        "embedding": weights["embedding.weight"].astype(np.float16),
        "head": np.ascontiguousarray(weights["head.weight"].T),
        "head_bias": weights["head.bias"],
        "shape": np.array([0, 0, 2 * HIDDEN], np.int64),
    }
    nodes = [
        helper.make_node("Transpose", ["characters"], ["by_time"], perm=[1, 0]),
        helper.make_node("Gather", ["embedding", "by_time"], ["halves"]),
        helper.make_node("Cast", ["halves"], ["input_0"], to=TensorProto.FLOAT),
    ]
    for layer in range(2):
        arrays |= _layer(weights, layer)
        nodes += [
            helper.make_node(
                "GRU",
                [f"input_{layer}", f"w_{layer}", f"r_{layer}", f"b_{layer}", "lengths"],
                [f"output_{layer}"],
                direction="bidirectional",
                hidden_size=HIDDEN,
                linear_before_reset=1,
            ),
            helper.make_node("Transpose", [f"output_{layer}"], [f"beside_{layer}"], perm=[0, 2, 1, 3]),
            helper.make_node("Reshape", [f"beside_{layer}", "shape"], [f"input_{layer + 1}"]),
        ]
    nodes += [
        helper.make_node("MatMul", ["input_2", "head"], ["scores"]),
        helper.make_node("Add", ["scores", "head_bias"], ["emissions"]),
    ]
    graph = helper.make_graph(
        nodes,
        "policy",
        [
            helper.make_tensor_value_info("characters", TensorProto.INT64, ["batch", "time"]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
        ],
        [helper.make_tensor_value_info("emissions", TensorProto.FLOAT, ["time", "batch", len(TAGS)])],
        [numpy_helper.from_array(value, name) for name, value in sorted(arrays.items())],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def _layer(weights: Mapping[str, Floats], layer: int) -> dict[str, np.ndarray]:
    """One recurrent layer's arrays in ONNX's order of gates, both directions."""
    ends = ("", "_reverse")
    gates = {
        kind: [torch_gates(weights[f"encoder.{kind}_l{layer}{end}"]) for end in ends]
        for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    }
    biases = [np.concatenate(pair) for pair in zip(gates["bias_ih"], gates["bias_hh"], strict=True)]
    return {
        f"w_{layer}": np.stack(gates["weight_ih"]),
        f"r_{layer}": np.stack(gates["weight_hh"]),
        f"b_{layer}": np.stack(biases),
    }
