"""The network as an ONNX graph, written operator by operator: one window in, the scores of all heads out.

It is not traced from PyTorch: so it has no batch dimension and no mask, its matrices are in 8 bits from the
start, and the same weights always give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.encoder import quantize
from worker.nlp.encoder.heads import OUTPUTS, ROLES

Array = NDArray[np.float32]
State = Mapping[str, Array]

_OPSET = 21
_INPUTS = ("pieces", "first", "last")
#: Gelu's values are larger than minus this; and what keeps a row of nothing else from having no scale.
_GELU_DEPTH, _TINY = 0.17, 1e-6


@dataclass(frozen=True, slots=True)
class Shape:
    """What the weights do not say by themselves."""

    layers: int
    heads: int
    epsilon: float


@dataclass(slots=True)
class _Graph:
    """Operators and constants so far; each result has a name."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, value: NDArray[np.generic]) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def whole(self, *numbers: int) -> str:
        return self.constant(np.array(numbers, dtype=np.int64))

    def put(self, kind: str, *inputs: str, name: str = "", **attributes: object) -> str:
        name = name or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def linear(self, x: str, weight: Array, bias: Array) -> str:
        """Rows times a matrix (outputs, inputs) in 8 bits, and a bias."""
        values, scales = quantize.columns(weight.T)
        at = len(self.nodes)
        rows, scale, zero = f"q{at}", f"s{at}", f"z{at}"
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], [rows, scale, zero]))
        product = self.put("MatMulInteger", rows, self.constant(values), zero)
        steps = self.put("Mul", scale, self.constant(scales))
        found = self.put("Mul", self.put("Cast", product, to=TensorProto.FLOAT), steps)
        return self.put("Add", found, self.constant(bias))

    def by_row(self, x: str, weight: Array, bias: Array) -> str:
        """The same of what Gelu gives, each row with a scale of its own.

        A few rows reach a hundred times as far as the others, which a common scale would round to nothing.
        Gelu's least value is known, so that 0 can stand for it, and all 8 bits for what lies above.
        """
        values, scales = quantize.columns(weight.T)
        sums = values.sum(axis=0, dtype=np.float32) * scales
        reach = self.put("ReduceMax", x, self.whole(1), keepdims=1)
        reach = self.put("Add", reach, self.constant(_number(_GELU_DEPTH + _TINY)))
        steps = self.put("Div", reach, self.constant(_number(255)))
        lift = self.put("Div", self.constant(_number(_GELU_DEPTH)), steps)
        lift = self.put("Add", lift, self.constant(_number(0.5)))  # the cast cuts off
        rows = self.put("Add", self.put("Div", x, steps), lift)
        whole = self.put("Cast", rows, to=TensorProto.UINT8)
        product = self.put("MatMulInteger", whole, self.constant(values))
        found = self.put("Mul", self.put("Cast", product, to=TensorProto.FLOAT), steps)
        found = self.put("Mul", found, self.constant(scales))
        return self.put("Add", found, self.constant(bias - np.float32(_GELU_DEPTH) * sums))

    def exact(self, x: str, weight: Array, bias: Array, name: str) -> str:
        """The same in full precision: for heads of a few classes."""
        return self.put(
            "Add", self.put("MatMul", x, self.constant(weight.T)), self.constant(bias), name=name
        )

    def norm(self, x: str, state: State, name: str, epsilon: float) -> str:
        scale, bias = self.constant(state[f"{name}.weight"]), self.constant(state[f"{name}.bias"])
        return self.put("LayerNormalization", x, scale, bias, axis=-1, epsilon=epsilon)


def build(state: State, shape: Shape) -> onnx.ModelProto:
    """The graph of a network's weights, checked; ``state`` is that of ``network.Network``."""
    graph = _Graph()
    x = _embedded(graph, state, shape)
    for layer in range(shape.layers):
        x = _layer(graph, x, state, f"encoder.encoder.layer.{layer}", shape)
    _heads(graph, x, state)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["P" if name == "pieces" else "W"])
        for name in _INPUTS
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [None] * (2 + (name == "roles")))
        for name in OUTPUTS
    ]
    made = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.constants)
    opset = [helper.make_opsetid("", _OPSET)]
    model = helper.make_model(made, opset_imports=opset, ir_version=10, producer_name="")
    onnx.checker.check_model(model)
    return model


