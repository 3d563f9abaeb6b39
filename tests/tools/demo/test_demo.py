"""`make demo` says in one line what is in its way, before it does anything."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import tools.demo.__main__ as demo

ROOT = Path(__file__).resolve().parents[3]


def run_demo(**environment: str) -> subprocess.CompletedProcess[str]:
    """Run the demo to its end with these variables set."""
    return subprocess.run(
        [sys.executable, "-m", "tools.demo"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("variable", ["WAYMARK_PORT", "WAYMARK_GUIDES_PORT"])
def test_an_occupied_port_ends_it_with_one_line(variable: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        free = {"WAYMARK_PORT": "0", "WAYMARK_GUIDES_PORT": "0"}
        with socket.create_server(("127.0.0.1", 0)) as ended:
            free = dict.fromkeys(free, str(ended.getsockname()[1]))
        result = run_demo(**{**free, variable: str(port)})
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        f"error: Port {port} is in use. Choose another: {variable}={port + (80 if port <= 65455 else -80)} make demo"
    ]


def test_one_port_for_two_services_ends_it_with_one_line() -> None:
    result = run_demo(WAYMARK_PORT="65500", WAYMARK_GUIDES_PORT="65500")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "error: Port 65500 cannot serve both the CMS and the guides. "
        "Choose another: WAYMARK_GUIDES_PORT=65420 make demo"
    ]


def test_the_last_lines_say_where_everything_is_and_who_can_log_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "eastmere" / "current").mkdir(parents=True)
    monkeypatch.setattr(demo, "BUILD", tmp_path)
    text = demo.welcome(8000, 8001, "editor / their-password\n")
    assert "http://127.0.0.1:8000/admin/" in text
    assert "http://127.0.0.1:8000/graphql" in text
    assert "http://127.0.0.1:8001/eastmere/" in text
    assert text.endswith("editor / their-password")


STAND_IN = """
import sys
import tools.demo.__main__ as demo
demo.STEPS = (("Nothing", ["seed_demo"]),)
demo.MANAGE = (sys.executable, "-c", "import time; print('someone', flush=True); time.sleep(int({seconds}))")
sys.argv = ["demo", {option!r}]
sys.exit(demo.main())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_can_be_interrupted_in_the_middle_of_a_step(number: signal.Signals) -> None:
    code = STAND_IN.format(seconds=60, option="--build-only")
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    lines = iter(process.stdout.readline, "")
    assert any("[1/1]" in line for line in lines)
    process.send_signal(number)
    assert "Stopped. Run it again to go on." in process.stdout.read()
    assert process.wait(10) == 130
    process.stdout.close()
