"""Enqueue whatever is due: to be run every few minutes by the machine's timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.publishing.wakeup import wake_due_tasks


class Command(BaseCommand):
    """Example: manage.py wake_tasks"""

    help = (
        "Enqueue what is due: builds and search indexes that are older than their city's documents, and translations "
        "that were asked for and are not done. Run it every few minutes: it makes up for tasks that were lost with a "
        "worker. Example: manage.py wake_tasks"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Enqueue, and say what."""
        for line in wake_due_tasks():
            self.stdout.write(line)
