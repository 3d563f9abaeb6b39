"""What a command takes: seconds, and the memory of its largest process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

# A process of its own starts the command: Linux counts the memory of whoever starts one as the command's, and a bench
# that holds a city is larger than what it measures.
STARTER = """
import json, os, sys, time
started = time.perf_counter()
_, status, used = os.wait4(os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ), 0)
figures = [time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]
print("\\n" + json.dumps(figures), file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""


class Spent(NamedTuple):
    """What a command took, the processes that it waited for included."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds."""
    memory: float
    """MiB of the largest process; 0 if nobody looked."""


def spent(command: list[str], folder: Path | None = None) -> tuple[Spent, bytes]:
    """Run a command; what it took and what it wrote to standard output. Raises SystemExit if it fails."""
    # Compiled modules are kept, as on any machine that is used, whatever this shell says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = [sys.executable, "-I", "-S", "-c", STARTER, *command]
    done = subprocess.run(started, cwd=folder, env=environment, capture_output=True, check=False)
    told, _, figures = done.stderr.decode().rstrip().rpartition("\n")
    if done.returncode:
        raise SystemExit(f"{told}\nThis ended with status {done.returncode}: {' '.join(command)}")
    return Spent(*json.loads(figures)), done.stdout
