"""Enqueue whatever is due: to be run every few minutes by the machine's timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.publishing.wakeup import wake_due_tasks


class Command(BaseCommand):
    """Example: manage.py wake_tasks"""

    help = (
        "Enqueue the build of every city whose documents are newer than its live release. Run it every few minutes: it "
        "makes up for tasks that were lost with a worker. Example: manage.py wake_tasks"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Enqueue, and name the cities."""
        for slug in wake_due_tasks():
            self.stdout.write(f"{slug}: a build is due")
