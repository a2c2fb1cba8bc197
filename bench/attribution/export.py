"""``python -m bench.attribution.export BASE WEIGHTS OUT``: a trained network as the folder that sayso reads.

The encoder becomes ONNX with 8-bit integers, the linking heads stay in numpy's format; ``model.json`` names the model and
holds the checksums of the files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from tokenizers import Tokenizer
from torch import Tensor, nn

from app.extraction.encoder.pieces import read_tokenizer
from bench.attribution.graph import bert_graph
from bench.attribution.labels import NAME_TYPES, Special
from bench.attribution.network import Attributions

OPSET = 17
FINE = ("encoder.encoder.layer.0.output.product",)
"""Products whose inputs differ so much in size that one scale for all of them loses pairs: these have one for each block."""

BLOCK = 128
"""Inputs of a product that share a scale, where it is a fine one."""


class _Outputs(nn.Module):
    """The network's encoder with its tag and names heads, as one function of its inputs."""

    def __init__(self, network: Attributions) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """States, flat scores of tags, scores of names."""
        states = self.network.states(ids, cases, mask)
        return states, self.network.tags(states).flatten(-2), self.network.names(states)


def write_encoder(network: Attributions, out: Path, integers: bool) -> None:
    """Write ``encoder.onnx``, with weights in 8-bit integers or in floats."""
    with tempfile.TemporaryDirectory() as folder:
        floats = Path(folder) / "floats.onnx"
        if network.encoder.config.model_type == "bert":
            onnx.save(bert_graph(network), str(floats))
        else:
            _trace(network, floats)
        if integers:
            onnx.save(_in_integers(floats), str(out / "encoder.onnx"))
        else:
            shutil.copy(floats, out / "encoder.onnx")


def _in_integers(floats: Path) -> onnx.ModelProto:
    """The network with weights in 8 bits, with a scale for each column, or for each block of a column."""
    coarse, typed = floats.with_name("coarse.onnx"), {"DefaultTensorType": onnx.TensorProto.FLOAT}
    quantize_dynamic(
        floats, coarse, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=list(FINE), extra_options=typed
    )
    model = onnx.load(coarse)
    others = [node.name for node in model.graph.node if node.name not in FINE]
    fine = MatMulNBitsQuantizer(
        model, bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4, nodes_to_exclude=others
    )  # level 4: the inputs in 8 bits, too
    fine.process()
    whole: onnx.ModelProto = fine.model.model
    return whole


def _trace(network: Attributions, path: Path) -> None:
    """An encoder of another kind as torch exports it, with the operators of the standard."""
    sample = torch.ones((2, 16), dtype=torch.int64)
    names = {"input_names": ["ids", "cases", "mask"], "output_names": ["states", "tags", "names"]}
    axes = {name: {0: "windows", 1: "pieces"} for group in names.values() for name in group}
    inputs = (sample, sample * 0, sample)
    torch.onnx.export(
        _Outputs(network).eval(), inputs, str(path), dynamic_axes=axes, opset_version=OPSET, dynamo=False, **names
    )


def write_links(network: Attributions, out: Path) -> None:
    """Write ``links.npz``, in 16-bit floats."""
    weights = {name: weight.detach().numpy().astype(np.float16) for name, weight in network.link_weights().items()}
    np.savez_compressed(out / "links.npz", **weights)


def write_record(name: str, version: str, tokenizer: Tokenizer, out: Path) -> None:
    """Write ``model.json``: name, version, special pieces, types of names, checksums."""
    special = Special.of(tokenizer)
    record = {
        "name": name,
        "version": version,
        "special": {"begin": special.begin, "end": special.end},
        "names": list(NAME_TYPES),
        "sha256": {
            file: hashlib.sha256((out / file).read_bytes()).hexdigest()
            for file in ("encoder.onnx", "links.npz", "tokenizer.json")
        },
    }
    (out / "model.json").write_text(json.dumps(record, indent=2) + "\n", "utf-8")


def main() -> None:
    """Read the arguments and write the folder."""
    arguments = argparse.ArgumentParser(prog="python -m bench.attribution.export", description=__doc__)
    arguments.add_argument("base", type=Path, help="folder of the pretrained encoder")
    arguments.add_argument("weights", type=Path, help="state that bench.attribution.train wrote")
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--name", default="sayso-encoder")
    arguments.add_argument("--version", default="1")
    arguments.add_argument("--floats", action="store_true", help="keep 32-bit floats")
    options = arguments.parse_args()
    network = Attributions.of(str(options.base))
    network.load_state_dict(torch.load(options.weights, map_location="cpu", weights_only=True))
    options.out.mkdir(parents=True, exist_ok=True)
    write_encoder(network, options.out, integers=not options.floats)
    write_links(network, options.out)
    tokenizer = read_tokenizer(options.base / "tokenizer.json")
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    write_record(options.name, options.version, tokenizer, options.out)


if __name__ == "__main__":
    main()
