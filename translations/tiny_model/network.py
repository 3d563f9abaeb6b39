"""A pre-norm Transformer of the layout that CTranslate2 reads, small enough to train on one core."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Size:
    """The network's dimensions; the defaults give about a million weights."""

    vocabulary: int
    width: int = 128
    heads: int = 4
    layers: int = 2
    positions: int = 512
    dropout: float = 0.1


def position_table(positions: int, width: int) -> Tensor:
    """Sinusoidal position encodings, even columns sine and odd ones cosine: the exporter saves the table as it is."""
    angles = torch.arange(positions)[:, None] / torch.pow(10000, torch.arange(0, width, 2)[None] / width)
    table = torch.zeros(positions, width)
    table[:, 0::2] = torch.sin(angles)
    table[:, 1::2] = torch.cos(angles)
    return table


class Attention(nn.Module):
    """Multi-head attention; queries, keys and values of self-attention in one matrix, as CTranslate2 stores them."""

    def __init__(self, size: Size, *, to_source: bool) -> None:
        super().__init__()
        self.heads, self.dropout, self.to_source = size.heads, size.dropout, to_source
        if to_source:
            self.query = nn.Linear(size.width, size.width)
            self.key_value = nn.Linear(size.width, 2 * size.width)
        else:
            self.query_key_value = nn.Linear(size.width, 3 * size.width)
        self.output = nn.Linear(size.width, size.width)

    def forward(self, x: Tensor, source: Tensor | None, mask: Tensor | None, *, causal: bool) -> Tensor:
        if self.to_source:
            query, (key, value) = self.query(x), self.key_value(source).chunk(2, -1)
        else:
            query, key, value = self.query_key_value(x).chunk(3, -1)
        attended = functional.scaled_dot_product_attention(
            self._split(query),
            self._split(key),
            self._split(value),
            attn_mask=mask,
            is_causal=causal,
            dropout_p=self.dropout if self.training else 0.0,
        )
        merged: Tensor = self.output(attended.transpose(1, 2).flatten(2))
        return merged

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Layer(nn.Module):
    """One encoder layer, or one decoder layer when ``decoder`` is true."""

    def __init__(self, size: Size, *, decoder: bool) -> None:
        super().__init__()
        self.decoder = decoder
        self.self_norm = nn.LayerNorm(size.width, eps=1e-6)
        self.self_attention = Attention(size, to_source=False)
        if decoder:
            self.source_norm = nn.LayerNorm(size.width, eps=1e-6)
            self.source_attention = Attention(size, to_source=True)
        self.forward_norm = nn.LayerNorm(size.width, eps=1e-6)
        self.widen = nn.Linear(size.width, 4 * size.width)
        self.narrow = nn.Linear(4 * size.width, size.width)
        self.drop = nn.Dropout(size.dropout)

    def forward(self, x: Tensor, mask: Tensor, source: Tensor | None = None) -> Tensor:
        own_mask = None if self.decoder else mask
        x = x + self.drop(self.self_attention(self.self_norm(x), None, own_mask, causal=self.decoder))
        if self.decoder:
            x = x + self.drop(self.source_attention(self.source_norm(x), source, mask, causal=False))
        step: Tensor = self.drop(self.narrow(functional.relu(self.widen(self.forward_norm(x)))))
        return x + step


class Network(nn.Module):
    """Encoder and decoder with one embedding table for both languages and for the output."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.embedding = nn.Embedding(size.vocabulary, size.width)
        self.register_buffer("positions", position_table(size.positions, size.width))
        self.encoder = nn.ModuleList(Layer(size, decoder=False) for _ in range(size.layers))
        self.decoder = nn.ModuleList(Layer(size, decoder=True) for _ in range(size.layers))
        self.encoder_norm = nn.LayerNorm(size.width, eps=1e-6)
        self.decoder_norm = nn.LayerNorm(size.width, eps=1e-6)
        self.bias = nn.Parameter(torch.zeros(size.vocabulary))
        self.drop = nn.Dropout(size.dropout)
        nn.init.normal_(self.embedding.weight, std=size.width**-0.5)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)

    def forward(self, source: Tensor, source_mask: Tensor, target: Tensor) -> Tensor:
        """Scores over the vocabulary for the token after each one of ``target``."""
        mask = source_mask[:, None, None, :]
        encoded = self._embed(source)
        for layer in self.encoder:
            encoded = layer(encoded, mask)
        encoded = self.encoder_norm(encoded)
        decoded = self._embed(target)
        for layer in self.decoder:
            decoded = layer(decoded, mask, encoded)
        return functional.linear(self.decoder_norm(decoded), self.embedding.weight, self.bias)

    def _embed(self, tokens: Tensor) -> Tensor:
        scaled = self.embedding(tokens) * math.sqrt(self.size.width)
        embedded: Tensor = self.drop(scaled + self.positions[: tokens.size(1)])
        return embedded
