"""Makes the tiny package anew: python -m translations.tiny_model.build [--cpu-seconds 560] [--output FILE]."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import sentencepiece
import torch

from .network import Network, Size
from .package import NAME, write_package
from .sentences import PLACEHOLDERS, Pair, combinations, phrasebook
from .training import Marks, Tokens, train

SEED = 7
VOCABULARY = 1200
COMBINATIONS = 8000
# The phrasebook is small beside the combinations and has to be learned by heart.
PHRASEBOOK_REPEATS = 12
PADDING = 0


def main() -> None:
    """Train for the CPU seconds asked for and write the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cpu-seconds", type=float, default=560)
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name(f"{NAME}.argosmodel"))
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    pairs = phrasebook() * PHRASEBOOK_REPEATS + combinations(COMBINATIONS, SEED)
    with tempfile.TemporaryDirectory() as folder:
        tokenizer_file = train_tokenizer(pairs, Path(folder))
        tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer_file))
        pieces = [tokenizer.id_to_piece(index) for index in range(tokenizer.vocab_size())]
        tokens = [Tokens(tokenizer.encode(pair.english), tokenizer.encode(pair.german)) for pair in pairs]
        network = Network(Size(len(pieces)))
        marks = Marks(PADDING, tokenizer.bos_id(), tokenizer.eos_id())
        train(network, tokens, marks, cpu_seconds=options.cpu_seconds, seed=SEED)
        write_package(network, pieces, tokenizer_file, options.output)
    sys.stderr.write(f"{options.output}: {options.output.stat().st_size:,} bytes\n")


def train_tokenizer(pairs: list[Pair], folder: Path) -> Path:
    """Train SentencePiece on both languages; single digits and whole placeholders are pieces of their own."""
    text = folder / "sentences.txt"
    text.write_text("\n".join(line for pair in pairs for line in pair), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "tokenizer"),
        vocab_size=VOCABULARY,
        hard_vocab_limit=False,
        character_coverage=1.0,
        model_type="unigram",
        byte_fallback=True,
        split_digits=True,
        user_defined_symbols=list(PLACEHOLDERS),
        minloglevel=2,
    )
    return folder / "tokenizer.model"


if __name__ == "__main__":
    main()
