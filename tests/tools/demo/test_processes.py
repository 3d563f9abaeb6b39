"""Services start together, are watched, and end together."""

from __future__ import annotations

import re
import socket
import sys

import pytest

from tools.demo import processes
from tools.demo.processes import Service, StepError, run_to_end, running, wait_for_an_end

LISTENS = """
import socket, sys
with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as server:
    while True:
        server.accept()[0].close()
"""


def free_port() -> int:
    """A port that nothing holds."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_services_answer_inside_the_block_and_are_gone_after_it() -> None:
    port = free_port()
    services = [
        Service("Listener", [sys.executable, "-c", LISTENS, str(port)], port=port),
        Service("Sleeper", [sys.executable, "-c", "import time; time.sleep(60)"]),
    ]
    with running(services, {}) as processes:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    assert all(process.returncode is not None for process in processes.values())
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_a_service_that_falls_over_at_the_start_is_named() -> None:
    service = Service("The CMS", [sys.executable, "-c", "raise SystemExit(3)"], port=free_port())
    with pytest.raises(StepError, match="The CMS ended with status 3"), running([service], {}):
        pytest.fail("it never answered")


def test_a_service_that_falls_over_later_is_named() -> None:
    service = Service("The task worker", [sys.executable, "-c", "raise SystemExit(4)"])
    with running([service], {}) as processes, pytest.raises(StepError, match="The task worker ended with status 4"):
        wait_for_an_end(processes)


def test_a_step_that_fails_stops_the_demo() -> None:
    with pytest.raises(StepError, match="“Guides” ended with status 5"):
        run_to_end("Guides", [sys.executable, "-c", "raise SystemExit(5)"], {})


def test_what_a_captured_step_writes_is_returned() -> None:
    code = "import os; print(os.environ['WHO'])"
    assert (
        run_to_end("People", [sys.executable, "-c", code], {"WHO": "admin / secret"}, capture=True)
        == "admin / secret\n"
    )


@pytest.mark.parametrize("capture", [False, True])
def test_a_step_that_says_nothing_for_long_is_not_silent(
    capture: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(processes, "HEARTBEAT_SECONDS", 0.01)
    run_to_end("Database", [sys.executable, "-c", "pass"], {}, capture=capture)
    assert re.match(r"(      \d+ s\n)+$", capsys.readouterr().out)
