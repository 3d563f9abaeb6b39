"""Nothing that the demo started outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# Prints its own id and its child's, then waits for ever; ends its child only if nobody else does.
FAMILY = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(os.getpid(), child.pid, flush=True)
time.sleep(60)
"""
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + FAMILY
STARTER = """
import sys
from tools.demo.processes import start
start([sys.executable, "-c", sys.argv[1]], {}).wait()
"""
# Imports the leash with a short patience, so that the test need not have the long one.
IMPATIENT = "import sys, tools.demo.leash as leash; leash.GRACE_SECONDS = 0.2; sys.exit(leash.main())"

StartLeash = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def on_a_leash() -> StartLeash:
    """Start Python code on a leash that the test holds."""

    def start(code: str, leash: tuple[str, ...] = ("-m", "tools.demo.leash")) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *leash, sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    return start


def family_of(process: subprocess.Popen[str]) -> list[int]:
    """The process ids that the code has printed."""
    assert process.stdout
    return [int(part) for part in process.stdout.readline().split()]


def assert_all_end(output: subprocess.Popen[str]) -> None:
    """Every process of the family holds the same standard output: it ends when the last of them does."""
    assert output.stdout
    assert output.stdout.read() == ""
    output.stdout.close()


def test_letting_go_ends_the_command_and_its_children(on_a_leash: StartLeash) -> None:
    leash = on_a_leash(FAMILY)
    assert len(family_of(leash)) == 2
    assert leash.stdin
    leash.stdin.close()
    assert_all_end(leash)
    assert leash.wait(5) == 128 + signal.SIGTERM


def test_a_command_that_does_not_listen_is_killed(on_a_leash: StartLeash) -> None:
    leash = on_a_leash(STUBBORN, ("-c", IMPATIENT))
    family_of(leash)
    assert leash.stdin
    leash.stdin.close()
    assert_all_end(leash)
    assert leash.wait(5) == 128 + signal.SIGKILL


def test_children_end_with_a_command_that_falls_over(on_a_leash: StartLeash) -> None:
    leash = on_a_leash(FAMILY)
    command, _child = family_of(leash)
    os.kill(command, signal.SIGKILL)
    assert_all_end(leash)
    assert leash.stdin
    leash.stdin.close()
    leash.wait(5)


def test_the_status_of_the_command_is_the_status_of_the_leash(on_a_leash: StartLeash) -> None:
    leash = on_a_leash("raise SystemExit(7)")
    assert leash.wait(10) == 7
    leash.communicate()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_nothing_is_left_when_the_starter_dies(number: signal.Signals) -> None:
    root = Path(__file__).resolve().parents[3]
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, FAMILY], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, cwd=root
    )
    family_of(starter)
    starter.send_signal(number)
    assert_all_end(starter)
    starter.wait(5)
