"""Argos models in memory: each loaded once, the ones that were used last kept, the others given back."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import sentencepiece
from django.conf import settings

from .argos_packages import ArgosPackage


@dataclass(frozen=True, slots=True)
class ArgosModel:
    """A package in memory. ``written`` is when its weights were written, so that an upgrade is noticed."""

    written: int
    translator: ctranslate2.Translator
    tokenizer: sentencepiece.SentencePieceProcessor
    prefix: str


class LoadedModels:
    """The models of a process, by the folder of their package; safe to use from several threads."""

    def __init__(self) -> None:
        self._models: OrderedDict[Path, ArgosModel] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, package: ArgosPackage) -> ArgosModel:
        """The package's model, loaded once however many threads ask, and anew after the package was replaced.

        Beyond ARGOS_LOADED_PAIRS the model that nobody asked for the longest is let go; a thread that still translates
        with it keeps it until it is done.
        """
        folder = package.folder.resolve()
        written = (folder / "model" / "model.bin").stat().st_mtime_ns
        with self._lock:
            model = self._models.pop(folder, None)
            if model is None or model.written != written:
                # The old ones go first: both at once may not fit.
                del model
                self._let_go()
                model = _load(package, folder, written)
            self._models[folder] = model
            return model

    def folders(self) -> list[Path]:
        """The folders whose models are in memory, the one used last at the end."""
        with self._lock:
            return list(self._models)

    def _let_go(self) -> None:
        while len(self._models) >= max(1, settings.ARGOS_LOADED_PAIRS):
            self._models.popitem(last=False)


# One for the process, since engines are made more than once.
loaded_models = LoadedModels()


def _load(package: ArgosPackage, folder: Path, written: int) -> ArgosModel:
    translator = ctranslate2.Translator(
        str(folder / "model"), device="cpu", compute_type="int8", inter_threads=2, intra_threads=1
    )
    contents = package.contents
    return ArgosModel(written, translator, contents.tokenizer.lazy_processor(), contents.target_prefix)
