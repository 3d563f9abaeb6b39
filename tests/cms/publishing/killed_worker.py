"""A worker is killed again and again in the middle of a translation, and others go on; prints what was seen, as JSON.

Run by test_tasks with settings for a migrated database that several processes can open.
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
from typing import Any

from tests.engines import MirrorEngine

PAGES = 40  # several batches of translations.drafting
PATIENCE = 60.0  # seconds
# Where a worker hesitates until it is killed, and how often it passed there before.
PLACES = (("engine", 1), ("stored", 1), ("written", 5))


def _mark(name: str) -> Path:
    return Path(os.environ["WAYMARK_TEST_FOLDER"]) / name


def _hesitate(place: str) -> None:
    """Wait here for the kill, if the test wants one at this place by now."""
    wish = _mark("hesitate")
    if not wish.exists():
        return
    wanted, times = json.loads(wish.read_text())
    if wanted != place:
        return
    if times > 0:
        wish.write_text(json.dumps([wanted, times - 1]))
        return
    _mark("hesitating").touch()
    signal.pause()


class HesitantEngine(MirrorEngine):
    """Stops before an answer until it is killed, if this was asked for; writes down what it was given."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Each text mirrored, in time or never."""
        _hesitate("engine")
        answers = super().translate(texts, source, target)
        with _mark("answered").open("a") as log:
            log.writelines(f"{json.dumps(text)}\n" for text in texts)
        return answers


def work() -> None:
    """Do what is enqueued, and end."""
    from django.core.management import call_command

    from translations import drafting

    _hesitate_after(drafting, "store_drafts", "stored")
    _hesitate_after(drafting, "save_translation", "written")
    options = {"interval": 0, "verbosity": 0, "startup_delay": False, "reload": False}
    call_command("db_worker", batch=True, queue_name="translate", **options)


def _hesitate_after(module: Any, name: str, place: str) -> None:
    original = getattr(module, name)

    def hesitant(*args: Any, **kwargs: Any) -> Any:
        result = original(*args, **kwargs)
        _hesitate(place)
        return result

    setattr(module, name, hesitant)


def run_worker() -> tuple[int | None, float]:
    """A worker in a process of its own, killed as soon as it hesitates.

    Returns:
        Its exit code, and how many seconds somebody else's write took while it hesitated.
    """
    worker = multiprocessing.get_context("fork").Process(target=work)
    worker.start()
    waited = 0.0
    until = time.monotonic() + PATIENCE
    while worker.is_alive() and time.monotonic() < until:
        if _mark("hesitating").exists():
            if _wanted_place() != "written":  # where a page is being written, a transaction is open
                waited = write_something()
            _mark("hesitating").unlink()
            _mark("hesitate").unlink()
            worker.kill()
        worker.join(0.02)
    return worker.exitcode, waited


def _wanted_place() -> str:
    place: str = json.loads(_mark("hesitate").read_text())[0]
    return place


def write_something() -> float:
    """Write to the database as an editor would, and tell how many seconds that took."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    began = time.monotonic()
    get_user_model().objects.filter(username="nobody").update(first_name="Ada")
    connection.close()
    return time.monotonic() - began


def main() -> None:
    """Set a city up, ask for a translation, kill worker after worker, and have a last one do the rest."""
    import django

    django.setup()
    from django.db import connection
    from django_tasks_db.models import DBTaskResult

    from cms.guides.models import ArticlePage
    from cms.publishing.models import TranslationRequest
    from cms.publishing.requests import request_translation
    from cms.publishing.wakeup import wake_due_tasks
    from tests.cms.factories import make_city, make_page
    from tests.cms.publishing.left_behind import left_behind, revisions

    city = make_city("alpha")
    pages = [make_page(ArticlePage, city, title=f"Article {letters(number)}") for number in range(PAGES)]
    request_translation(pages[0], [page.pk for page in pages], ["de"], publish=True, user=None)
    seen: dict[str, Any] = {"pages": PAGES, "kills": []}
    for place in PLACES:
        _mark("hesitate").write_text(json.dumps(place))
        connection.close()
        code, waited = run_worker()
        request = TranslationRequest.objects.get()
        seen["kills"].append(
            {
                "place": place[0],
                "signal": -(code or 0),
                "write waited": waited,
                "progress": [request.done, request.total],
                "due": wake_due_tasks(),
                **left_behind(),
            }
        )
    seen["tasks left running"] = DBTaskResult.objects.filter(status="RUNNING").count()
    connection.close()
    run_worker()
    before = revisions()
    seen["in the end"] = left_behind()
    seen["given to the engine"] = [json.loads(line) for line in _mark("answered").read_text().splitlines()]
    seen["due in the end"] = [line for line in wake_due_tasks() if "translation" in line]
    connection.close()
    run_worker()
    seen["translated again"] = revisions() - before
    json.dump(seen, sys.stdout)


def letters(number: int) -> str:
    """A number as a word, since the memory takes texts that differ in numbers for the same."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number + 100))


if __name__ == "__main__":
    main()
