"""The Argos engine: installed Argos packages, driven through CTranslate2 in batches.

argostranslate translates one text per call, in batches of 32 tokens. Here all sentences go in together, each one once,
sorted by length, 512 tokens a batch, which gives six to seven times as many words per CPU second at beam 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from translations.languages import unspaced
from translations.sentences import split_to_fit

from .argos_models import ArgosModel, loaded_models
from .argos_packages import ArgosPackage, installed_packages, packages_directory
from .base import Engine, EngineError

BATCH_TOKENS = 512
# CTranslate2 cuts input after 1,024 tokens without a word, and Argos' models know 512 positions or fewer of real use.
MAX_SENTENCE_TOKENS = 200
MAX_OUTPUT_TOKENS = 400
# As argostranslate has it; with another value the sentences would differ from its own.
LENGTH_PENALTY = 0.2


class ArgosEngine(Engine):
    """Argos packages from the folder ARGOS_PACKAGES_DIR; `manage.py install_language` puts them there."""

    name = "Argos"

    def __init__(self, directory: Path | None = None, beam_size: int = 2) -> None:
        self._directory = directory
        self._beam_size = beam_size
        self.version = version("argostranslate")

    def pairs(self) -> set[tuple[str, str]]:
        """The pairs of the packages that are installed now."""
        return {(package.source, package.target) for package in self._packages()}

    def model(self, source: str, target: str) -> str:
        """The package with its version."""
        return self._package(source, target).name

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Translate all texts in one go. A text too long for the model is cut at clauses and put together again."""
        model = loaded_models.get(self._package(source, target))
        parts = {text: split_to_fit(text, lambda part: _fits(model, part)) for text in dict.fromkeys(texts)}
        unique = list(dict.fromkeys(part for cut in parts.values() for part in cut))
        translated = dict(zip(unique, self._translate_parts(model, unique), strict=True))
        space = "" if unspaced(target) else " "
        return [space.join(translated[part] for part in parts[text]) for text in texts]

    def _translate_parts(self, model: ArgosModel, texts: list[str]) -> list[str]:
        tokens: list[list[str]] = model.tokenizer.encode(texts, out_type=str)
        order = sorted((i for i in range(len(texts)) if tokens[i]), key=lambda i: -len(tokens[i]))
        try:
            results = model.translator.translate_batch(
                [tokens[i] for i in order],
                target_prefix=[[model.prefix]] * len(order) if model.prefix else None,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                beam_size=self._beam_size,
                length_penalty=LENGTH_PENALTY,
                max_input_length=0,
                max_decoding_length=MAX_OUTPUT_TOKENS,
                replace_unknowns=True,
            )
        except RuntimeError as reason:
            msg = (
                f"The Argos model cannot be run ({reason}). Install its package again with manage.py install_language."
            )
            raise EngineError(msg) from reason
        translated = [""] * len(texts)
        for i, result in zip(order, results, strict=True):
            # Not argostranslate's own decoding, which turns every "_" into a space.
            text = model.tokenizer.decode(result.hypotheses[0])
            translated[i] = text.removeprefix(model.prefix).strip()
        return translated

    def _packages(self) -> list[ArgosPackage]:
        return installed_packages(self._directory or packages_directory())

    def _package(self, source: str, target: str) -> ArgosPackage:
        for package in self._packages():
            if (package.source, package.target) == (source, target):
                return package
        msg = f"No Argos package for {source} to {target}. Run: manage.py install_language {source} {target}"
        raise EngineError(msg)


def _fits(model: ArgosModel, text: str) -> bool:
    # No model of use here makes more tokens than bytes, so short texts need not be tokenised twice.
    return len(text.encode()) < MAX_SENTENCE_TOKENS or len(model.tokenizer.encode(text)) <= MAX_SENTENCE_TOKENS
