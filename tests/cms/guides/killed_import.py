"""An import is killed after every few pages until it comes to its end; prints which pages no task is to index, as JSON.

Run by test_killed_import with settings for a migrated database that several processes can open.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

# Steps of progress that a run lives for, so that each of the first runs is killed at another place.
LIVES = 4
MOST_RUNS = 30


class Lifetime:
    """Ends the process, as `kill -9` does, when progress was told a number of times."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def __call__(self, *progress: object) -> None:
        """Count one step."""
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def content_files(folder: Path) -> Callable[[Lifetime], object]:
    """The import of the small city."""
    from cms.guides.content_files.checking import check_folder
    from cms.guides.content_files.writing import import_checked
    from tests.cms.guides.content_folder import write_folder

    path = write_folder(folder)
    return lambda lifetime: import_checked(check_folder(path), lifetime)


def integreat(folder: Path) -> Callable[[Lifetime], object]:
    """The import of the small guide."""
    from cms.guides.importers.city import CityFacts, ensure_city
    from cms.guides.importers.contents import Contents
    from cms.guides.importers.integreat import import_guide
    from cms.guides.importers.internal_links import Links
    from cms.guides.importers.nodes import build_tree
    from cms.guides.importers.records import read_guide
    from tests.cms.guides.integreat_guide import write_guide

    path = write_guide(folder / "guide")
    facts = CityFacts("musterstadt", "Musterstadt", "DE", "Europe/Berlin", "https://m.example", "Musterstadt")

    def run(lifetime: Lifetime) -> object:
        roots, keys, _bad = build_tree(read_guide(path, "de"), "de")
        contents = Contents(roots, Links(keys, "DE"), "DE")
        return import_guide(ensure_city(facts, "de", ["de", "en"]), roots, contents, "de", lifetime)

    return run


def main(name: str) -> None:
    """Set up, run and kill the import until it ends by itself, and look at what was enqueued."""
    import django

    django.setup()
    from django.db import connection
    from django_tasks_db.models import DBTaskResult
    from wagtail.models import Page

    run = {"content_files": content_files, "integreat": integreat}[name](Path(os.environ["WAYMARK_TEST_FOLDER"]))
    killed = 0
    for number in range(MOST_RUNS):
        connection.close()
        lifetime = Lifetime(LIVES * (number + 1))
        process = multiprocessing.get_context("fork").Process(target=run, args=[lifetime])
        process.start()
        process.join()
        if process.exitcode == 0:
            break
        killed += process.exitcode == -signal.SIGKILL
    enqueued = {
        (task.task_path.rpartition(".")[2], task.args_kwargs["args"][2]) for task in DBTaskResult.objects.iterator()
    }
    live = Page.objects.filter(live=True, depth__gt=1).exclude(url_path="/home/")  # Wagtail's own first page
    forgotten = [
        f"{task}: {page.url_path}"
        for task in ("insert_or_update_object_task", "update_reference_index_task")
        for page in live
        if (task, str(page.pk)) not in enqueued
    ]
    json.dump({"killed": killed, "live": live.count(), "forgotten": forgotten}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
