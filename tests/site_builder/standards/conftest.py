"""What standards ask for, and the small city as graphs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

STANDARDS = Path(__file__).resolve().parents[4] / "shared/standards"


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder with the shapes and schemas of standards. Where tests have to run, it has to be there."""
    if not STANDARDS.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{STANDARDS} is missing: there is nothing to validate open data with.")
        pytest.skip(f"{STANDARDS} is not on this machine: open data is not validated.")
    return STANDARDS
