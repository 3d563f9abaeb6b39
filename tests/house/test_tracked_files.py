"""What may not stand in the repository: addresses of registries, paths of one machine, secrets, shapeless files."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bench", "cms", "site_builder", "tools", "translations")
LONGEST_MODULE = 300  # lines
BIGGEST_FILE = 2_000_000  # bytes
SHAPELESS = {"helpers.py", "services.py", "utils.py", "util.py", "common.py", "misc.py"}

# Spelt with gaps, or this file would be among the findings.
REGISTRIES = re.compile(r"pypi\.(?:org|python)|pythonhosted|registry\.npmjs|--(?:extra-)?index-url |\"resolved\"\s*:")
PLACES = re.compile(rf"{re.escape(str(ROOT))}\b|{re.escape(str(Path.home()))}/|/(?:home|Users)/[a-z]+/(?:src|work|\.)")
SECRETS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{36}\b|django-insecure-")


def tracked() -> list[Path]:
    """Every file that git knows and that is there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """The lines of all tracked texts that match, each with its place."""
    found = []
    for file in tracked():
        if file == Path(__file__):
            continue
        try:
            text = file.read_text()
        except UnicodeDecodeError:
            continue  # not a text
        found += [f"{file.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    return found


@pytest.mark.parametrize("pattern", [REGISTRIES, PLACES, SECRETS], ids=["registries", "places", "secrets"])
def test_no_tracked_file_names_a_registry_a_place_on_this_machine_or_a_secret(pattern: re.Pattern[str]) -> None:
    assert lines_with(pattern) == []


def test_no_tracked_file_is_so_big_that_it_was_generated() -> None:
    assert [str(file.relative_to(ROOT)) for file in tracked() if file.stat().st_size > BIGGEST_FILE] == []


def modules() -> list[Path]:
    """The Python modules that people write."""
    return [
        file
        for file in tracked()
        if file.suffix == ".py"
        and file.relative_to(ROOT).parts[0] in PACKAGES
        and "migrations" not in file.relative_to(ROOT).parts
    ]


def test_every_module_is_short_enough_to_hold_one_idea() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in modules()}
    assert {name: length for name, length in lengths.items() if length >= LONGEST_MODULE} == {}


def test_every_module_is_named_after_what_it_does() -> None:
    assert [str(file.relative_to(ROOT)) for file in modules() if file.name in SHAPELESS] == []
