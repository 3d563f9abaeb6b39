"""Administrators register other systems, try them, look at what was not taken, and have it sent again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.cities.models import City, Role
from cms.publishing.models import Build
from cms.webhooks.announcing import announce
from cms.webhooks.models import Delivery, Webhook
from cms.webhooks.secrets import written
from tests.cms.factories import make_city, make_user
from tests.cms.webhooks.receivers import receiver

pytestmark = pytest.mark.django_db

PUBLIC = "https://93.184.216.34/hook"


@pytest.fixture
def boss(city: City, as_user: Callable[..., Client]) -> Client:
    return as_user(make_user(city, Role.ADMINISTRATOR))


def added(client: Client, url: str = PUBLIC, **form: object) -> Webhook | str:
    """The webhook that the form makes, or what it says against it."""
    answer = client.post(reverse("webhooks_add"), {"name": "Kiosk", "url": url, "active": "on", **form})
    if answer.status_code == 302:
        return Webhook.objects.latest("pk")
    said = re.findall(r'class="error-message"[^>]*>(.*?)</p>', answer.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", " ".join(said)).split())


def shown(client: Client, name: str, *arguments: object) -> str:
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_secret_is_shown_once_and_to_who_made_it(city: City, boss: Client, as_user: Callable[..., Client]) -> None:
    webhook = added(boss, city=city.pk, languages=["de"])
    assert isinstance(webhook, Webhook)
    secret = written(webhook.secrets.get())
    assert secret not in shown(as_user(make_user(city, Role.ADMINISTRATOR)), "webhooks_webhook", webhook.pk)
    assert secret in shown(boss, "webhooks_webhook", webhook.pk)
    assert secret not in shown(boss, "webhooks_webhook", webhook.pk)
    assert webhook.languages == ["de"]
    boss.post(reverse("webhooks_act", args=[webhook.pk]), {"do": "secret"})
    screen = boss.get(reverse("webhooks_webhook", args=[webhook.pk]))
    page = screen.content.decode()
    assert "no-store" in screen["Cache-Control"]
    assert written(webhook.secrets.filter(signs_until=None).get()) in page
    assert "The former one signs beside it until" in page


REFUSED = {
    "http://93.184.216.34/": "begins with https://",
    "ftp://93.184.216.34/": "begins with https://",
    "javascript:alert(1)": "valid URL",
    "https://user:word@93.184.216.34/": "No name and no password",
    "https://127.0.0.1:8443/": "private network",
    "https://[fd00::1]/": "private network",
    "https://169.254.169.254/": "private network",
}


def test_addresses_that_nothing_is_sent_to_are_refused(city: City, boss: Client, settings: Settings) -> None:
    settings.DEBUG = False
    for url, words in REFUSED.items():
        assert words in str(added(boss, url, city=city.pk)), url


def test_a_test_goes_the_way_of_every_message(
    city: City,
    boss: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with receiver(500) as kiosk:
        webhook = added(boss, kiosk.url, city=city.pk)
        assert isinstance(webhook, Webhook)
        for _time in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                boss.post(reverse("webhooks_act", args=[webhook.pk]), {"do": "test"})
    assert [delivery.state for delivery in Delivery.objects.order_by("pk")] == ["given_up", "delivered"]
    page = shown(boss, "webhooks_webhook", webhook.pk)
    assert "the answer was not one of success" in page
    assert "Every message was delivered" in shown(boss, "webhooks_given_up"), "a trial is no dead letter"


def test_what_was_given_up_is_listed_with_the_answer_and_sent_again_one_or_all(
    city: City,
    boss: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with receiver() as kiosk:
        webhook = added(boss, kiosk.url, city=city.pk)
        assert isinstance(webhook, Webhook)
        for number in range(3):
            announce(city, Build.Outcome.LIVE, f"00000{number}-a", 2)
        told = {"state": "given_up", "attempts": 10, "status": 503, "problem": "refused", "answer": "<b>closed</b>"}
        Delivery.objects.update(**told, attempted_at=timezone.now())
        assert shown(boss, "webhooks_given_up").count("503 the answer was not one of success") == 3
        first = Delivery.objects.earliest("pk")
        assert "&lt;b&gt;closed&lt;/b&gt;" in shown(boss, "webhooks_delivery", first.pk)
        with django_capture_on_commit_callbacks(execute=True):
            boss.post(reverse("webhooks_replay", args=[first.pk]))
        assert [headers["webhook-id"] for headers, _body in kiosk.got] == [first.message_id]
        with django_capture_on_commit_callbacks(execute=True):
            boss.post(reverse("webhooks_given_up"))
    assert len(kiosk.got) == 3
    assert not Delivery.objects.given_up().exists()


def test_messages_of_another_city_are_neither_shown_nor_sent_again(city: City, as_user: Callable[..., Client]) -> None:
    webhook = Webhook.objects.create(city=city, name="Kiosk", url=PUBLIC)
    announce(city, Build.Outcome.LIVE, "000001-a", 2)
    Delivery.objects.update(state="given_up", attempted_at=timezone.now())
    stranger = as_user(make_user(make_city("beta"), Role.ADMINISTRATOR))
    delivery = webhook.deliveries.get()
    assert "Kiosk" not in shown(stranger, "webhooks_given_up")
    assert stranger.get(reverse("webhooks_delivery", args=[delivery.pk])).status_code in (302, 403, 404)
    stranger.post(reverse("webhooks_given_up"))
    stranger.post(reverse("webhooks_replay", args=[delivery.pk]))
    delivery.refresh_from_db()
    assert delivery.state == "given_up"


def test_a_webhook_hears_of_languages_of_its_own_city(city: City, as_user: Callable[..., Client]) -> None:
    other = make_city("beta", languages=("en", "fr"))
    boss = make_user(city, Role.ADMINISTRATOR)
    boss.groups.add(*make_user(other, Role.ADMINISTRATOR).groups.all())
    assert "does not have all of these languages" in str(added(as_user(boss), city=city.pk, languages=["fr"]))
    assert isinstance(added(as_user(boss), city=other.pk, languages=["fr"]), Webhook)


def test_a_webhook_is_for_administrators_of_its_city(city: City, as_user: Callable[..., Client]) -> None:
    other = make_city("beta")
    webhook = Webhook.objects.create(city=city, name="Kiosk", url=PUBLIC)
    for person in (make_user(city, Role.EDITOR), make_user(other, Role.ADMINISTRATOR)):
        client = as_user(person)
        assert "Kiosk" not in client.get(reverse("webhooks_list"), follow=True).content.decode()
        answers = [
            client.get(reverse("webhooks_webhook", args=[webhook.pk])),
            client.post(reverse("webhooks_act", args=[webhook.pk]), {"do": "delete"}),
        ]
        assert {answer.status_code for answer in answers} <= {302, 403, 404}
    for name in ("webhooks_list", "webhooks_given_up", "webhooks_add"):
        assert as_user(make_user(city, Role.EDITOR)).get(reverse(name)).status_code in (302, 403)
    added(as_user(make_user(other, Role.ADMINISTRATOR)), city=city.pk)
    assert list(Webhook.objects.all()) == [webhook]
