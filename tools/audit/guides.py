"""Builds what the audit looks at: the demo's guides from content/, and a real one if ../shared/corpora has it."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.demo.processes import run_to_end

ROOT = Path(__file__).resolve().parents[2]
AUDIT = ROOT / "build" / "audit"
GUIDES = AUDIT / "guides"
CONTENT = AUDIT / "content"
CORPUS = ROOT.parent / "shared" / "corpora" / "integreat-lkaugsburg"
CORPUS_CITY = "augsburg"
# What decides on the documents. Themes and the builder are left out: builds notice for themselves what changes there.
_SOURCES = ("content/**/*.yaml", "cms/**/*.py", "translations/**/*.py")


def build_guides(cities: Sequence[str], say: Callable[[str], None]) -> None:
    """Bring build/audit/guides to what the repository says, for the cities named or for all.

    The documents are made anew where the content or the CMS changed since. Raises tools.demo.processes.StepError.
    """
    current = fingerprint(cities)
    mark = CONTENT / "fingerprint"
    if not mark.is_file() or mark.read_text() != current:
        # What was built from another database has numbers of changes that the new one counts anew.
        for folder in (CONTENT, GUIDES):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        for title, command in _steps(cities):
            say(title)
            _manage(title, command)
        mark.write_text(current)
    say("Guides")
    _manage("Guides", ["build_guides", *cities])


def fingerprint(cities: Sequence[str]) -> str:
    """What the documents of these cities follow from, as one word."""
    files = [file for pattern in _SOURCES for file in ROOT.glob(pattern)]
    files += CORPUS.glob("*.json")
    total = hashlib.sha256(repr(sorted(cities)).encode())
    for file in sorted(files):
        total.update(f"\n{file}\n".encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def _steps(cities: Sequence[str]) -> list[tuple[str, list[str]]]:
    steps = [("Database", ["migrate", "--verbosity=0"])]
    demo = sorted(file.parent for file in (ROOT / "content").glob("*/city.yaml"))
    chosen = [folder for folder in demo if not cities or folder.name in cities]
    steps += [(f"Content of {folder.name}", ["import_content", str(folder)]) for folder in chosen]
    if CORPUS.is_dir() and (not cities or CORPUS_CITY in cities):
        importing = ["import_integreat", str(CORPUS), "--city=Landkreis Augsburg", f"--slug={CORPUS_CITY}", "--json"]
        steps.append(("A real guide", importing))
    return steps


def _manage(title: str, command: Sequence[str]) -> None:
    environment = {"DJANGO_SETTINGS_MODULE": "tools.audit.settings", "PYTHONUNBUFFERED": "1"}
    run_to_end(title, [sys.executable, str(ROOT / "manage.py"), *command], environment, capture=True)
