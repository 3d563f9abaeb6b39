from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.translations.conftest import TINY_PACKAGE
from translations.engines.lean_argos import SPLITTERS, STOOD_IN_FOR

WHY = "argostranslate changed: see docs/decisions/0003-lean-argos.md for what can go now."


def run(code: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own with an empty home."""
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[3])}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)


def test_the_stand_ins_are_still_needed(tmp_path: Path) -> None:
    assert version("argostranslate") == "1.11.0", WHY
    result = run("import argostranslate.translate", tmp_path)
    assert "No module named 'stanza'" in result.stderr, WHY


@pytest.mark.parametrize("name", [*STOOD_IN_FOR, "spacy", "torch", "sacremoses"])
def test_none_of_the_heavy_dependencies_is_installed(name: str) -> None:
    assert find_spec(name) is None


def test_translating_with_argos_imports_nothing_heavy_and_writes_nothing_home(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from translations.engines.argos import ArgosEngine
from translations.engines.argos_packages import install_package
install_package(Path({str(TINY_PACKAGE)!r}), Path({str(tmp_path / "packages")!r}))
print(ArgosEngine(Path({str(tmp_path / "packages")!r})).translate(["Opening hours"], "en", "de"))
print(sorted({{"torch", "stanza", "spacy", "minisbd", "argostranslate.translate"}} & set(sys.modules)))
"""
    result = run(code, tmp_path)
    assert result.stdout == "['Öffnungszeiten']\n[]\n", result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["packages"]


def test_the_stand_ins_are_gone_after_the_import_and_the_splitters_are_ours(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from translations.engines.argos_packages import install_package
from translations.engines.lean_argos import stock_translation
package = install_package(Path({str(TINY_PACKAGE)!r}), Path({str(tmp_path / "packages")!r}))
calls = []
stock = stock_translation(package.folder, lambda language, text: calls.append((language, text)) or [text])
print(stock.translate("Opening hours"), calls, [n for n in {STOOD_IN_FOR!r} if n in sys.modules])
"""
    result = run(code, tmp_path)
    assert result.stdout == "Öffnungszeiten [('en', 'Opening hours')] []\n", result.stderr
    assert SPLITTERS == ("StanzaSentencizer", "MiniSBDSentencizer", "SpacySentencizerSmall")
