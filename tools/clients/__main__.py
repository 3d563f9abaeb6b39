"""Write what the clients take from the schema: `python -m tools.clients`, or with `--check` compare it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from graphql import build_schema

from site_builder.environment import make_environment
from tools.clients import component, javascript, python, python_types
from tools.clients.selections import Selections

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMA = Path("docs/api/schema.graphql")
CLIENTS = Path("clients")
THEME = ROOT / "themes" / "waymark"


def main() -> int:
    """Write the generated files; with `--check` write nothing, name those that differ and return 1 if any does."""
    parser = argparse.ArgumentParser(prog="python -m tools.clients", description="Write what the clients are made of.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is not as it should be")
    options = parser.parse_args()
    made = generated((ROOT / SCHEMA).read_text())
    differing = [path for path, text in made.items() if _is_other(ROOT / path, text)]
    for path in differing:
        if options.check:
            print(f"{path} is not what {SCHEMA} gives: run `make clients`.", file=sys.stderr)
        else:
            _write(ROOT / path, made[path])
            print(f"{path} written")
    return 1 if options.check and differing else 0


def generated(schema_language: str) -> Mapping[Path, str]:
    """The text of every generated file, by its path from the root of the checkout."""
    selections = Selections(build_schema(schema_language))
    package = CLIENTS / "python" / "waymark_client"
    module = CLIENTS / "javascript"
    return {
        **{package / "types" / name: _formatted(text) for name, text in python_types.types(selections).items()},
        package / "questions.py": _formatted(python.questions(selections)),
        package / "queries.py": _formatted(python.queries(selections)),
        module / "questions.js": javascript.questions(selections),
        module / "waymark.d.ts": javascript.types(selections),
        **_component(),
    }


def _component() -> Mapping[Path, str]:
    folder = CLIENTS / "web-component"
    words = component.words(make_environment(THEME, {}))
    query, sha256 = component.query(ROOT / folder / "source")
    return {
        folder / "waymark-service.js": component.script(ROOT / folder / "source"),
        folder / "queries" / f"{sha256}.graphql": query,
        **{folder / "words" / f"{language}.json": text for language, text in words.items()},
    }


def _formatted(source: str) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", "clients/made.py", "-"]
    return subprocess.run(command, input=source, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def _is_other(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_text() != text


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        file.write(text)
    Path(file.name).chmod(0o644)
    os.replace(file.name, path)


if __name__ == "__main__":
    sys.exit(main())
