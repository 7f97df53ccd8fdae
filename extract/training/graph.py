"""The network as a graph of ONNX, node by node: LAC's two bidirectional GRU layers under our head.

Spelled out as the steps of a `Scan` they may go ways that ONNX's own GRU may not, in two thirds of its time. The state
is cleared between sentences, so that these lie end to end in rows (`extract.recogniser.rows`). The first layer's inputs
are looked up instead of multiplied. The second layer's, which have a third of all weights, are products of whole
numbers: weights of 7 bits, each column with a scale of its own, by states of 8, which no processor's instructions
overflow.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from extract.recogniser.tagset import TAGS
from extract.training.lac_weights import HIDDEN, Floats

OPSET = 17
_FUSED = "com.microsoft"
# In torch's order.
_GATES = "rzn"
_ENDS = ("", "_reverse")
_WEIGHT_LIMIT, _STATE_LIMIT, _STATE_ZERO = 63, 127, 128


def graph_of(weights: Mapping[str, Floats]) -> onnx.ModelProto:
    """The graph from `characters` and `within` (steps, rows, 1) to `emissions` (steps, rows, tags).

    `characters` (steps, rows) are their numbers; `within` is 1 inside sentences and 0 in gaps, one of which stands
    before and after each sentence. `weights` are those of `PolicyNetwork`, by torch's names.
    """
    made = _Graph()
    made.add("embedding", weights["embedding.weight"].astype(np.float16))
    made.node("Cast", ["embedding"], "known", to=TensorProto.FLOAT)
    _start(made)
    for gate in _gates(weights, 0):
        _looked_up(made, *gate)
    _scanned(made, weights, 0)
    made.add("unit", np.float32(1 / _STATE_LIMIT))
    made.add("zero", np.uint8(_STATE_ZERO))
    made.node("QuantizeLinear", ["states_0", "unit", "zero"], "rounded")
    for gate in _gates(weights, 1):
        _multiplied(made, *gate)
    _scanned(made, weights, 1)
    made.add("head", np.ascontiguousarray(weights["head.weight"].T))
    made.add("head_bias", weights["head.bias"])
    made.node("MatMul", ["states_1", "head"], "scores")
    made.node("Add", ["scores", "head_bias"], "emissions")
    return made.model()


class _Graph:
    """Nodes and arrays as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.arrays: dict[str, onnx.TensorProto] = {}

    def add(self, name: str, array: np.ndarray | np.generic) -> str:
        """Keep an array under a name."""
        self.arrays[name] = numpy_helper.from_array(np.asarray(array), name)
        return name

    def node(self, kind: str, inputs: list[str], output: str, **said: object) -> str:
        """Add a node with one output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], **said))
        return output

    def model(self) -> onnx.ModelProto:
        """The whole, checked."""
        inputs = [
            helper.make_tensor_value_info("characters", TensorProto.INT64, ["steps", "rows"]),
            helper.make_tensor_value_info("within", TensorProto.FLOAT, ["steps", "rows", 1]),
        ]
        output = helper.make_tensor_value_info("emissions", TensorProto.FLOAT, ["steps", "rows", len(TAGS)])
        graph = helper.make_graph(self.nodes, "policy", inputs, [output], [a for _, a in sorted(self.arrays.items())])
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(_FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        onnx.checker.check_model(model)
        return model


def _gates(weights: Mapping[str, Floats], layer: int) -> list[tuple[str, Floats, Floats]]:
    """What makes the inputs of each gate of a layer: its name, weights (inputs, hidden), and biases.

    Of the candidate state (`n`) the recurrent bias is left out: the gate of what is forgotten is put to it first.
    """
    found = []
    for end in _ENDS:
        names = [f"encoder.{kind}_l{layer}{end}" for kind in ("weight_ih", "bias_ih", "bias_hh")]
        for gate, weight, own, recurrent in zip(_GATES, *(np.split(weights[name], 3) for name in names), strict=True):
            bias = own if gate == "n" else own + recurrent
            found.append((f"{layer}{gate}{end}", np.ascontiguousarray(weight.T), bias))
    return found


def _start(made: _Graph) -> None:
    """The state that each row begins with: nothing."""
    for name, value in (("one", 1), ("two", 2), ("axis", 0), ("hidden", HIDDEN)):
        made.add(name, np.array([value], np.int64))
    made.node("Shape", ["characters"], "shape")
    made.node("Slice", ["shape", "one", "two", "axis"], "rows")
    made.node("Concat", ["rows", "hidden"], "state_shape", axis=0)
    made.node("ConstantOfShape", ["state_shape"], "start", value=helper.make_tensor("", TensorProto.FLOAT, [1], [0.0]))


def _looked_up(made: _Graph, gate: str, weight: Floats, bias: Floats) -> None:
    """A gate's inputs in the first layer: a row for each character, made once where the graph is loaded."""
    made.add(f"weight_{gate}", weight)
    made.add(f"bias_{gate}", bias)
    made.node("MatMul", ["known", f"weight_{gate}"], f"product_{gate}")
    made.node("Add", [f"product_{gate}", f"bias_{gate}"], f"table_{gate}")
    made.node("Gather", [f"table_{gate}", "characters"], f"input_{gate}")


