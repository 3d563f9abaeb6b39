"""Real servers for benchmarks: granian on a free port, on a database in a temporary folder."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0  # seconds for a server to start, or to answer
PAUSE = 0.1  # seconds between two looks whether it has


def settings_in(folder: Path, name: str, *lines: str) -> None:
    """Write a module of settings: those of development, on a database of their own, and these lines.

    The module can be imported here and, by what is put into this process's environment, in processes started from here.
    """
    (folder / f"{name}.py").write_text(
        "from __future__ import annotations\n\n"
        "from pathlib import Path\n\nfrom cms.settings.dev import *\n\n"
        f"DATABASES['default']['NAME'] = {str(folder / 'bench.sqlite3')!r}\n"
        "DEBUG = False\nGUIDE_BUILD_ON_PUBLISH = False\nWEB_SERVERS_IN_FRONT = 1\n"
        f"SEARCH_INDEX_DIR = Path({str(folder / 'search')!r})\n" + "".join(f"{line}\n" for line in lines)
    )
    root = str(Path(__file__).resolve().parent.parent)
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    os.environ["PYTHONPATH"] = f"{folder}{os.pathsep}{root}"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def served(settings: str, port: int, *, processes: int = 1, threads: int = 4, polite: bool = False) -> Iterator[None]:
    """The CMS with these settings at a port of this machine, in so many threads each; `polite` with `nice`."""
    granian = str(Path(sys.executable).with_name("granian"))
    options = [
        "--interface=wsgi",
        f"--port={port}",
        f"--workers={processes}",
        f"--blocking-threads={threads}",
        "--no-ws",
    ]
    command = [granian, *options, "--log-level=warning", "cms.wsgi:application"]
    server = subprocess.Popen(
        ["nice", *command] if polite else command, env={**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    )
    try:
        _wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(PAUSE)
        else:
            return


def ask(
    port: int, method: str, place: str, headers: dict[str, str], body: bytes | None = None
) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Ask by a connection of its own; status, headers and what was answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, place, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()
