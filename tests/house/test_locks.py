"""What is installed is what was locked: the same versions everywhere, every one by its hash."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+?)(?: ;.*)? \\$((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?$)+)", re.MULTILINE)
HEAVY = {"torch", "stanza", "spacy", "minisbd", "sacremoses"}


def pins(name: str) -> dict[str, str]:
    """The versions by package that a lock file names."""
    return {package: version for package, version, _hashes in PIN.findall((REQUIREMENTS / name).read_text())}


@pytest.mark.parametrize("name", ["bootstrap.txt", "locked.txt", "production.txt"])
def test_every_line_of_a_lock_is_a_pin_with_hashes(name: str) -> None:
    rest = PIN.sub("", (REQUIREMENTS / name).read_text())
    assert [line for line in rest.splitlines() if line and not line.startswith("#")] == []
    assert pins(name)


def test_production_runs_the_versions_that_were_tested() -> None:
    assert pins("production.txt").items() <= pins("locked.txt").items()


def test_production_leaves_out_what_only_development_needs() -> None:
    assert pins("production.txt").keys().isdisjoint({"mypy", "playwright", "pytest", "ruff"})


def test_argos_comes_without_the_gigabyte_that_it_declares() -> None:
    locked = pins("locked.txt")
    assert "argostranslate" in locked
    assert HEAVY.isdisjoint(locked)


@pytest.mark.parametrize("folder", ["node", "lighthouse"])
def test_the_checkers_are_pinned_exactly(folder: str) -> None:
    wanted = json.loads((ROOT / "tools" / folder / "package.json").read_text())
    locked = json.loads((ROOT / "tools" / folder / "package-lock.json").read_text())["packages"]
    pinned = wanted["dependencies"] | wanted.get("overrides", {})
    assert {name: locked[f"node_modules/{name}"]["version"] for name in pinned} == pinned
    assert all("integrity" in facts and "resolved" not in facts for path, facts in locked.items() if path)
