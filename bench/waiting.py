"""Waiting until every city is built, with nobody to help but the timer."""

from __future__ import annotations

import time
from datetime import timedelta

TIMER = 1.0  # seconds between two looks for what is due; minutes in real installations
PATIENCE = 300.0  # seconds until something counts as stuck


def wake_everything() -> list[str]:
    """What `manage.py wake_tasks` does, with less patience; a line for each city that is not built yet."""
    from cms.publishing.wakeup import wake_due_tasks

    return [line for line in wake_due_tasks(timedelta(seconds=2 * TIMER)) if line.endswith("a build is due")]


def wait_until_built() -> float:
    """Seconds until nothing is due any more."""
    began = time.monotonic()
    while due := wake_everything():
        if time.monotonic() > began + PATIENCE:
            raise RuntimeError(f"Stuck: {due}")
        time.sleep(TIMER / 10)
    return time.monotonic() - began
