"""A code from the phone beside the password: for who wants it, and for who must."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from cms.cities.models import Role
from tests.cms.factories import make_city, make_superuser, make_user

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]
HOME, ASK, SET_UP = "/admin/", "/admin/second-factor/code/", "/admin/second-factor/set-up/"


def code_of(user: User, confirmed: bool = True, later: int = 0) -> str:
    """What the person's app shows now, or some half minutes later."""
    device = TOTPDevice.objects.get(user=user, confirmed=confirmed)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + 30 * later
    return f"{totp.token():06}"


def set_up(client: Client, user: User) -> list[str]:
    """Set a second factor up on the screens, and return the recovery codes."""
    client.get(SET_UP)
    answer = client.post(SET_UP, {"code": code_of(user, confirmed=False)})
    codes: list[str] = answer.context["codes"]
    return codes


@pytest.fixture
def person() -> User:
    return make_superuser("anna")


@pytest.fixture
def protected(person: User, as_user: LogIn) -> list[str]:
    """Anna has a second factor, and has logged out; these are her recovery codes."""
    return set_up(as_user(person), person)


def where(answer: Any) -> str:
    """The address that an answer leads to, without its query."""
    return str(answer.headers.get("Location", "")).split("?")[0]


def test_a_password_alone_shows_nothing_to_who_has_a_second_factor(
    person: User, protected: list[str], as_user: LogIn
) -> None:
    client = as_user(person)
    for address in (HOME, "/admin/pages/", "/admin/users/", "/admin/second-factor/", SET_UP):
        assert where(client.get(address)) == ASK
    assert where(client.post("/admin/second-factor/recovery-codes/")) == ASK
    assert StaticToken.objects.filter(token__in=protected).count() == 10


def test_the_code_leads_to_where_the_person_wanted_to_go_and_works_once(
    person: User, protected: list[str], as_user: LogIn
) -> None:
    client, code = as_user(person), code_of(person, later=1)
    asked = client.get("/admin/reports/locked/", follow=True)
    answer = client.post(ASK, {"code": f"{code[:3]} {code[3:]}", "next": asked.context["next"]})
    assert where(answer) == "/admin/reports/locked/"
    assert client.get(HOME).status_code == 200
    assert where(as_user(person).post(ASK, {"code": code})) == ""


def test_nobody_is_led_to_another_site(person: User, protected: list[str], as_user: LogIn) -> None:
    answer = as_user(person).post(ASK, {"code": protected[0], "next": "https://evil.example.org/"})
    assert where(answer) == HOME


def test_a_recovery_code_lets_in_once(person: User, protected: list[str], as_user: LogIn) -> None:
    first, second = as_user(person), as_user(person)
    assert where(first.post(ASK, {"code": protected[3].upper()})) == HOME
    assert first.get(HOME).status_code == 200
    assert second.post(ASK, {"code": protected[3]}).status_code == 200
    assert where(second.get(HOME)) == ASK


def test_who_guesses_codes_waits(person: User, protected: list[str], as_user: LogIn) -> None:
    client = as_user(person)
    assert "wait for the next one" in client.post(ASK, {"code": "000000"}).content.decode()
    client.post(ASK, {"code": "111111"})
    assert "Too many wrong codes" in client.post(ASK, {"code": code_of(person, later=1)}).content.decode()


def test_the_key_counts_only_after_a_code_of_it(person: User, as_user: LogIn) -> None:
    client = as_user(person)
    page = client.get(SET_UP).content.decode()
    assert "data:image/svg+xml" in page
    assert "not the code of this key" in client.post(SET_UP, {"code": "12"}).content.decode()
    assert as_user(person).get(HOME).status_code == 200


def test_a_new_phone_replaces_the_one_before(person: User, as_user: LogIn) -> None:
    client = as_user(person)
    codes = set_up(client, person)
    before = code_of(person, later=1)
    assert set(set_up(client, person)).isdisjoint(codes)
    assert TOTPDevice.objects.filter(user=person).count() == 1
    assert as_user(person).post(ASK, {"code": before}).status_code == 200


def test_it_is_removed_against_a_code_and_not_where_it_is_required(
    person: User, protected: list[str], as_user: LogIn, settings: Settings
) -> None:
    client, remove = as_user(person), reverse("access_remove")
    client.post(ASK, {"code": protected[0]})
    client.post(remove, {"code": "wrong"})
    settings.SECOND_FACTOR_FOR = "administrators"
    client.post(remove, {"code": protected[1]})
    assert TOTPDevice.objects.filter(user=person).exists()
    settings.SECOND_FACTOR_FOR = "nobody"
    time_passes(person)
    client.post(remove, {"code": protected[1]})
    assert as_user(person).get(HOME).status_code == 200


def time_passes(person: User) -> None:
    """Let the wait after a wrong code be over."""
    for device in StaticDevice.objects.filter(user=person):
        device.throttle_reset()


@pytest.mark.parametrize(
    ("who", "setting", "led_to"),
    [
        ("superuser", "nobody", ""),
        ("superuser", "administrators", SET_UP),
        ("administrator", "administrators", SET_UP),
        ("editor", "administrators", ""),
        ("editor", "everybody", SET_UP),
    ],
)
def test_who_must_have_one_sets_it_up_before_anything_else(
    as_user: LogIn, settings: Settings, who: str, setting: str, led_to: str
) -> None:
    settings.SECOND_FACTOR_FOR = setting
    user = make_superuser() if who == "superuser" else make_user(make_city(live=False), Role(who))
    client = as_user(user)
    assert where(client.get(HOME)) == led_to
    if led_to:
        set_up(client, user)
        assert client.get(HOME).status_code == 200


def test_who_lost_everything_is_let_in_by_who_runs_the_installation(
    person: User, protected: list[str], as_user: LogIn
) -> None:
    root = as_user(make_superuser())
    assert "anna" in root.get("/admin/log-ins/").content.decode()
    root.post("/admin/log-ins/", {"remove": "anna"})
    assert as_user(person).get(HOME).status_code == 200


def test_or_on_the_servers_command_line(person: User, protected: list[str], as_user: LogIn) -> None:
    call_command("remove_second_factor", "anna")
    assert as_user(person).get(HOME).status_code == 200
    with pytest.raises(CommandError, match="Nobody is called berta"):
        call_command("remove_second_factor", "berta")
