"""A Redis server of the test session's own: in a temporary folder, on a socket, gone afterwards."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


def find_redis() -> str | None:
    """The server's program."""
    return shutil.which("redis-server")


@contextmanager
def running_redis(program: str) -> Iterator[str]:
    """Start a server that keeps nothing on a disk; its address, as WAYMARK_QUEUE_URL spells it."""
    with tempfile.TemporaryDirectory(prefix="waymark-redis-") as folder:
        socket = f"{folder}/socket"
        command = [program, "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            if not any("ready to accept connections" in line.lower() for line in server.stdout):
                raise RuntimeError(f"{program} does not start.")
            try:
                yield f"unix://{socket}"
            finally:
                server.kill()
