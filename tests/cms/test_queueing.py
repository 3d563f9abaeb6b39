"""While the queue cannot be reached people go on working: what they asked for is stored, and the timer finds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Locale

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.models import Build
from cms.strictness.models import Recheck
from tests.cms.factories import make_city, make_page, make_user
from tests.cms.publishing.agency import exported, take, translated
from translations.exchange.records import TakenIn

pytestmark = pytest.mark.django_db


class Unreachable(ImmediateBackend):
    """A queue on a machine that is down, as far as our own tasks go: Wagtail's would fail where they are enqueued."""

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> Any:
        if task.module_path.startswith("cms."):
            raise ConnectionError("Connection refused")
        return super().enqueue(task, args, kwargs)


@pytest.fixture(autouse=True)
def unreachable(settings: Settings) -> None:
    backend = f"{Unreachable.__module__}.{Unreachable.__qualname__}"
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": ["default", "translate", "build", "outside"]}}


@pytest.fixture
def city() -> City:
    return make_city()


@pytest.fixture
def administrator(city: City, as_user: Callable[[User], Client]) -> Client:
    return as_user(make_user(city, Role.ADMINISTRATOR))


def test_a_build_that_was_asked_for_is_due(
    city: City, administrator: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = administrator.post(f"{reverse('publishing_builds')}?city={city.slug}")
    assert answer.status_code == 302
    assert Build.objects.waiting().filter(city=city).exists()


def test_a_check_that_was_made_stricter_is_due(
    city: City, administrator: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = administrator.post(reverse("strictness"), {"negation": "error"})
    assert answer.status_code == 302
    assert Recheck.objects.due().filter(city=city).exists()


def test_what_a_file_brought_is_due(
    city: City, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    Locale.objects.get_or_create(language_code="de")
    page = make_page(ArticlePage, city, title="Passport")
    with django_capture_on_commit_callbacks(execute=True):
        take(translated(exported(city, page), title="Pass"), make_user(city, Role.TRANSLATOR))
    assert TakenIn.objects.due().count() == 1