def _embedded(graph: _Graph, state: State, shape: Shape) -> str:
    """The table's rows of the pieces, their places added."""
    name = "encoder.embeddings"
    values, scales = quantize.rows(state[f"{name}.word_embeddings.weight"])
    rows = graph.put("Gather", graph.constant(values), "pieces")
    steps = graph.put("Gather", graph.constant(scales), "pieces")
    found = graph.put("Mul", graph.put("Cast", rows, to=TensorProto.FLOAT), steps)
    kind = state[f"{name}.token_type_embeddings.weight"][0]
    places = graph.constant(state[f"{name}.position_embeddings.weight"] + kind)
    count = graph.put("Shape", "pieces")
    some = graph.put("Slice", places, graph.whole(0), count, graph.whole(0))
    return graph.norm(graph.put("Add", found, some), state, f"{name}.LayerNorm", shape.epsilon)


def _layer(graph: _Graph, x: str, state: State, name: str, shape: Shape) -> str:
    own = _attended(graph, x, state, f"{name}.attention.self", shape)
    dense = _named(state, f"{name}.attention.output.dense")
    x = graph.put("Add", graph.linear(own, *dense), x)
    x = graph.norm(x, state, f"{name}.attention.output.LayerNorm", shape.epsilon)
    inner = graph.put("Gelu", graph.linear(x, *_named(state, f"{name}.intermediate.dense")))
    x = graph.put("Add", graph.by_row(inner, *_named(state, f"{name}.output.dense")), x)
    return graph.norm(x, state, f"{name}.output.LayerNorm", shape.epsilon)


def _attended(graph: _Graph, x: str, state: State, name: str, shape: Shape) -> str:
    """What each piece takes from the others; query, key and value in one product."""
    weights, biases = zip(
        *(_named(state, f"{name}.{kind}") for kind in ("query", "key", "value")), strict=True
    )
    width = len(biases[0])
    one = width // shape.heads
    found = graph.linear(x, np.concatenate(weights), np.concatenate(biases))
    split = graph.put("Reshape", found, graph.whole(0, 3, shape.heads, one))
    by_head = graph.put("Transpose", split, perm=[1, 2, 0, 3])
    query, key, value = (
        graph.put("Gather", by_head, graph.constant(np.array(i, dtype=np.int64)), axis=0)
        for i in range(3)
    )
    score = graph.put("MatMul", query, graph.put("Transpose", key, perm=[0, 2, 1]))
    root = graph.constant(np.array(one**-0.5, dtype=np.float32))
    share = graph.put("Softmax", graph.put("Mul", score, root), axis=-1)
    taken = graph.put("Transpose", graph.put("MatMul", share, value), perm=[1, 0, 2])
    return graph.put("Reshape", taken, graph.whole(0, width))


def _heads(graph: _Graph, x: str, state: State) -> None:
    ends = (graph.put("Gather", x, place) for place in ("first", "last"))
    words = graph.put("Concat", *ends, axis=-1)
    begin = graph.put("Gather", x, graph.whole(0))
    nobody = graph.put("Concat", begin, begin, axis=-1)
    mean = graph.put("ReduceMean", x, graph.whole(0), keepdims=1)
    whole = graph.put("Concat", begin, mean, axis=-1)
    for name in ("tags", "types", "modalities"):
        graph.exact(words, *_named(state, name), name)
    for name in ("link_roots", "link_types", "link_modalities"):
        graph.exact(whole, *_named(state, name), name)
    ahead = _parted(graph, graph.linear(words, *_named(state, "triggers")), [1, 0, 2])
    everybody = graph.put("Concat", nobody, words, axis=0)
    behind = _parted(graph, graph.linear(everybody, *_named(state, "parties")), [1, 2, 0])
    width = len(state["triggers.bias"]) // len(ROLES)
    root = graph.constant(np.array(width**-0.5, dtype=np.float32))
    graph.put("Mul", graph.put("MatMul", ahead, behind), root, name="roles")


def _parted(graph: _Graph, x: str, order: Sequence[int]) -> str:
    split = graph.put("Reshape", x, graph.whole(0, len(ROLES), -1))
    return graph.put("Transpose", split, perm=list(order))


def _named(state: State, name: str) -> tuple[Array, Array]:
    return state[f"{name}.weight"], state[f"{name}.bias"]


def _number(value: float) -> Array:
    return np.array(value, dtype=np.float32)
