"""Imports argostranslate 1.11.0 without the gigabyte that it declares: docs/decisions/0003-lean-argos.md.

`argostranslate.package` needs nothing of it. `argostranslate.translate` imports stanza and minisbd for its sentences
as soon as it is loaded, needed or not (upstream pull request 521 makes the import optional). For the time of the import
two empty modules stand in for them, and our splitter takes the place of theirs. Tests tell when this stops being
needed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

STOOD_IN_FOR = ("stanza", "minisbd")
SPLITTERS = ("StanzaSentencizer", "MiniSBDSentencizer", "SpacySentencizerSmall")

_import_lock = threading.RLock()

Splitter = Callable[[str, str], list[str]]


def open_package(folder: Path) -> Any:
    """The `argostranslate.package.Package` of an installed package's folder."""
    return _import_quietly("argostranslate.package").Package(folder)


def stock_translation(folder: Path, split: Splitter) -> Any:
    """argostranslate's own translation object for a package, to compare ours with. ``split`` gets language and text."""
    with _import_lock, _stand_ins():
        translate = _import_quietly("argostranslate.translate")

    class _Ours:
        def __init__(self, package: Any) -> None:
            self.language = package.from_code

        def split_sentences(self, text: str) -> list[str]:
            return split(self.language, text)

    for name in SPLITTERS:
        # setattr, because the names are those of upstream's module, and each has to be there.
        getattr(translate, name)
        setattr(translate, name, _Ours)
    package = open_package(folder)
    source = translate.Language(package.from_code, package.from_name)
    target = translate.Language(package.to_code, package.to_name)
    return translate.PackageTranslation(source, target, package)


def _import_quietly(name: str) -> ModuleType:
    """Import a module of argostranslate without the folders that it makes in the home directory while it loads.

    Its settings are read from the environment once, at import; a service's home may not be writable.
    """
    if name in sys.modules:
        return sys.modules[name]
    with _import_lock, tempfile.TemporaryDirectory() as folder:
        names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
        before = {name: os.environ.get(name) for name in names}
        os.environ.update(dict.fromkeys(names, folder))
        try:
            return import_module(name)
        finally:
            for variable, value in before.items():
                if value is None:
                    del os.environ[variable]
                else:
                    os.environ[variable] = value


@contextmanager
def _stand_ins() -> Iterator[None]:
    made: list[str] = []
    for name in STOOD_IN_FOR:
        if name not in sys.modules and find_spec(name) is None:
            module = ModuleType(name)
            # What argostranslate.sbd takes from minisbd while it loads.
            vars(module).update(SBDetect=None, models=SimpleNamespace(cache_dir=""))
            sys.modules[name] = module
            made.append(name)
    try:
        yield
    finally:
        for name in made:
            del sys.modules[name]
