"""Tasks that wait in Redis: handed out once what they are about is committed, and made up for when lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path

import django_rq
import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from redis import Redis

from cms.cities.models import City
from cms.guides.models import ArticlePage
from cms.publishing.due import build_due
from cms.publishing.tasks import build_city_guide
from cms.publishing.wakeup import wake_due_tasks
from cms.settings.queue import BACKEND, CLASSES, queues_in_redis
from tests.cms.factories import make_city, make_page
from tests.conftest import ROOT, lacking
from tests.redis import find_redis, running_redis

QUEUES = ["default", "translate", "build", "outside"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    program = find_redis()
    if program is None:
        lacking("Redis", "apt-get install redis-server")
    with running_redis(program) as url:
        yield url


@pytest.fixture(autouse=True)
def redis_queue(db: None, address: str, settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.TASKS = {"default": {"BACKEND": BACKEND, "QUEUES": QUEUES}}
    settings.RQ = CLASSES
    settings.RQ_QUEUES = queues_in_redis(address, QUEUES)
    settings.GUIDE_BUILD_ON_PUBLISH = True
    settings.GUIDE_BUILD_DIR = tmp_path / "build"
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    yield
    Redis.from_url(address).flushall()


Committed = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Committed:
    """A transaction: at the end of the block, what waits for its commit is done, and forgotten."""

    @contextmanager
    def transaction_of_its_own() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield
        transaction.get_connection().run_on_commit.clear()

    return transaction_of_its_own


@pytest.fixture
def city(committed: Committed) -> City:
    with committed():
        return make_city()


def waiting(name: str = "build") -> int:
    return int(django_rq.get_queue(name).count)


def work(*names: str) -> None:
    django_rq.get_worker(*names).work(burst=True, logging_level="ERROR")


def test_a_task_is_handed_out_when_what_it_is_about_is_committed(committed: Committed) -> None:
    with committed():
        build_city_guide.enqueue(1)
        assert waiting() == 0
    assert waiting() == 1


def test_a_task_about_something_that_was_undone_is_never_handed_out(committed: Committed) -> None:
    with committed():
        with transaction.atomic():
            build_city_guide.enqueue(1)
            transaction.set_rollback(True)
        build_city_guide.enqueue(2)
    assert [job.args for job in django_rq.get_queue("build").jobs] == [(2,)]


def test_many_changes_wake_the_builder_once(city: City, committed: Committed) -> None:
    for _number in range(3):
        with committed():
            make_page(ArticlePage, city)
    assert waiting() == 1


def test_a_worker_does_what_waits(city: City) -> None:
    work("build")
    assert (waiting(), build_due(city)) == (0, None)


def test_a_change_after_the_build_wakes_the_builder_again(city: City, committed: Committed) -> None:
    work("build")
    with committed():
        make_page(ArticlePage, city)
    assert waiting() == 1


def test_a_task_whose_worker_was_killed_while_it_took_it_is_enqueued_again_in_time(
    city: City, committed: Committed
) -> None:
    queue = django_rq.get_queue("build")
    queue.connection.lpop(queue.key)  # it says for ever that it waits
    with committed():
        wake_due_tasks()
    assert waiting() == 0
    with committed():
        wake_due_tasks(patience=timedelta(0))
    assert waiting() == 1


def test_a_queue_that_lost_everything_is_filled_again(city: City, address: str, committed: Committed) -> None:
    Redis.from_url(address).flushall()
    with committed():
        assert "alpha: a build is due" in wake_due_tasks()
    assert waiting() == 1


def test_pages_are_published_while_redis_is_away_and_built_when_it_is_back(
    city: City, address: str, settings: Settings, committed: Committed
) -> None:
    work("build")
    settings.RQ_QUEUES = queues_in_redis(f"{address}-away", QUEUES)
    with committed():
        page = make_page(ArticlePage, city)
    assert page.live
    assert build_due(city)
    settings.RQ_QUEUES = queues_in_redis(address, QUEUES)
    with committed():
        wake_due_tasks()
    work("build")
    assert build_due(city) is None


def test_the_settings_of_a_public_installation_make_a_sound_queue(address: str) -> None:
    environment = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "WAYMARK_SECRET_KEY": "x" * 50,
        "WAYMARK_HOSTS": "cms.example.org",
        "WAYMARK_QUEUE_URL": address,
    }
    check = subprocess.run(
        [sys.executable, "manage.py", "check", "--fail-level=WARNING"],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stderr
