"""The checkers from npm, run over a folder of built pages: the Nu validator and html-validate."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from tools.audit.findings import Finding

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / "tools" / "node" / "node_modules"
NO_ERROR = "no error"


class CheckerError(Exception):
    """A checker did not run to its end; the message is its own."""


def nu_findings(node_modules: Path, folder: Path) -> list[Finding]:
    """Every error that the Nu validator finds below `folder`. Raises CheckerError."""
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    report = _run("java", "-jar", jar, "--errors-only", "--format", "json", "--skip-non-html", folder).stderr
    try:
        messages = json.loads(report)["messages"]
    except ValueError:
        raise CheckerError(report.strip()) from None
    return [
        Finding(
            _below(folder, message["url"].removeprefix("file:")),
            f"nu {message.get('subType', message['type'])}",
            f"{message['message']} Line {message.get('lastLine', '?')}: {message.get('extract', '').strip()[:120]}",
            NO_ERROR,
        )
        for message in messages
    ]


def html_validate_findings(node_modules: Path, folder: Path) -> list[Finding]:
    """Every error that html-validate finds below `folder`. Raises CheckerError."""
    program = node_modules / "html-validate" / "bin" / "html-validate.mjs"
    config = ROOT / "tools" / "node" / "htmlvalidate.json"
    with tempfile.TemporaryDirectory() as scratch:
        # Into a file: what Node writes to a pipe is cut off when the program ends.
        report = Path(scratch) / "report.json"
        run = _run("node", program, "--config", config, "--formatter", f"json={report}", f"{folder}/**/*.html")
        if not report.is_file():
            raise CheckerError((run.stderr or run.stdout).strip())
        files = json.loads(report.read_text(encoding="utf-8"))
    return [
        Finding(
            _below(folder, file["filePath"]),
            f"html-validate {message['ruleId']}",
            f"{message['message']} Line {message['line']}",
            NO_ERROR,
        )
        for file in files
        for message in file["messages"]
    ]


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _below(folder: Path, file: str) -> str:
    return file.removeprefix(f"{folder}/")
