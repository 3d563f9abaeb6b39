"""Trains the network on pairs of token lists for a fixed number of CPU seconds."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from .network import Network

IGNORED = -100
TOKENS_PER_BATCH = 1500
LEARNING_RATE = 2e-3
WARM_UP_STEPS = 400


class Tokens(NamedTuple):
    """One pair as token numbers, without begin and end marks."""

    source: list[int]
    target: list[int]


class Marks(NamedTuple):
    """The numbers of the special tokens."""

    padding: int
    begin: int
    end: int


class Batch(NamedTuple):
    """What one step sees; ``wanted`` is ``given`` moved by one token."""

    source: Tensor
    mask: Tensor
    given: Tensor
    wanted: Tensor


def train(network: Network, pairs: list[Tokens], marks: Marks, *, cpu_seconds: float, seed: int) -> None:
    """Train in place until ``cpu_seconds`` of this process are spent; the loss goes to standard error."""
    dice = random.Random(seed)
    optimizer = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.98), weight_decay=0.01)
    deadline = time.process_time() + cpu_seconds
    network.train()
    step = 0
    while time.process_time() < deadline:
        for batch in batches(pairs, marks, dice):
            step += 1
            # Linear warm-up, then a cosine down to zero over the time that is left.
            left = max(0.0, (deadline - time.process_time()) / cpu_seconds)
            rate = (
                LEARNING_RATE
                * min(step / WARM_UP_STEPS, 1.0)
                * (0.5 - 0.5 * torch.cos(torch.tensor(left * torch.pi)).item())
            )
            for group in optimizer.param_groups:
                group["lr"] = rate
            scores = network(batch.source, batch.mask, batch.given)
            loss = functional.cross_entropy(scores.flatten(0, 1), batch.wanted.flatten(), label_smoothing=0.05)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if step % 100 == 0:
                sys.stderr.write(f"step {step}: loss {loss.item():.3f}, {left:.0%} of the time left\n")
            if time.process_time() >= deadline:
                break
    network.eval()


def batches(pairs: list[Tokens], marks: Marks, dice: random.Random) -> Iterator[Batch]:
    """All pairs once, those of like length together, the batches in random order."""
    order = sorted(pairs, key=lambda pair: len(pair.source) // 4 + 2 * dice.random())
    grouped: list[list[Tokens]] = [[]]
    longest = 0
    for pair in order:
        length = max(len(pair.source), len(pair.target) + 1)
        longest = max(longest, length)
        if grouped[-1] and longest * (len(grouped[-1]) + 1) > TOKENS_PER_BATCH:
            grouped.append([])
            longest = length
        grouped[-1].append(pair)
    dice.shuffle(grouped)
    for group in grouped:
        yield to_batch(group, marks)


def to_batch(group: list[Tokens], marks: Marks) -> Batch:
    """The pairs as tensors, padded to the longest."""
    source = _padded([pair.source for pair in group], marks.padding)
    lengths = torch.tensor([len(pair.source) for pair in group])
    return Batch(
        source=source,
        mask=torch.arange(source.size(1))[None] < lengths[:, None],
        given=_padded([[marks.begin, *pair.target] for pair in group], marks.padding),
        wanted=_padded([[*pair.target, marks.end] for pair in group], IGNORED),
    )


def _padded(rows: list[list[int]], filler: int) -> Tensor:
    width = max(len(row) for row in rows)
    return torch.tensor([row + [filler] * (width - len(row)) for row in rows])
