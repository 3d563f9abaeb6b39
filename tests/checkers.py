"""The checkers from npm, run over a folder of built pages."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def nu_findings(node_tools: Path, folder: Path) -> list[tuple[str, str]]:
    """(address, message) of every error that the Nu validator finds below `folder`."""
    vnu = node_tools / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command: list[str | Path] = ["java", "-jar", vnu, "--errors-only", "--format", "json", "--skip-non-html", folder]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return [(message["url"], message["message"]) for message in json.loads(run.stderr)["messages"]]


def html_validate_findings(node_tools: Path, folder: Path) -> str:
    """What html-validate has to say of the pages below `folder`: nothing, if they are in order."""
    program = node_tools / "html-validate" / "bin" / "html-validate.mjs"
    config = ROOT / "tools" / "node" / "htmlvalidate.json"
    command: list[str | Path] = ["node", program, "--config", config, "--formatter", "text", f"{folder}/**/*.html"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.stdout + (run.stderr if run.returncode else "")
