"""Tasks are wake-up calls: what is due follows from the data, and a lost or doubled task harms nothing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.cities.models import City
from cms.guides.models import ArticlePage
from cms.locks import held
from cms.publishing.models import TranslationRequest
from cms.publishing.recording import newest_revision
from cms.publishing.requests import lock_of, request_translation
from cms.publishing.tasks import translate_city_pages
from cms.publishing.wakeup import wake_due_tasks
from cms.search.searching import search
from site_builder.build import built_revision
from tests.cms.factories import edit, make_city, make_page, make_superuser
from tests.conftest import ROOT
from tests.engines import MirrorEngine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worker_queue(settings: Settings, tmp_path: Path) -> None:
    """As in a real installation: tasks wait in the database for a worker."""
    queue = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "translate", "build", "outside"]}
    settings.TASKS = {"default": queue}
    settings.GUIDE_BUILD_ON_PUBLISH = True
    settings.GUIDE_BUILD_DIR = tmp_path / "build"
    settings.SEARCH_INDEX_DIR = tmp_path / "search"


def waiting(name: str) -> int:
    return DBTaskResult.objects.filter(status="READY", task_path__endswith=name).count()


def work() -> None:
    call_command("db_worker", batch=True, queue_name="*", interval=0, verbosity=0, startup_delay=False, reload=False)


def live_page(settings: Settings, city: City, page: ArticlePage) -> str:
    release = Path(settings.GUIDE_BUILD_DIR) / city.slug / "current"
    return (release / page.full_url.removeprefix(f"{city.site_url}/") / "index.html").read_text()


def test_many_changes_wake_the_builder_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        city = make_city()
        for _number in range(3):
            make_page(ArticlePage, city)
    with django_capture_on_commit_callbacks(execute=True):
        make_page(ArticlePage, city)
    assert (waiting("build_city_guide"), waiting("index_city_documents")) == (1, 1)


def test_the_worker_brings_what_was_published_to_readers_and_to_search(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, settings: Settings
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        city = make_city()
        page = make_page(ArticlePage, city, title="Where to buy winter boots")
    work()
    assert "Where to buy winter boots" in live_page(settings, city, page)
    assert built_revision(Path(settings.GUIDE_BUILD_DIR), city.slug) == newest_revision(city)
    assert [hit.uuid for hit in search(city.slug, "en", "boots for winter").hits][:1] == [str(page.translation_key)]


def test_a_lost_task_is_made_up_for_by_the_timer(settings: Settings) -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    edit(page, title="Nobody was told of this")
    DBTaskResult.objects.all().delete()
    due = [
        "alpha: a build is due",
        "alpha: the search index is due",
        "alpha: pages are to be read, to see what in them is hard to read",
    ]
    assert wake_due_tasks() == due
    assert wake_due_tasks() == due  # still due, and not enqueued twice
    assert (waiting("build_city_guide"), waiting("index_city_documents")) == (1, 1)
    work()
    assert "Nobody was told of this" in live_page(settings, city, page)
    assert wake_due_tasks() == []


def test_an_index_that_was_lost_is_made_up_for_by_the_timer() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Where to buy winter boots")
    wake_due_tasks()
    work()
    edit(page, title="Where to buy an umbrella")
    DBTaskResult.objects.all().delete()
    assert "alpha: the search index is due" in wake_due_tasks()
    work()
    assert [hit.uuid for hit in search(city.slug, "en", "umbrella").hits] == [str(page.translation_key)]


@pytest.fixture
def page(settings: Settings) -> ArticlePage:
    """A page that an engine can translate."""
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]
    return make_page(ArticlePage, make_city(), title="Bring your passport")


def ask(page: ArticlePage) -> TranslationRequest:
    return request_translation(page, [page.pk], ["de"], publish=True, user=None)


def is_translated(page: ArticlePage) -> bool:
    return ArticlePage.objects.filter(title="gnirB ruoy tropssap", live=True).exists()


def test_a_translation_that_was_asked_for_is_due_until_it_is_done(page: ArticlePage) -> None:
    request = ask(page)  # the task that its commit would have enqueued is lost with this test's transaction
    due = "“Bring your passport” into de: a translation is due"
    assert due in wake_due_tasks()
    wake_due_tasks()
    assert waiting("translate_city_pages") == 1
    work()
    assert is_translated(page)
    request.refresh_from_db()
    assert request.outcome is not None
    assert due not in wake_due_tasks()


def test_what_nobody_asked_for_is_not_translated(page: ArticlePage) -> None:
    wake_due_tasks()
    work()
    assert not is_translated(page)


def test_a_request_that_a_worker_is_busy_with_is_left_to_it(page: ArticlePage) -> None:
    request = ask(page)
    with held(lock_of(request.pk)) as is_held:
        assert is_held
        assert not any("translation" in line for line in wake_due_tasks())
        assert translate_city_pages.call(request.pk) == {}
    assert not is_translated(page)
    assert any("translation" in line for line in wake_due_tasks())


def test_a_request_that_fails_again_and_again_is_given_up_and_the_page_says_so(
    page: ArticlePage, settings: Settings, as_user: Callable[..., Client]
) -> None:
    settings.TRANSLATION_ENGINES = ["tests.cms.publishing.test_tasks.BrokenEngine"]
    request = ask(page)
    for _attempt in range(4):
        wake_due_tasks()
        work()
    request.refresh_from_db()
    assert (request.attempts, request.has_failed) == (3, True)
    assert not any("translation" in line for line in wake_due_tasks())
    languages = reverse("publishing_translate_page", args=[page.pk])
    told = as_user(make_superuser()).get(languages)
    assert "The last drafting did not finish" in told.content.decode()


class BrokenEngine(MirrorEngine):
    """Has a fault that nobody expected."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        raise RuntimeError("out of memory")


