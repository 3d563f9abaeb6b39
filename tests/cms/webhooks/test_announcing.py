"""Other systems learn of releases: of each once, with what changed, whatever becomes of the worker that made it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.cities.models import City
from cms.guides.models import ArticlePage
from cms.publishing.going_back import roll_back
from cms.publishing.models import Build
from cms.publishing.recording import newest_revision
from cms.publishing.tasks import build_city_guide
from cms.publishing.wakeup import wake_due_tasks
from cms.webhooks.models import Announced, Delivery
from cms.webhooks.secrets import written
from tests.cms.factories import edit, home_page, make_page, make_user, publish
from tests.cms.webhooks.receivers import receiver
from tests.cms.webhooks.telling import hook, is_ours, live

pytestmark = pytest.mark.django_db

Run = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Run:
    """Do something and what was to happen after the commit: the worker of the tests delivers at once."""

    def run(act: Callable[[], Any]) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return run


def test_a_release_is_told_with_its_changes_and_verified_as_the_documentation_says(city: City, committed: Run) -> None:
    with receiver() as kiosk:
        webhook = hook(city, kiosk.url)
        page = make_page(ArticlePage, city)
        committed(lambda: build_city_guide.call(city.pk))
        committed(lambda: build_city_guide.call(city.pk))
        first = json.loads(kiosk.got[0][1])
        edit(page, title="Winter")
        committed(lambda: build_city_guide.call(city.pk))
    assert len(kiosk.got) == 2, "a build that changes nothing is none"
    headers, body = kiosk.got[1]
    told = json.loads(body)
    assert (told["type"], told["data"]["city"]) == ("release.live", "alpha")
    assert told["data"]["release"] == Build.objects.latest("pk").release
    assert told["data"]["revision"] == newest_revision(city)
    assert told["data"]["previousRevision"] == first["data"]["revision"]
    assert told["data"]["documents"] == [{"uuid": str(page.translation_key), "language": "en", "withdrawn": False}]
    assert told["data"]["languages"] == ["en"]
    secret = written(webhook.secrets.get())
    assert is_ours()(secret, headers, body)
    assert not is_ours()(secret, headers, body.replace(b"alpha", b"omega"))
    old = {**headers, "webhook-timestamp": str(int(headers["webhook-timestamp"]) - 3600)}
    assert not is_ours()(secret, old, body)


def test_going_back_and_going_offline_are_told(city: City, committed: Run) -> None:
    page = make_page(ArticlePage, city)
    build_city_guide.call(city.pk)
    first = Build.objects.latest("pk")
    edit(page, title="Winter")
    build_city_guide.call(city.pk)
    with receiver() as kiosk:
        hook(city, kiosk.url)
        committed(lambda: roll_back(city, first.release, make_user(city)))
        home_page(city).unpublish()
        committed(lambda: build_city_guide.call(city.pk))
    rolled_back, offline = (json.loads(body) for _headers, body in kiosk.got)
    assert rolled_back["type"] == "release.rolled_back"
    assert (rolled_back["data"]["release"], rolled_back["data"]["revision"]) == (
        first.release,
        first.report["revision"],
    )
    assert (offline["type"], offline["data"]["release"]) == ("guide.offline", "")


def test_a_release_whose_builder_was_killed_before_it_could_tell_is_told_by_the_timer(
    city: City, committed: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_anything: Any, **_more: Any) -> None:
        raise KeyboardInterrupt

    with receiver() as kiosk:
        hook(city, kiosk.url)
        with monkeypatch.context() as patched:
            patched.setattr("cms.publishing.build_recording._finish", killed)
            with pytest.raises(KeyboardInterrupt):
                build_city_guide.call(city.pk)
        assert not Delivery.objects.exists()
        committed(wake_due_tasks)
        committed(wake_due_tasks)
    assert len(kiosk.got) == 1
    assert json.loads(kiosk.got[0][1])["data"]["revision"] == newest_revision(city)


def test_a_release_of_which_worker_and_timer_tell_at_once_is_one_message(city: City) -> None:
    hook(city, "https://93.184.216.34/")
    assert [len(live(city, release)) for release in ("000001-a", "000001-a", "000002-b")] == [1, 0, 1]


def test_who_reads_one_language_is_told_of_changes_in_it(city: City) -> None:
    german = hook(city, "https://93.184.216.34/", languages=["de"])
    before = newest_revision(city)
    Announced.objects.update(revision=before)
    page = make_page(ArticlePage, city)
    assert live(city, "000001-a") == []
    publish(home_page(city, "de"))
    edit(page, title="Winter")
    home = home_page(city, "de")
    home.title = "Zuhause"
    publish(home)
    [delivery] = live(city, "000002-b")
    told = json.loads(delivery.body)["data"]
    assert (delivery.webhook_id, told["languages"]) == (german.pk, ["de"])
    assert [row["uuid"] for row in told["documents"]] == [str(home.translation_key)]
