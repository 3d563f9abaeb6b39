"""Tasks are wake-up calls: what is due follows from the data, and a lost or doubled task harms nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.cities.models import City
from cms.guides.models import ArticlePage
from cms.publishing.recording import newest_revision
from cms.publishing.wakeup import wake_due_tasks
from cms.search.searching import search
from site_builder.build import built_revision
from tests.cms.factories import edit, make_city, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worker_queue(settings: Settings, tmp_path: Path) -> None:
    """As in a real installation: tasks wait in the database for a worker."""
    queue = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "translate", "build"]}
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
    assert [hit.uuid for hit in search(city.slug, "en", "boots for winter")][:1] == [str(page.translation_key)]


def test_a_lost_task_is_made_up_for_by_the_timer(settings: Settings) -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    edit(page, title="Nobody was told of this")
    DBTaskResult.objects.all().delete()
    assert wake_due_tasks() == [city.slug]
    assert wake_due_tasks() == [city.slug]  # still due, and not enqueued twice
    assert waiting("build_city_guide") == 1
    work()
    assert "Nobody was told of this" in live_page(settings, city, page)
    assert wake_due_tasks() == []


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