@pytest.mark.slow
def test_workers_killed_while_translating_lose_and_double_nothing(tmp_path: Path, migrated_database: Path) -> None:
    shutil.copy(migrated_database, tmp_path / "waymark.sqlite3")
    finished = subprocess.run(
        [sys.executable, "-m", "tests.cms.publishing.killed_worker"],
        env={**os.environ, "WAYMARK_TEST_FOLDER": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.worker_settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    seen = json.loads(finished.stdout)
    in_engine, stored, in_page = seen["kills"]
    assert [kill["signal"] for kill in seen["kills"]] == [signal.SIGKILL] * 3
    assert all(any("a translation is due" in line for line in kill["due"]) for kill in seen["kills"])
    # Nobody waits for an engine.
    assert max(in_engine["write waited"], stored["write waited"]) < 1
    # What is stored is paid for, and what is not is not.
    assert (in_engine["characters used"] > 0, in_engine["characters reserved"] > 0) == (True, True)
    assert (stored["characters used"] > in_engine["characters used"], stored["characters reserved"]) == (True, 0)
    assert stored["texts"] > in_engine["texts"]
    assert stored["pages live"] == in_engine["pages live"] < in_page["pages live"] < seen["pages"]
    assert in_engine["progress"][0] < in_page["progress"][0] < in_page["progress"][1]
    end = seen["in the end"]
    assert end["texts"] == end["segments"] == end["with provenance"]
    assert (end["doubled texts"], end["doubled pages"], end["pages live"]) == (0, 0, seen["pages"])
    given = seen["given to the engine"]
    assert len(given) == len(set(given))  # it answers nothing twice
    assert (end["characters used"], end["characters reserved"]) == (sum(map(len, given)), 0)
    assert seen["tasks left running"] == 3  # django-tasks-db leaves it so for ever
    assert seen["translated again"] == 0
    assert seen["due in the end"] == []


def test_a_city_without_a_published_home_page_is_not_built(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, settings: Settings
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_page(ArticlePage, make_city(live=False))
    work()
    assert not DBTaskResult.objects.filter(status="FAILED").exists()
    assert not Path(settings.GUIDE_BUILD_DIR).exists()


def test_an_installation_can_build_at_its_own_hours(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, settings: Settings
) -> None:
    settings.GUIDE_BUILD_ON_PUBLISH = False
    with django_capture_on_commit_callbacks(execute=True):
        make_page(ArticlePage, make_city())
    assert waiting("build_city_guide") == 0
