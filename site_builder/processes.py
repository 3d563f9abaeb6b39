"""Rendering many outputs with Pelican: a language is one process's work, and every core has some."""

from __future__ import annotations

import locale
import logging
import multiprocessing
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait

from site_builder import rendering
from site_builder.errors import BuildError, SiteBuilderError
from site_builder.rendering import Job, Progress


def render_many(job: Job, done: Progress) -> int:
    """Make the outputs of a job, in as many processes as is worth while; say in how many.

    Raises SiteBuilderError, OSError and sqlite3.Error.
    """
    job.press.environment.prepare(job.press.guide.languages)
    groups = _share_out(job, _processes(job))
    if len(groups) > 1:
        _render_apart(job, groups, done)
    else:
        _render_here(job, list(job.outputs), done)
    return len(groups)


def _processes(job: Job) -> int:
    # A copy of a process with several threads can stop for ever at a lock that a thread held (Python 3.12 warns).
    if threading.active_count() > 1 or "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), len(job.outputs), job.count // rendering.WORTH_A_PROCESS))


def _share_out(job: Job, processes: int) -> list[list[str]]:
    groups: list[list[str]] = [[] for _ in range(processes)]
    for index, shard in enumerate(sorted(job.outputs, key=lambda shard: -len(job.outputs[shard]))):
        groups[index % processes].append(shard)
    return groups


def _render_here(job: Job, shards: list[str], done: Progress) -> None:
    with contained():
        from site_builder.pelican_plugin import run

        run(job, shards, done)


def _render_apart(job: Job, groups: list[list[str]], done: Progress) -> None:
    with contained():
        from site_builder import pelican_plugin  # noqa: F401 - imported once here, not once in each process

    context = multiprocessing.get_context("fork")
    pipes: list[Connection] = []
    processes = []
    for group in groups:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(job, group, sender), daemon=True)
        process.start()
        sender.close()
        pipes.append(receiver)
        processes.append(process)
    try:
        _gather(pipes, done)
    finally:
        for process in processes:
            process.kill()
            process.join()


def _gather(pipes: list[Connection], done: Progress) -> None:
    open_pipes = list(pipes)
    while open_pipes:
        ready = wait(open_pipes)
        for pipe in [pipe for pipe in open_pipes if pipe in ready]:
            try:
                message = pipe.recv()
            except EOFError as error:
                raise BuildError("A process of the build was ended. Is the machine short of memory?") from error
            if message is None:
                open_pipes.remove(pipe)
            elif isinstance(message, Exception):
                raise message
            else:
                done(*message)


def _work(job: Job, shards: list[str], sender: Connection) -> None:
    """A process of its own: tell of each shard, then of the end, or of what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of a terminal: the build decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_the_build, daemon=True).start()
    try:
        _render_here(job, shards, lambda shard, rendered: sender.send((shard, rendered)))
        sender.send(None)
    except (SiteBuilderError, OSError, sqlite3.Error) as error:
        sender.send(error)


def _end_with_the_build() -> None:
    """Leave nothing running when the build itself is killed: the next one waits for the lock that is held here too."""
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def contained() -> Iterator[None]:
    """Keep to itself what Pelican 4.12 changes in its process: logger classes, locale, import path."""
    logger_class, root_class = logging.getLoggerClass(), type(logging.getLogger())
    old_locale, old_path = locale.setlocale(locale.LC_ALL), list(sys.path)
    try:
        yield
    finally:
        logging.setLoggerClass(logger_class)
        logging.getLogger().__class__ = root_class
        locale.setlocale(locale.LC_ALL, old_locale)
        sys.path[:] = old_path
