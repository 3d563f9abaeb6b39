"""Whether the machine has time for a measurement: while it is busy with other work, all that is timed seems slow."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

BUSY = 1.3
"""From here on a machine counts as busy: work takes so many times the processor's time for it."""
PATIENCE_SECONDS = 600.0
"""How long an audit waits for a quiet machine, over all pages together."""
_PAUSE_SECONDS = 5.0
_SPIN = """
import time
started = time.perf_counter()
while time.process_time() < 0.2: pass
print((time.perf_counter() - started) / 0.2)
"""

Run = TypeVar("Run")


def contention() -> float:
    """How many times its time of the processor work takes that keeps two cores busy, as a browser does: 1 if quiet."""
    command = [sys.executable, "-S", "-c", _SPIN]
    spinning = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(min(2, os.cpu_count() or 1))
    ]
    return max(float(each.communicate()[0]) for each in spinning)


@dataclass
class Patience:
    """What is left of the time that an audit waits for a quiet machine."""

    seconds: float = PATIENCE_SECONDS
    measure: Callable[[], float] = contention
    pause: Callable[[float], None] = field(default=time.sleep)
    say: Callable[[str], None] = field(default=lambda _: None)

    def wait(self) -> bool:
        """Wait until the machine is quiet; False if it was still busy when the patience was at its end."""
        is_told = False
        while self.measure() > BUSY:
            if self.seconds <= 0:
                return False
            if not is_told:
                self.say(f"Too slow, and the machine is busy: waiting for a quiet one, up to {self.seconds:.0f} s")
                is_told = True
            self.pause(_PAUSE_SECONDS)
            self.seconds -= _PAUSE_SECONDS
        return True

    def repeat(self, times: int, run: Callable[[], Run]) -> tuple[list[Run], bool]:
        """Run something so often, each time when the machine is quiet; and whether it was so, before and after each."""
        runs, was_quiet = [], True
        for _ in range(times):
            was_quiet &= self.wait()
            runs.append(run())
            was_quiet &= self.measure() <= BUSY
        return runs, was_quiet
