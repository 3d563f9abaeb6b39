"""Run a command that ends when the process which started it ends: `python -m tools.demo.leash COMMAND...`

Standard input is the leash: a pipe whose other end the starter holds. When the starter closes it, or dies in whatever
way (the kernel closes it then, also after `kill -9`), the command and all that it started are asked to end, and are
killed if they have not done so after GRACE_SECONDS. The exit status is the command's.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

GRACE_SECONDS = 10


def end_group(command: subprocess.Popen[bytes]) -> None:
    """Ask the command's process group to end, and kill what has not ended in time."""
    signal_group(command, signal.SIGTERM)
    try:
        command.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        signal_group(command, signal.SIGKILL)


def signal_group(command: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Send a signal to whatever is left of the command's process group."""
    try:
        os.killpg(command.pid, number)
    except ProcessLookupError:
        return


def watch_leash(command: subprocess.Popen[bytes]) -> None:
    """Block until the other end of standard input is closed, then end the command."""
    # Not sys.stdin: a thread that waits inside its lock makes Python abort when it exits.
    while os.read(0, 1024):
        continue
    end_group(command)


def main() -> int:
    """Run the command named in the arguments to its end or to the leash's."""
    command = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, process_group=0)
    signal.signal(signal.SIGTERM, lambda *_: end_group(command))
    threading.Thread(target=watch_leash, args=[command], daemon=True).start()
    status = command.wait()
    # A command that fell over may have left workers behind.
    signal_group(command, signal.SIGKILL)
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main())
