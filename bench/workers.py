"""Worker processes that take builds from Redis, and what they did, written down."""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

WORKERS = 3
START_SECONDS = 30


class Build(NamedTuple):
    """A build as its worker wrote it down. Times are of the machine's steady clock."""

    city: str
    worker: int
    began: float
    ended: float
    """When it was done, or its worker was killed."""
    done: bool
    files: int
    rendered: int


@dataclass
class Crew:
    """Workers that run at the same time, numbered from 0."""

    folder: Path
    apart: bool
    workers: dict[int, BaseProcess]
    killed_at: dict[int, float]
    """By process id."""

    def kill(self, number: int) -> None:
        """End a worker as a power cut would, and put another in its place."""
        worker = self.workers[number]
        worker.kill()
        worker.join()
        assert worker.pid is not None
        self.killed_at[worker.pid] = time.monotonic()
        self.workers[number] = _start(self.folder, _disk(number, self.apart), number)

    def builds(self) -> list[Build]:
        """Every build that was begun."""
        return list(_read(self.folder, self.killed_at))


@contextmanager
def crew(folder: Path, count: int, *, apart: bool = False) -> Iterator[Crew]:
    """So many workers, ready for work, for as long as the block runs.

    They share a disk; or each is `apart`, with a disk of its own, as on machines that share a target only.
    """
    folder.mkdir(parents=True, exist_ok=True)
    workers = {number: _start(folder, _disk(number, apart), number) for number in range(count)}
    running = Crew(folder, apart, workers, {})
    _wait_for(folder, workers.values())
    try:
        yield running
    finally:
        for worker in running.workers.values():
            worker.terminate()
        for worker in running.workers.values():
            worker.join()


def _disk(number: int, apart: bool) -> str:
    return f"machine-{number}" if apart else "build"


def _start(folder: Path, disk: str, number: int) -> BaseProcess:
    from django.db import connections

    connections.close_all()  # a process would end the connection that it takes over from another
    worker = multiprocessing.get_context("fork").Process(target=_work, args=(folder, disk, number))
    worker.start()
    return worker


def _wait_for(folder: Path, workers: Iterable[BaseProcess]) -> None:
    until = time.monotonic() + START_SECONDS
    while not all(_sign(folder, worker.pid).exists() for worker in workers):
        if time.monotonic() > until:
            raise RuntimeError("The workers do not start.")
        time.sleep(0.01)


def _sign(folder: Path, pid: int | None) -> Path:
    """The file that tells that a worker is ready."""
    return folder / f"ready-{pid}"


def _work(folder: Path, disk: str, number: int) -> None:
    """A worker: `manage.py rqworker build` with the disk of a machine."""
    from django.conf import settings
    from django.core.management import call_command

    from cms.publishing import build_recording

    settings.GUIDE_BUILD_DIR = folder / disk
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    build = build_recording.build_guide

    def written_down(city: Any, *args: Any, **kwargs: Any) -> Any:
        entry = {"city": city.slug, "pid": os.getpid(), "worker": number, "began": time.monotonic()}
        os.write(log, f"{json.dumps(entry)}\n".encode())
        result = build(city, *args, **kwargs)
        entry |= {"ended": time.monotonic(), "files": result.files, "rendered": result.rendered}
        os.write(log, f"{json.dumps(entry)}\n".encode())
        return result

    build_recording.build_guide = written_down
    _sign(folder, os.getpid()).touch()
    call_command("rqworker", "build", verbosity=0)


def _read(folder: Path, killed_at: dict[int, float]) -> Iterator[Build]:
    log = folder / "log"
    entries: dict[tuple[int, float], dict[str, Any]] = defaultdict(dict)
    for line in log.read_text().splitlines() if log.exists() else []:
        entry = json.loads(line)
        entries[entry["pid"], entry["began"]] |= entry
    for (pid, began), entry in entries.items():
        ended = entry.get("ended") or killed_at.get(pid)
        if ended:
            done = "ended" in entry
            files, rendered = entry.get("files", 0), entry.get("rendered", 0)
            yield Build(entry["city"], entry["worker"], began, ended, done, files, rendered)


def overlaps(builds: Sequence[Build]) -> int:
    """How often two workers built one city at the same time."""
    found = 0
    by_city: dict[str, list[Build]] = defaultdict(list)
    for build in sorted(builds, key=lambda build: build.began):
        found += sum(other.ended > build.began for other in by_city[build.city])
        by_city[build.city].append(build)
    return found
