"""Who guesses at passwords waits, and who runs the installation lets people in again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks.base import Task
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.access.addresses import client_address
from cms.access.forms import FROM_A_CLIENT
from tests.cms.factories import make_superuser, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _counting(settings: Settings) -> None:
    settings.AXES_ENABLED = True


@pytest.fixture
def ask_for_a_way_in(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[[str], str]:
    """Send “Forgotten password?” with an address, and have the worker do its part; where it leads."""

    def ask(email: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            return str(Client().post(reverse("wagtailadmin_password_reset"), {"email": email})["Location"])

    return ask


def log_in(name: str, password: str, address: str = "192.0.2.1") -> Any:
    """What the log-in answers to somebody at an address."""
    form = {"username": name, "password": password}
    return Client(REMOTE_ADDR=address).post(reverse("wagtailadmin_login"), form)


def test_after_five_failures_not_even_the_right_password_helps_for_a_while() -> None:
    person = make_superuser("anna")
    for _attempt in range(4):
        assert log_in(person.username, "wrong").status_code == 200
    assert log_in(person.username, "wrong").status_code == 429
    answer = log_in(person.username, "secret")
    assert (answer.status_code, "quarter of an hour" in answer.content.decode()) == (429, True)
    assert reverse("wagtailadmin_password_reset") in answer.content.decode()


def test_colleagues_elsewhere_and_at_the_same_address_go_on() -> None:
    anna, berta = make_superuser("anna"), make_superuser("berta")
    for _attempt in range(5):
        log_in(anna.username, "wrong")
    assert log_in(berta.username, "secret").status_code == 302
    assert log_in(anna.username, "secret", "192.0.2.2").status_code == 302


def test_failures_are_forgotten_with_the_first_success() -> None:
    make_superuser("anna")
    for _day in range(3):
        for _attempt in range(4):
            log_in("anna", "wrong")
        assert log_in("anna", "secret").status_code == 302


def test_who_changes_addresses_waits_too_and_who_tries_many_names() -> None:
    make_superuser("anna")
    for number in range(50):
        log_in("anna", "wrong", f"192.0.2.{number}")
    assert log_in("anna", "secret", "198.51.100.1").status_code == 429
    for number in range(50):
        log_in(f"name-{number}", "wrong", "203.0.113.1")
    assert log_in("berta", "wrong", "203.0.113.1").status_code == 429


def test_logging_in_as_oneself_forgets_nothing_that_was_tried_on_others() -> None:
    make_superuser("mallory")
    for number in range(50):
        log_in(f"name-{number}", "wrong")
        if number % 10 == 0:
            log_in("mallory", "secret")
    assert log_in("mallory", "secret").status_code == 429


@pytest.mark.parametrize("what", [{"unlock": "anna"}, {"unlock_address": "192.0.2.1"}])
def test_who_runs_the_installation_sees_who_waits_and_unlocks_them(
    as_user: Callable[[User], Client], what: dict[str, str]
) -> None:
    make_superuser("anna")
    for _attempt in range(6):
        log_in("anna", "wrong")
    screen, root = reverse("access_log_ins"), as_user(make_superuser())
    assert "192.0.2.1" in root.get(screen).content.decode()
    root.post(screen, what)
    assert log_in("anna", "secret").status_code == 302
    assert "No log-in failed lately." in root.get(screen).content.decode()


def test_nobody_can_fill_a_colleagues_mailbox_with_ways_in(ask_for_a_way_in: Callable[[str], str]) -> None:
    anna, berta = make_user(None, username="anna"), make_user(None, username="berta")
    answers = {ask_for_a_way_in(anna.email) for _time in range(5)}
    assert answers == {reverse("wagtailadmin_password_reset_done")}
    assert [letter.to for letter in mail.outbox] == [[anna.email]] * 3
    ask_for_a_way_in(berta.email)
    assert mail.outbox[-1].to == [berta.email]
    [link] = [line for line in mail.outbox[-1].body.splitlines() if "password_reset" in line]
    assert Client().get(urlsplit(link).path, follow=True).status_code == 200


def test_asking_for_a_way_in_takes_the_same_work_whether_there_is_such_a_person_or_not(
    ask_for_a_way_in: Callable[[str], str],
) -> None:
    anna = make_user(None, username="anna")
    ask_for_a_way_in("first@example.org")  # makes the salt of the day
    statements = []
    with patch.object(Task, "enqueue") as enqueue:
        for email in (anna.email, "nobody@example.org"):
            with CaptureQueriesContext(connection) as asked:
                ask_for_a_way_in(email)
            statements.append([query["sql"].split()[0] for query in asked])
    assert statements[0] == statements[1]
    assert [call.args[0] for call in enqueue.call_args_list] == [[anna.pk], []]
    assert mail.outbox == []


def test_one_client_asks_for_so_many_ways_in_and_not_for_more(ask_for_a_way_in: Callable[[str], str]) -> None:
    for number in range(FROM_A_CLIENT + 2):
        ask_for_a_way_in(make_user(None, username=f"person{number}").email)
    assert len(mail.outbox) == FROM_A_CLIENT


def test_nobody_else_sees_who_failed_to_log_in(as_user: Callable[[User], Client]) -> None:
    log_in("anna", "wrong")
    client = as_user(make_user(None))
    assert b"192.0.2.1" not in client.get(reverse("access_log_ins"), follow=True).content


@pytest.mark.parametrize(
    ("servers", "header", "address"),
    [
        (0, "203.0.113.7", "127.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "10.0.0.1, 203.0.113.7", "203.0.113.7"),
        (2, "6.6.6.6, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_the_address_is_what_our_own_web_servers_wrote_down(
    settings: Settings, servers: int, header: str, address: str
) -> None:
    settings.WEB_SERVERS_IN_FRONT = servers
    headers = {"X-Forwarded-For": header} if header else {}
    assert client_address(RequestFactory().get("/", headers=headers)) == address
