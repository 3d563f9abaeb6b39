"""Enqueue whatever is due: run every few minutes by the machine's timer, or with --every by itself."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from cms.publishing.wakeup import wake_due_tasks


class Command(BaseCommand):
    """Example: manage.py wake_tasks --every 120"""

    help = (
        "Take out what is over, and enqueue what is due: builds and search indexes that are older than their city's "
        "documents, translations that were asked for and are not done, pages for which a file brought translations, "
        "and checks of a city that changed them. Run it every few minutes: it makes up for tasks that were lost with a "
        "worker. "
        "Example: manage.py wake_tasks --every 120"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Once, or for ever."""
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="go on until stopped, looking again after so many seconds"
        )

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        """Enqueue, and say what."""
        self._wake()
        while every:
            time.sleep(every)
            # Between two looks a server may have closed the connection.
            close_old_connections()
            self._wake()

    def _wake(self) -> None:
        for line in wake_due_tasks():
            self.stdout.write(line)
