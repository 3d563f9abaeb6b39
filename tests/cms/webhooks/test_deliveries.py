"""Messages are signed, go to public addresses alone, and are tried until they are taken or given up."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from cms.cities.models import City, Role
from cms.locks import held
from cms.publishing.wakeup import wake_due_tasks
from cms.webhooks import delivering, sending
from cms.webhooks.delivering import MOST_ATTEMPTS, deliver_due, pause_after, replay
from cms.webhooks.models import Delivery, Webhook
from cms.webhooks.secrets import OVERLAP, make_secret, written
from cms.webhooks.sending import Outcome
from cms.webhooks.tasks import deliver_webhook
from tests.cms.factories import make_user
from tests.cms.webhooks.receivers import SILENCE, Receiver, receiver
from tests.cms.webhooks.telling import hook, is_ours, later, live

pytestmark = pytest.mark.django_db


def signatures(took: Receiver) -> list[str]:
    return took.got[-1][0]["webhook-signature"].split()


def test_a_server_that_refuses_and_then_keeps_silent_is_asked_again_later_with_the_same_message(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TIMEOUT", 0.1)
    with receiver(500, SILENCE) as kiosk:
        webhook = hook(city, kiosk.url)
        [delivery] = live(city)
        told = []
        for _attempt in range(3):
            deliver_due(webhook.pk)
            assert deliver_due(webhook.pk) == (0, True), "the next attempt is not due yet"
            delivery.refresh_from_db()
            told.append((delivery.state, delivery.status, delivery.problem, delivery.answer))
            later(delivery)
    assert told == [
        ("waiting", 500, "refused", "thank you"),
        ("waiting", 0, "no_answer", ""),
        ("delivered", 200, "", "thank you"),
    ]
    assert len({(headers["webhook-id"], body) for headers, body in kiosk.got}) == 1


def test_pauses_grow_to_hours_over_about_a_day() -> None:
    pauses = [pause_after(attempt) for attempt in range(1, MOST_ATTEMPTS)]
    assert all(after > before * 1.2 for before, after in pairwise(pauses[:7]))
    assert timedelta(hours=20) < sum(pauses, timedelta()) < timedelta(hours=30)
    assert len({pause_after(3) for _chance in range(5)}) == 5


def test_a_worker_that_is_killed_while_it_sends_loses_nothing(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_anything: Any) -> None:
        raise KeyboardInterrupt

    with receiver() as kiosk:
        webhook = hook(city, kiosk.url)
        [delivery] = live(city)
        with monkeypatch.context() as patched:
            patched.setattr(delivering, "post", killed)
            with pytest.raises(KeyboardInterrupt):
                deliver_webhook.call(webhook.pk)
        later(delivery)
        assert "alpha: messages to a webhook are due" in wake_due_tasks()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("delivered", 2)
    assert [headers["webhook-id"] for headers, _body in kiosk.got].count(delivery.message_id) == 1


def test_a_webhook_that_is_deleted_while_a_message_is_sent_ends_it_quietly(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer in (None, Delivery.Problem.REFUSED):
        webhook = hook(city, "https://93.184.216.34/")
        live(city, f"00000{answer}")

        def deleted(*_anything: Any, webhook: Webhook = webhook, answer: Any = answer) -> Outcome:
            webhook.delete()
            return Outcome(answer)

        monkeypatch.setattr(delivering, "post", deleted)
        deliver_webhook.call(webhook.pk)
    assert (Delivery.objects.count(), mail.outbox) == (0, [])


def test_after_a_new_secret_both_sign_for_a_day(city: City) -> None:
    with receiver() as kiosk:
        webhook = hook(city, kiosk.url)
        former = written(webhook.secrets.get())
        make_secret(webhook, timezone.now())
        newest = written(webhook.secrets.first())  # type: ignore[arg-type]  # there are two
        live(city)
        deliver_due(webhook.pk)
        headers, body = kiosk.got[0]
        assert former != newest
        assert is_ours()(newest, headers, body)
        assert is_ours()(former, headers, body)
        webhook.secrets.exclude(signs_until=None).update(signs_until=timezone.now() - OVERLAP)
        live(city, "000002-b")
        deliver_due(webhook.pk)
    assert (len(signatures(kiosk)), is_ours()(former, *kiosk.got[1])) == (1, False)


def test_no_secret_is_stored_and_a_changed_key_is_said(city: City, settings: Settings) -> None:
    with receiver() as kiosk:
        webhook = hook(city, kiosk.url)
        secret = written(webhook.secrets.get())
        stored = [str(value) for row in webhook.secrets.values() for value in row.values()]
        assert not any(secret.removeprefix("whsec_") in value for value in stored)
        former, settings.SECRET_KEY = settings.SECRET_KEY, "another"
        [delivery] = live(city)
        deliver_due(webhook.pk)
        delivery.refresh_from_db()
        assert (delivery.problem, kiosk.got) == ("no_secret", [])
        settings.SECRET_KEY_FALLBACKS = [former]
        later(delivery)
        deliver_due(webhook.pk)
        assert is_ours()(secret, *kiosk.got[0])


def test_a_new_secret_made_after_the_key_was_lost_signs_at_once(city: City, settings: Settings) -> None:
    with receiver() as kiosk:
        webhook = hook(city, kiosk.url)
        settings.SECRET_KEY = "another"
        newest = written(make_secret(webhook, timezone.now()))
        live(city)
        deliver_due(webhook.pk)
        assert is_ours()(newest, *kiosk.got[0])


INSIDE = (
    "http://93.184.216.34/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/",
    "https://[::ffff:192.168.0.1]/",
    "https://0/",
)


def test_nothing_is_sent_into_private_networks_or_without_tls(city: City, settings: Settings) -> None:
    settings.DEBUG = False
    for url in INSIDE:
        hook(city, url)
    for delivery in live(city):
        deliver_due(delivery.webhook_id)
    assert set(Delivery.objects.values_list("problem", flat=True)) == {"inside"}


def test_a_host_that_leads_to_a_private_address_as_well_is_not_called(
    city: City, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = False
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: found)
    webhook = hook(city, "https://kiosk.example/")
    [delivery] = live(city)
    deliver_due(webhook.pk)
    delivery.refresh_from_db()
    assert delivery.problem == "inside"


def test_a_name_is_looked_up_once_so_that_it_cannot_lead_elsewhere_afterwards(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_up, led = socket.getaddrinfo, ["127.0.0.1", "10.0.0.1"]

    def rebound(host: str, *asked: Any, **more: Any) -> Any:
        return look_up(led.pop(0) if host == "kiosk.example" else host, *asked, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    with receiver() as kiosk:
        webhook = hook(city, kiosk.url.replace("127.0.0.1", "kiosk.example"))
        live(city)
        assert deliver_due(webhook.pk) == (1, True)
    assert (len(kiosk.got), led) == (1, ["10.0.0.1"])


def test_an_answer_that_leads_elsewhere_is_not_followed_and_a_long_one_is_cut(city: City) -> None:
    with receiver() as elsewhere, receiver(307) as kiosk:
        kiosk.location, kiosk.said = elsewhere.url, b"\x00x" * 500_000
        webhook = hook(city, kiosk.url)
        [delivery] = live(city)
        deliver_due(webhook.pk)
    delivery.refresh_from_db()
    told = delivery.state, delivery.status, delivery.answer, elsewhere.got
    assert told == ("waiting", 307, "x" * 500, [])


def test_what_an_answer_says_is_kept_as_a_database_takes_it(city: City) -> None:
    with receiver(500) as kiosk:
        kiosk.said = b"no\0thing \xff"
        webhook = hook(city, kiosk.url)
        live(city)
        deliver_due(webhook.pk)
    assert Delivery.objects.get().answer == "nothing \ufffd"


def test_a_message_that_comes_late_is_signed_when_it_is_sent(city: City) -> None:
    with receiver() as kiosk:
        webhook = hook(city, kiosk.url)
        live(city)
        Delivery.objects.update(created_at=timezone.now() - timedelta(hours=7))
        deliver_due(webhook.pk)
    assert is_ours()(written(webhook.secrets.get()), *kiosk.got[0])


def test_what_is_sent_again_has_all_its_attempts_again(city: City) -> None:
    with receiver(503) as kiosk:
        webhook = hook(city, kiosk.url)
        [delivery] = live(city)
        Delivery.objects.update(state="given_up", attempts=MOST_ATTEMPTS)
        replay(list(Delivery.objects.all()), timezone.now())
        deliver_due(webhook.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("waiting", 1)


def test_one_worker_at_a_time_sends_to_a_webhook(city: City) -> None:
    with receiver() as kiosk:
        webhook = hook(city, kiosk.url)
        live(city)
        with held(f"webhook-{webhook.pk}"):
            assert deliver_webhook.call(webhook.pk) == 0
        assert deliver_webhook.call(webhook.pk) == len(kiosk.got) == 1


def test_a_message_is_given_up_after_a_day_and_told_once(city: City) -> None:
    boss = make_user(city, Role.ADMINISTRATOR)
    with receiver(*[503] * 2 * MOST_ATTEMPTS) as kiosk:
        webhook = hook(city, kiosk.url)
        for release in ("000001-a", "000002-b"):
            [delivery] = live(city, release)
            for _attempt in range(MOST_ATTEMPTS):
                later(delivery)
                deliver_due(webhook.pk)
        delivery.refresh_from_db()
        assert (delivery.state, Delivery.objects.given_up().count()) == ("given_up", 2)
        [told] = mail.outbox
        assert told.to == [boss.email]
        assert "did not take a message" in told.body
        assert reverse("webhooks_webhook", args=[webhook.pk]) in told.body


def test_a_system_that_fails_for_days_is_switched_off_shown_and_switched_on_again(
    city: City, as_user: Callable[..., Client]
) -> None:
    boss = make_user(city, Role.ADMINISTRATOR)
    with receiver(503, 503) as kiosk:
        webhook = hook(city, kiosk.url)
        [delivery] = live(city)
        deliver_due(webhook.pk)
        Webhook.objects.update(failing_since=timezone.now() - timedelta(days=5))
        start = as_user(boss).get(reverse("wagtailadmin_home")).content.decode()
        assert "Webhooks that fail" in start
        later(delivery)
        deliver_due(webhook.pk)
        webhook.refresh_from_db()
        assert (webhook.active, webhook.switched_off_at is None) == (False, False)
        assert "switched off" in mail.outbox[0].subject
        later(delivery)
        assert deliver_due(webhook.pk) == (0, True)
        assert live(city, "000002-b") == []
        form = {"name": webhook.name, "url": webhook.url, "active": "on"}
        as_user(boss).post(reverse("webhooks_webhook", args=[webhook.pk]), form)
        deliver_due(webhook.pk)
    webhook.refresh_from_db()
    assert (webhook.active, webhook.failing_since, webhook.switched_off_at) == (True, None, None)
    assert len(kiosk.got) == 3


def test_a_system_that_says_never_again_is_asked_never_again(city: City) -> None:
    with receiver(410) as kiosk:
        webhook = hook(city, kiosk.url)
        live(city)
        deliver_due(webhook.pk)
    webhook.refresh_from_db()
    assert (webhook.active, Delivery.objects.get().state) == (False, "given_up")


def test_messages_are_kept_for_a_month(city: City) -> None:
    hook(city, "https://93.184.216.34/", active=True)
    [old], [new] = live(city, "000001-a"), live(city, "000002-b")
    Delivery.objects.filter(pk=old.pk).update(created_at=datetime(2026, 1, 1, tzinfo=UTC), state="delivered")
    Delivery.objects.filter(pk=new.pk).update(state="delivered")
    wake_due_tasks()
    assert not Delivery.objects.filter(pk=old.pk).exists()
    assert Delivery.objects.filter(pk=new.pk).exists()
