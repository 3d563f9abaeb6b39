"""Setting up says in one line what is missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
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


def test_an_environment_whose_making_was_interrupted_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ".venv"
    venv.create(folder, with_pip=False)
    (folder / "left-over").touch()
    steps: list[tuple[str, ...]] = []
    monkeypatch.setattr(environment, "run", lambda *command: steps.append(command))
    environment.make_environment(folder)
    assert steps[0] == (sys.executable, "-m", "venv", "--clear", str(folder))
    # As a symbolic link is after the system's Python has gone.
    (folder / "bin" / "python").unlink()
    assert not environment.has_pip(folder / "bin" / "python")


def test_a_whole_environment_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[tuple[str, ...]] = []
    monkeypatch.setattr(environment, "run", lambda *command: steps.append(command))
    environment.make_environment(Path(sys.prefix))
    assert not any("venv" in command for command in steps)


def test_without_python_one_line_says_what_to_install(tmp_path: Path) -> None:
    shutil.copy(environment.ROOT / "Makefile", tmp_path)
    shutil.copytree(environment.ROOT / "requirements", tmp_path / "requirements")
    finished = subprocess.run(
        ["make", "setup", "PYTHON=no-such-python"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    ours, *makes = finished.stderr.splitlines()
    assert ours == "error: no-such-python is missing. Debian, Ubuntu: apt-get install python3 python3-venv"
    assert all(line.startswith("make") for line in makes)
    assert finished.returncode != 0


def test_the_set_up_needs_nothing_but_the_standard_library() -> None:
    """It runs before anything is installed: isolated from this environment's packages it still answers."""
    code = f"import runpy; runpy.run_path({str(SCRIPT)!r})"
    assert subprocess.run([sys.executable, "-S", "-I", "-c", code], check=False).returncode == 0
