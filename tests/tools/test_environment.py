"""Setting up says in one line what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment

SCRIPT = Path(environment.__file__)


def test_an_old_python_is_named_with_the_way_to_choose_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(environment.SetupError, match=r"needs Python 3\.11 or newer and this is 3\.9\.2.*make PYTHON="):
        environment.check_python()


def test_a_python_without_venv_is_named_with_the_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(environment.SetupError, match="apt-get install python3-venv"):
        environment.check_python()


def test_a_step_that_fails_says_what_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(environment.SetupError, match="failed, see above"):
        environment.run(sys.executable, "-c", "raise SystemExit(2)")


def test_the_set_up_needs_nothing_but_the_standard_library() -> None:
    """It runs before anything is installed: isolated from this environment's packages it still answers."""
    code = f"import runpy; runpy.run_path({str(SCRIPT)!r})"
    assert subprocess.run([sys.executable, "-S", "-I", "-c", code], check=False).returncode == 0
