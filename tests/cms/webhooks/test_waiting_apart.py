"""Nothing of ours waits for a server that is not ours: what talks with one has a queue of its own."""

from __future__ import annotations

import re

import pytest
from django.conf import settings as installation
from django.core.management import call_command
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.cities.models import City
from cms.contributions.links.tasks import check_links
from cms.publishing.tasks import index_city_documents
from cms.search.searching import indexed_revision
from tests.cms.webhooks.receivers import receiver
from tests.cms.webhooks.telling import hook, live
from tests.conftest import ROOT
from tools.demo.__main__ import services

pytestmark = pytest.mark.django_db
TAKEN = re.compile(r"--queue-name=([a-z,]+)")


def work(queue: str) -> None:
    call_command("db_worker", batch=True, queue_name=queue, interval=0, verbosity=0, startup_delay=False, reload=False)


def test_what_was_published_is_indexed_before_a_webhook_is_delivered(
    city: City, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "build", "outside"]}
    }
    with receiver() as kiosk:
        hook(city, kiosk.url)
        with django_capture_on_commit_callbacks(execute=True):
            live(city)
        index_city_documents.enqueue(city.pk)
        work("default")
        assert (indexed_revision(city.slug) > 0, kiosk.got) == (True, [])
        work("outside")
        assert len(kiosk.got) == 1


def test_looks_at_links_wait_there_too() -> None:
    assert check_links.queue_name == "outside"


def test_somebody_takes_each_queue_in_the_demo_and_where_operators_are_told_which_workers_there_are() -> None:
    queues = set(installation.TASKS["default"]["QUEUES"])
    demo = " ".join(word for service in services(8000, 8001) for word in service.command)
    operators = (ROOT / "docs" / "operators" / "installing.md").read_text()
    for told in (demo, operators):
        assert {queue for names in TAKEN.findall(told) for queue in names.split(",")} == queues
    growing = (ROOT / "docs" / "operators" / "growing.md").read_text()
    assert {*re.findall(r"manage\.py rqworker ([a-z]+)", growing)} == queues