def _multiplied(made: _Graph, gate: str, weight: Floats, bias: Floats) -> None:
    """A gate's inputs in the second layer: products of whole numbers."""
    scale = np.maximum(np.abs(weight).max(axis=0) / _WEIGHT_LIMIT, np.float32(1e-9))
    made.add(f"weight_{gate}", np.round(weight / scale).astype(np.int8))
    made.add(f"scale_{gate}", scale.astype(np.float32))
    made.add(f"bias_{gate}", bias)
    given = ["rounded", f"weight_{gate}", "unit", f"scale_{gate}", "zero", "", f"bias_{gate}"]
    made.node("MatMulIntegerToFloat", given, f"input_{gate}", domain=_FUSED)


def _scanned(made: _Graph, weights: Mapping[str, Floats], layer: int) -> None:
    """The steps of a layer forwards and backwards, its states side by side in `states_<layer>`."""
    step = _Graph()
    for end in _ENDS:
        _step(step, weights, layer, end)
    inputs = [f"input_{layer}{gate}{end}" for end in _ENDS for gate in _GATES]
    graph = helper.make_graph(
        step.nodes,
        f"step_{layer}",
        [_told(f"before{end}", HIDDEN) for end in _ENDS]
        + [_told(f"{gate}_in{end}", HIDDEN) for end in _ENDS for gate in _GATES]
        + [_told(f"here{end}", 1) for end in _ENDS],
        [_told(f"{name}{end}", HIDDEN) for name in ("after", "state") for end in _ENDS],
        [array for _, array in sorted(step.arrays.items())],
    )
    outputs = [f"{name}_{layer}{end}" for name in ("last", "state") for end in _ENDS]
    backwards = [0] * len(_GATES) + [1] * len(_GATES) + [0, 1]
    made.nodes.append(
        helper.make_node(
            "Scan", ["start", "start", *inputs, "within", "within"], outputs, body=graph,
            num_scan_inputs=len(backwards), scan_input_directions=backwards, scan_output_directions=[0, 1],
        )
    )  # fmt: skip
    made.node("Concat", outputs[2:], f"states_{layer}", axis=2)


def _told(name: str, width: int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["rows", width])


def _step(step: _Graph, weights: Mapping[str, Floats], layer: int, end: str) -> None:
    """One step of a GRU (Cho et al. 2014, with the gate `r` put to what the last state gives, as in torch)."""
    parts = np.split(weights[f"encoder.weight_hh_l{layer}{end}"], 3)
    for gate, weight in zip(_GATES, parts, strict=True):
        step.add(f"{gate}_weight{end}", np.ascontiguousarray(weight.T))
    step.add(f"n_bias{end}", np.split(weights[f"encoder.bias_hh_l{layer}{end}"], 3)[2])
    for gate in "rz":
        step.node("Gemm", [f"before{end}", f"{gate}_weight{end}", f"{gate}_in{end}"], f"{gate}_sum{end}")
        step.node("Sigmoid", [f"{gate}_sum{end}"], f"{gate}{end}")
    step.node("Gemm", [f"before{end}", f"n_weight{end}", f"n_bias{end}"], f"n_last{end}")
    step.node("Mul", [f"r{end}", f"n_last{end}"], f"n_kept{end}")
    step.node("Add", [f"n_kept{end}", f"n_in{end}"], f"n_sum{end}")
    step.node("Tanh", [f"n_sum{end}"], f"n{end}")
    step.node("Sub", [f"before{end}", f"n{end}"], f"apart{end}")
    step.node("Mul", [f"z{end}", f"apart{end}"], f"held{end}")
    step.node("Add", [f"n{end}", f"held{end}"], f"state{end}")
    # In a gap what was read is forgotten.
    step.node("Mul", [f"state{end}", f"here{end}"], f"after{end}")
