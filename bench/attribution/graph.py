"""A BERT encoder with its heads as an ONNX graph of fused operators, which run faster than what torch exports.

The operators ``Attention``, ``SkipLayerNormalization`` and ``BiasGelu`` are ONNX Runtime's own (domain com.microsoft).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from bench.attribution.network import Attributions

OWN = "com.microsoft"
EPSILON = 1e-12
LAYER = "encoder.encoder.layer.{}."
EMBEDDINGS = "encoder.embeddings."


class _Graph:
    """Nodes and weights in the making."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        self._weights = {name: weight.detach().float().numpy() for name, weight in weights.items()}
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def weight(self, name: str) -> np.ndarray:
        found: np.ndarray = self._weights[name]
        return found

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def node(self, operator: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, list(inputs), [output], name=output, domain=domain, **attributes))
        return output

    def product(self, source: str, name: str, output: str) -> str:
        """Times the transposed weight of a linear layer, without its bias."""
        return self.node("MatMul", [source, self.constant(f"{name}.weight", self.weight(f"{name}.weight").T)], output)

    def linear(self, source: str, name: str, output: str) -> str:
        product = self.product(source, name, f"{name}.product")
        return self.node("Add", [product, self.constant(f"{name}.bias", self.weight(f"{name}.bias"))], output)

    def norm(self, name: str) -> list[str]:
        return [self.constant(f"{name}.{part}", self.weight(f"{name}.{part}")) for part in ("weight", "bias")]


def bert_graph(network: Attributions) -> onnx.ModelProto:
    """The model with inputs ``ids``, ``cases``, ``mask`` (windows, pieces) and outputs ``states``, ``tags``, ``names``."""
    config = network.encoder.config
    graph = _Graph(dict(network.state_dict()))
    state = _embedded(graph)
    mask = graph.node("Cast", ["mask"], "mask32", to=TensorProto.INT32)
    for number in range(config.num_hidden_layers):
        state = _layer(graph, LAYER.format(number), state, mask, config.num_attention_heads)
    graph.node("Identity", [state], "states")
    graph.linear(state, "tag", "tags")
    graph.linear(state, "name", "names")
    return _model(graph)


def _embedded(graph: _Graph) -> str:
    """Words and cases and places, summed and normalised; the one type of segment is added to the places."""
    places = (
        graph.weight(f"{EMBEDDINGS}position_embeddings.weight") + graph.weight(f"{EMBEDDINGS}token_type_embeddings.weight")[0]
    )
    words = graph.constant("words", graph.weight(f"{EMBEDDINGS}word_embeddings.weight"))
    gathered = graph.node("Gather", [words, "ids"], "word")
    cased = graph.node("Gather", [graph.constant("case", graph.weight("case.weight")), "cases"], "cased")
    shape = graph.node("Shape", ["ids"], "shape", start=1, end=2)
    zero, one = graph.constant("zero", np.zeros(1, np.int64)), graph.constant("one", np.ones(1, np.int64))
    placed = graph.node("Slice", [graph.constant("places", places), zero, shape, zero, one], "placed")
    total = graph.node("Add", [graph.node("Add", [gathered, cased], "written"), placed], "embedded")
    return graph.node("LayerNormalization", [total, *graph.norm(f"{EMBEDDINGS}LayerNorm")], "layer.start", epsilon=EPSILON)


def _layer(graph: _Graph, name: str, state: str, mask: str, heads: int) -> str:
    parts = [f"{name}attention.self.{part}" for part in ("query", "key", "value")]
    weights = graph.constant(f"{name}qkv", np.concatenate([graph.weight(f"{part}.weight") for part in parts]).T)
    bias = graph.constant(f"{name}qkv.bias", np.concatenate([graph.weight(f"{part}.bias") for part in parts]))
    attended = graph.node("Attention", [state, weights, bias, mask], f"{name}attended", OWN, num_heads=heads)
    state = _residual(graph, state, attended, f"{name}attention.output")
    wide = graph.product(state, f"{name}intermediate.dense", f"{name}wide")
    wide_bias = graph.constant(f"{name}intermediate.dense.bias", graph.weight(f"{name}intermediate.dense.bias"))
    return _residual(graph, state, graph.node("BiasGelu", [wide, wide_bias], f"{name}gelu", OWN), f"{name}output")


def _residual(graph: _Graph, state: str, change: str, name: str) -> str:
    product = graph.product(change, f"{name}.dense", f"{name}.product")
    bias = graph.constant(f"{name}.dense.bias", graph.weight(f"{name}.dense.bias"))
    inputs = [product, state, *graph.norm(f"{name}.LayerNorm"), bias]
    return graph.node("SkipLayerNormalization", inputs, f"{name}.state", OWN, epsilon=EPSILON)


def _model(graph: _Graph) -> onnx.ModelProto:
    axes = ["windows", "pieces"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, axes) for name in ("ids", "cases", "mask")]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [*axes, None]) for name in ("states", "tags", "names")]
    whole = helper.make_graph(graph.nodes, "encoder", inputs, outputs, list(graph.constants.values()))
    return helper.make_model(
        whole, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(OWN, 1)], ir_version=8, producer_name="sayso"
    )
