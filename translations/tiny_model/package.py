"""Writes a trained network as an Argos package: CTranslate2 int8 weights, SentencePiece model and metadata in a zip."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from ctranslate2.specs import TransformerSpec

from .network import Attention, Network

NAME = "translate-en_de-tiny"
METADATA = {
    "package_version": "1.0",
    "argos_version": "1.9.0",
    "from_code": "en",
    "from_name": "English",
    "to_code": "de",
    "to_name": "German",
    "type": "translate",
    "links": [],
}
README = "A model of a million weights for tests. It knows a few dozen sentences; do not translate a guide with it.\n"


def write_package(network: Network, pieces: list[str], tokenizer: Path, destination: Path) -> None:
    """Export ``network`` to ``destination``; equal weights give an equal file, since the zip carries no clock time."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        model.mkdir()
        specification(network, pieces).save(str(model))
        files = {f"model/{path.name}": path.read_bytes() for path in sorted(model.iterdir())}
    files["sentencepiece.model"] = tokenizer.read_bytes()
    files["metadata.json"] = json.dumps(METADATA, indent=1).encode()
    files["README.md"] = README.encode()
    partial = destination.with_suffix(".part")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(f"{NAME}/{name}"), content, zipfile.ZIP_DEFLATED, 9)
    partial.replace(destination)


def specification(network: Network, pieces: list[str]) -> TransformerSpec:
    """The network's weights under CTranslate2's names, rounded to int8."""
    size = network.size
    spec = TransformerSpec.from_config((size.layers, size.layers), size.heads, pre_norm=True)
    for target, layers in ((spec.encoder, network.encoder), (spec.decoder, network.decoder)):
        for layer_spec, layer in zip(target.layer, layers, strict=True):
            _norm(layer_spec.self_attention.layer_norm, layer.self_norm)
            _attention(layer_spec.self_attention, layer.self_attention)
            if layer.decoder:
                _norm(layer_spec.attention.layer_norm, layer.source_norm)
                _attention(layer_spec.attention, layer.source_attention)
            _norm(layer_spec.ffn.layer_norm, layer.forward_norm)
            _linear(layer_spec.ffn.linear_0, layer.widen)
            _linear(layer_spec.ffn.linear_1, layer.narrow)
        target.position_encodings.encodings = _numbers(network.positions)
    _norm(spec.encoder.layer_norm, network.encoder_norm)
    _norm(spec.decoder.layer_norm, network.decoder_norm)
    table = _numbers(network.embedding.weight)
    spec.encoder.embeddings[0].weight = table
    spec.decoder.embeddings.weight = table
    spec.decoder.projection.weight = table
    spec.decoder.projection.bias = _numbers(network.bias)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _attention(spec: Any, attention: Attention) -> None:
    first = [attention.query, attention.key_value] if attention.to_source else [attention.query_key_value]
    for linear_spec, linear in zip(spec.linear, [*first, attention.output], strict=True):
        _linear(linear_spec, linear)


def _norm(spec: Any, norm: Any) -> None:
    spec.gamma, spec.beta = _numbers(norm.weight), _numbers(norm.bias)


def _linear(spec: Any, linear: Any) -> None:
    spec.weight, spec.bias = _numbers(linear.weight), _numbers(linear.bias)


def _numbers(tensor: Any) -> Any:
    return tensor.detach().float().numpy()
