"""Make the virtual environment with the locked packages: `python3 tools/environment.py`.

Uses nothing but the standard library, and parses on Pythons that are too old, so that it can say what is missing.
Run again it only installs what differs from the lock.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)


class SetupError(Exception):
    """The environment cannot be made; the message names the remedy."""


def check_python() -> None:
    """Raise SetupError if this Python is too old or cannot make virtual environments."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        needed = ".".join(str(part) for part in OLDEST_PYTHON)
        raise SetupError(
            f"Waymark needs Python {needed} or newer and this is {found}. Name another: make PYTHON=/path/to/python ..."
        )
    try:
        import ensurepip  # noqa: F401 - Debian packs it apart from Python, and only its absence matters
        import venv  # noqa: F401
    except ImportError:
        raise SetupError(
            "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"
        ) from None


def make_environment(folder: Path) -> None:
    """Create the virtual environment and bring its packages to exactly what requirements/locked.txt says."""
    python = folder / "bin" / "python"
    if not has_pip(python):
        say("Creating the virtual environment")
        run(sys.executable, "-m", "venv", "--clear", str(folder))
    say("Installing the locked packages (the first time takes about a minute)")
    # pip checks the installer's hash, and the installer checks every other package's.
    bootstrap = str(ROOT / "requirements" / "bootstrap.txt")
    run(str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", bootstrap)
    locked = str(ROOT / "requirements" / "locked.txt")
    run(str(folder / "bin" / "uv"), "pip", "sync", "--python", str(python), "--require-hashes", locked)


def has_pip(python: Path) -> bool:
    """Whether a virtual environment is there as a whole: pip comes last, and an interrupted one has none."""
    try:
        return not subprocess.run([str(python), "-m", "pip", "--version"], check=False, capture_output=True).returncode
    except OSError:
        return False


def run(*command: str) -> None:
    """Run one step of the set-up; its own output says what went wrong, so ours is a line."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode:
        name = Path(command[0]).name
        raise SetupError(f"{name} {command[1]} failed, see above. Installing packages needs a network; run it again.")


def say(text: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(f"==> {text}", flush=True)


def main() -> int:
    """Make or refresh `.venv`; the exit status is 1 with one clear line if that is impossible."""
    started = time.monotonic()
    try:
        check_python()
        make_environment(ROOT / ".venv")
    except SetupError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    say(f"Ready after {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
