"""Start, watch and end the processes of the demo. None of them outlives it: see tools.demo.leash."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from tools.demo.leash import GRACE_SECONDS

READY_SECONDS = 60
POLL_SECONDS = 0.25
HEARTBEAT_SECONDS = 5

Process = subprocess.Popen[str]


class StepError(Exception):
    """A step or a service ended when it should not have."""


@dataclass(frozen=True)
class Service:
    """Something that runs until the demo ends; `port` is the one that it answers on, if it has one."""

    name: str
    command: Sequence[str]
    port: int | None = None


def start(command: Sequence[str], environment: Mapping[str, str], output: IO[str] | None = None) -> Process:
    """Start a command on a leash, in a session of its own so that Ctrl-C reaches the demo and not its parts.

    Its standard output is ours, unless it is to go into the file `output`.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "tools.demo.leash", *command],
        stdin=subprocess.PIPE,
        stdout=output,
        text=True,
        env={**os.environ, **environment},
        start_new_session=True,
    )


def end(processes: Sequence[Process]) -> None:
    """Let go of every leash, then wait until the processes are gone."""
    for process in processes:
        if process.stdin and not process.stdin.closed:
            process.stdin.close()
    for process in processes:
        process.wait(GRACE_SECONDS + 5)


def run_to_end(name: str, command: Sequence[str], environment: Mapping[str, str], *, capture: bool = False) -> str:
    """Run a step to its end; return its standard output if it is captured. Raises StepError."""
    # A file and not a pipe: nobody has to read while the step runs, and its seconds can be told.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        process = start(command, environment, output if capture else None)
        try:
            status = wait_aloud(process)
        finally:
            end([process])
        if status:
            raise StepError(f"“{name}” ended with status {status}; what it wrote above says why.")
        output.seek(0)
        return output.read()


def wait_aloud(process: Process) -> int:
    """Wait for the status of a process, and say from time to time how long that takes."""
    started = time.monotonic()
    while True:
        try:
            return process.wait(HEARTBEAT_SECONDS)
        except subprocess.TimeoutExpired:
            print(f"      {time.monotonic() - started:.0f} s", flush=True)


@contextmanager
def running(services: Sequence[Service], environment: Mapping[str, str]) -> Iterator[dict[str, Process]]:
    """Start the services, wait until those with a port answer, and end them all when the block is left."""
    processes: dict[str, Process] = {}
    try:
        for service in services:
            processes[service.name] = start(service.command, environment)
        wait_until_ready(services, processes)
        yield processes
    finally:
        end(list(processes.values()))


def wait_until_ready(services: Sequence[Service], processes: Mapping[str, Process]) -> None:
    """Return when every port answers. Raises StepError if a service ends first or takes too long."""
    deadline = time.monotonic() + READY_SECONDS
    waiting = [service for service in services if service.port]
    while waiting:
        check_alive(processes)
        waiting = [service for service in waiting if not answers(service.port)]
        if waiting and time.monotonic() > deadline:
            raise StepError(f"{waiting[0].name} does not answer after {READY_SECONDS} seconds.")
        time.sleep(POLL_SECONDS)


def wait_for_an_end(processes: Mapping[str, Process]) -> None:
    """Watch the services for ever. Raises StepError as soon as one of them ends."""
    while True:
        check_alive(processes)
        time.sleep(POLL_SECONDS)


def check_alive(processes: Mapping[str, Process]) -> None:
    """Raise StepError for a service that has ended."""
    for name, process in processes.items():
        if process.poll() is not None:
            raise StepError(f"{name} ended with status {process.returncode}; what it wrote above says why.")


def answers(port: int | None) -> bool:
    """Whether something listens on this port of the own machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
