"""The command: what it looks at, how it ends, and what it leaves behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tools.audit.conftest import CITY
from tools.audit.__main__ import main
from tools.audit.instruments import NEEDS

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """What the command makes of SIGTERM is undone."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.browser
def test_an_audit_names_page_rule_value_and_limit_and_writes_a_report(
    write_guide: Callable[..., Path], tmp_path: Path
) -> None:
    build = write_guide(tmp_path / "build", ["without scripts"])
    report = tmp_path / "report"
    command = [sys.executable, "-m", "tools.audit", "--quick", "--only=bytes,probe", "--random=0"]
    options = [f"--build={build}", f"--report={report}", f"--city={CITY}"]
    run = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stderr
    assert "probe without scripts: 1. Right would be: at most 33% of the words come from scripts" in run.stdout
    assert f"  /{CITY}/ar/without-scripts/  " in run.stdout
    assert "Not run: nu, html-validate, axe, offline, slow, lighthouse, pictures." in " ".join(run.stdout.split())
    assert "==> probe: 1 pages" in run.stderr
    text = (report / "index.html").read_text()
    assert f"/{CITY}/ar/without-scripts/" in text
    assert "at most 33%" in text


def test_an_audit_without_findings_ends_well(
    write_guide: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build = write_guide(tmp_path / "build", [None])
    assert main([f"--build={build}", f"--report={tmp_path / 'report'}", "--only=bytes"]) == 0
    assert "None." in (tmp_path / "report" / "index.html").read_text()
    assert "HTML" in capsys.readouterr().out


def test_a_missing_instrument_is_an_error_that_says_what_to_install(
    broken_guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main([f"--build={broken_guide}", f"--report={tmp_path}", "--only=axe,nu"]) == 3
    said = capsys.readouterr().err
    assert "error: The program chromium is missing, for axe: apt-get install chromium fonts-noto-core" in said
    assert "error: The program java is missing, for nu: apt-get install default-jre-headless" in said
    assert not (tmp_path / "index.html").exists()


def test_a_city_that_is_not_there_is_an_error(broken_guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"--build={broken_guide}", "--city=atlantis", "--only=bytes"]) == 3
    assert "has no pages of atlantis" in capsys.readouterr().err


def test_an_instrument_that_nobody_has_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--only=probe,horoscope"])
    assert ended.value.code == 2
    assert "no instrument horoscope; there are " + ", ".join(NEEDS) in capsys.readouterr().err
