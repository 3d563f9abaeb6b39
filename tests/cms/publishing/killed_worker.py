"""A worker is killed in the middle of a translation, and another one goes on; prints what was seen, as JSON.

Run by test_tasks with settings for a database that several processes can open.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.engines import MirrorEngine

PAGES = 40  # more than one batch of translations.drafting
PATIENCE = 60.0  # seconds


def _mark(name: str) -> Path:
    return Path(os.environ["WAYMARK_TEST_FOLDER"]) / name


class HesitantEngine(MirrorEngine):
    """Stops in its second batch until it is killed, if this was asked for."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Each text mirrored, in time or never."""
        if _mark("first batch").exists() and _mark("hesitate").exists():
            _mark("hesitating").touch()
            signal.pause()
        _mark("first batch").touch()
        return super().translate(texts, source, target)


def work() -> None:
    """Do what is enqueued, and end."""
    from django.core.management import call_command

    options = {"interval": 0, "verbosity": 0, "startup_delay": False, "reload": False}
    call_command("db_worker", batch=True, queue_name="translate", **options)


def run_worker() -> int | None:
    """A worker in a process of its own, killed as soon as it hesitates; its exit code."""
    worker = multiprocessing.get_context("fork").Process(target=work)
    worker.start()
    until = time.monotonic() + PATIENCE
    while worker.is_alive() and time.monotonic() < until:
        if _mark("hesitating").exists():
            _mark("hesitating").unlink()
            worker.kill()
        worker.join(0.05)
    return worker.exitcode


def main() -> None:
    """Set a city up, ask for a translation, kill the first worker, and have a second one do the rest."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django_tasks_db.models import DBTaskResult
    from wagtail.models import Page

    from cms.guides.models import ArticlePage
    from cms.publishing.requests import request_translation
    from cms.publishing.wakeup import wake_due_tasks
    from tests.cms.factories import make_city, make_page

    def translated() -> int:
        return Page.objects.filter(locale__language_code="de", title__startswith="elcitrA", live=True).count()

    def revisions() -> int:
        return sum(page.revisions.count() for page in Page.objects.filter(locale__language_code="de"))

    call_command("migrate", verbosity=0)
    city = make_city("alpha")
    pages = [make_page(ArticlePage, city, title=f"Article {number}") for number in range(PAGES)]
    request_translation(pages[0], [page.pk for page in pages], ["de"], publish=True, user=None)
    _mark("hesitate").touch()
    connection.close()
    seen: dict[str, object] = {"pages": PAGES, "killed by": -(run_worker() or 0), "translated before": translated()}
    task = DBTaskResult.objects.get(task_path__endswith="translate_city_pages")
    seen |= {"task after the kill": task.status, "due after the kill": wake_due_tasks()}
    _mark("hesitate").unlink()
    connection.close()
    run_worker()
    before = revisions()
    seen["translated after"] = translated()
    seen["due in the end"] = [line for line in wake_due_tasks() if "translation" in line]
    connection.close()
    run_worker()
    seen["translated again"] = revisions() - before
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    main()
