"""What readers say of a page, over HTTP, as a browser without scripts sends it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.cities.models import City, Role
from cms.contributions.desk import limits
from cms.contributions.models import DeskCount, DeskSalt, Feedback, Proposal
from cms.guides.models import ContactPage
from cms.publishing.models import PublishedDocument
from cms.publishing.wakeup import wake_due_tasks
from tests.cms.contributions.at_the_desk_of import Reader, a_reader, later
from tests.cms.factories import make_city, make_page, make_user

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
REPORT = "contributions_feedback_report"


@pytest.fixture(scope="module")
def prepared(rows_of_the_module: None) -> Reader:
    return a_reader()


@pytest.fixture
def reader(prepared: Reader) -> Reader:
    """The same reader for each test, whose browser remembers nothing."""
    return Reader(City.objects.get(pk=prepared.city.pk), prepared.page)


def asked_why(reader: Reader) -> str:
    """Where a reader is asked why a page did not help."""
    return str(reader.post(reader.place, helpful="no", website="")["Location"])


def tell(reader: Reader, monkeypatch: pytest.MonkeyPatch, **fields: str) -> Any:
    """Say that the page did not help, and why, at the pace of a person."""
    form = asked_why(reader)
    token = reader.token(form)
    with monkeypatch.context() as patched:
        patched.setattr("time.time", later())
        return reader.post(form, **{"token": token, "website": "", **fields})


def test_a_tap_is_counted_and_answered_in_the_readers_language(reader: Reader) -> None:
    answer = reader.post(reader.place, helpful="yes", website="")
    assert answer.status_code == 302
    thanks = reader.get(answer["Location"])
    html = thanks.content.decode()
    assert thanks.status_code == 200
    assert '<html lang="de"' in html
    assert thanks["Content-Language"] == "de"
    assert "Vielen Dank" in html
    assert re.search(rf'<a href="https://alpha\.example\.org/de/[^"]*{reader.page.slug}/" lang="en"', html)
    assert [(each.helpful, each.language, each.city) for each in Feedback.objects.all()] == [(True, "de", reader.city)]


def test_why_it_did_not_help_is_told_by_tap_and_in_a_few_words(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = tell(reader, monkeypatch, reason="outdated", text="Das Amt ist\r\numgezogen.")
    assert answer.status_code == 302
    given = Feedback.objects.get()
    assert (given.helpful, given.reason, given.text) == (False, "outdated", "Das Amt ist\numgezogen.")


def test_nothing_personal_is_stored(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.address = "198.51.100.77"
    words = "Ruf mich an: 0170 1234567, amal@example.org, DE89 3704 0044 0532 0130 00. Seit 12.03.2026 zu."
    answer = tell(reader, monkeypatch, reason="wrong", text=words)
    assert "E-Mail-Adresse" in reader.get(answer["Location"]).content.decode()
    assert Feedback.objects.get().text == "Ruf mich an: •••, •••, •••. Seit 12.03.2026 zu."
    stored = json.dumps([list(model.objects.values()) for model in (Feedback, DeskCount, DeskSalt)], default=str)
    assert "198.51.100.77" not in stored
    assert not [field for field in Feedback._meta.fields if isinstance(field, models.DateTimeField)]


def test_a_number_that_stands_on_the_page_may_be_called_wrong(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.page = make_page(ContactPage, reader.city, number="+442079460958")
    tell(reader, monkeypatch, text="+44 20 7946 0958 geht nicht, 020 7946 0111 schon")
    assert Feedback.objects.get().text == "+44 20 7946 0958 geht nicht, ••• schon"


def test_a_form_that_says_nothing_or_too_much_comes_back_with_what_was_written(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tell(reader, monkeypatch, text=" ")
    html = empty.content.decode()
    assert empty.status_code == 422
    assert "<title>Fehler: " in html
    assert "autofocus" in html
    assert '<a href="#reason">Wählen Sie einen Grund' in html
    assert 'id="reason"' in html
    long = tell(reader, monkeypatch, reason="missing", text="ä" * 501)
    assert long.status_code == 422
    assert "ä" * 501 in long.content.decode()
    assert 'value="missing" checked' in long.content.decode()
    assert set(Feedback.objects.values_list("text", "reason")) == {("", "")}


def test_what_fills_in_forms_by_itself_is_thanked_and_forgotten(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = reader.post(reader.place, helpful="yes", website="https://pills.example")
    assert answer.status_code == 200
    assert "Vielen Dank" in answer.content.decode()
    assert not Feedback.objects.exists()
    form = asked_why(reader)
    quick = reader.post(form, token=reader.token(form), reason="wrong", website="")
    assert quick.status_code == 422
    assert "zu schnell" in quick.content.decode()
    forged = tell(reader, monkeypatch, reason="wrong", token="waymark:1:2")
    assert forged.status_code == 400
    other = asked_why(reader)
    stolen = tell(reader, monkeypatch, reason="wrong", token=reader.token(other))
    assert stolen.status_code == 400
    trapped = tell(reader, monkeypatch, reason="wrong", website="https://pills.example")
    assert trapped.status_code == 200
    assert "Vielen Dank" in trapped.content.decode()
    monkeypatch.setattr("time.time", later(5 * 3600))
    assert reader.get(form).status_code == 400
    assert set(Feedback.objects.values_list("reason", flat=True)) == {""}


def test_no_cookie_is_set_and_nothing_is_loaded_from_elsewhere(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [reader.get(reader.place), reader.post(reader.place, helpful="yes", website="")]
    answers += [reader.get(asked_why(reader)), tell(reader, monkeypatch, reason="wrong")]
    assert [answer.status_code for answer in answers] == [200, 302, 200, 302]
    assert not any(answer.cookies for answer in answers)
    for answer in answers[::2]:
        assert answer["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Cache-Control"] == "no-store"


def test_a_client_that_sends_too_much_has_to_wait_and_nobody_else_has(reader: Reader) -> None:
    accepted = [reader.post(reader.place, helpful="yes", website="") for _ in range(limits.FROM_A_CLIENT)]
    refused = reader.post(reader.place, helpful="yes", website="")
    assert {answer.status_code for answer in accepted} == {302}
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= limits.SPAN.total_seconds()
    assert "Zu viele Nachrichten" in refused.content.decode()
    assert Feedback.objects.count() == limits.FROM_A_CLIENT
    reader.address = "192.0.2.8"
    assert reader.post(reader.place, helpful="yes", website="").status_code == 302
    DeskCount.objects.update(until=timezone.now())
    limits.forget_what_is_known()
    reader.address = "192.0.2.7"
    assert reader.post(reader.place, helpful="yes", website="").status_code == 302


def test_all_clients_of_a_city_together_have_a_limit(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TO_A_CITY", 3)
    found = []
    for number in range(5):
        reader.address = f"192.0.2.{number}"
        found.append(reader.post(reader.place, helpful="yes", website="").status_code)
    assert found == [302, 302, 302, 429, 429]


def test_a_network_of_ipv6_is_one_client(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FROM_A_CLIENT", 2)
    found = []
    for address in ("2001:db8::1", "2001:db8:0:0:1::2", "2001:db8::3", "2001:db8:0:1::1"):
        reader.address = address
        found.append(reader.post(reader.place, helpful="yes", website="").status_code)
    assert found == [302, 302, 429, 302]


def test_what_is_no_form_or_too_large_is_not_read(reader: Reader) -> None:
    assert reader.client.post(reader.place, {"helpful": "yes"}, "application/json").status_code == 415
    assert reader.client.post(reader.place, {"helpful": "yes"}).status_code == 415  # multipart
    assert reader.post(reader.place, helpful="yes", website="", text="x" * 300_000).status_code == 413
    assert reader.client.put(reader.place).status_code == 405
    assert not Feedback.objects.exists()


def test_a_page_that_is_not_published_takes_nothing(reader: Reader) -> None:
    reader.page = make_page(type(reader.page), reader.city, live=False)
    assert reader.get(reader.place).status_code == 404
    assert reader.post(reader.place, helpful="yes", website="").status_code == 404
    reader.language = "fr"
    assert reader.post(reader.place, helpful="yes", website="").status_code == 404


def test_a_city_that_takes_no_contributions_has_no_desk_and_its_document_says_so(reader: Reader) -> None:
    home = PublishedDocument.objects.filter(city=reader.city, kind="city", language="de")
    assert home.get().body["desk_url"] == "http://127.0.0.1:8000"
    reader.city.takes_contributions = False
    reader.city.save()
    from cms.cities.signals import city_provisioned

    city_provisioned.send(sender=City, city=reader.city)
    assert home.get().body["desk_url"] is None
    answer = reader.post(reader.place, helpful="yes", website="")
    assert answer.status_code == 404
    assert not Feedback.objects.exists()


def test_counts_are_told_to_everybody_from_five_up(reader: Reader) -> None:
    def give(helpful: bool, times: int) -> None:
        given = {"city": reader.city, "page_uuid": reader.page.translation_key, "language": "de", "helpful": helpful}
        Feedback.objects.bulk_create([Feedback(**given) for _ in range(times)])

    address = "/desk/alpha/de/feedback/counts.json"
    give(True, 4)
    give(False, 4)
    assert reader.get(address).json()["pages"] == {}
    give(True, 1)
    uuid = str(reader.page.translation_key)
    assert reader.get(address).json()["pages"] == {uuid: {"helped": 5, "did_not": None}}


def test_texts_are_deleted_after_ninety_days_and_counts_stay(reader: Reader) -> None:
    today = timezone.localdate()
    for age in (90, 91):
        facts = {"city": reader.city, "page_uuid": reader.page.translation_key, "language": "de", "helpful": False}
        Feedback.objects.create(**facts, reason="wrong", text=f"{age} days", day=today - timedelta(days=age))
    DeskSalt.objects.create(day=today - timedelta(days=1), salt="of yesterday")
    lines = wake_due_tasks()
    assert any("texts of readers" in line for line in lines)
    assert sorted(Feedback.objects.values_list("text", flat=True)) == ["", "90 days"]
    assert not DeskSalt.objects.filter(salt="of yesterday").exists()


@pytest.fixture
def said(reader: Reader) -> Feedback:
    """Something that a reader said of a page."""
    facts = {"city": reader.city, "page_uuid": reader.page.translation_key, "language": "de", "helpful": False}
    return Feedback.objects.create(**facts, reason="broken", text="<b>Knopf</b> tot")


def test_the_desk_works_off_what_readers_said(reader: Reader, said: Feedback, as_user: LogIn) -> None:
    client = as_user(make_user(reader.city, Role.EDITOR))
    report = client.get(reverse(REPORT)).content.decode()
    assert "Where to register" in report
    assert "&lt;b&gt;Knopf&lt;/b&gt; tot" in report
    client.post(reverse(REPORT), {"action": "done", "feedback": [said.pk]})
    assert "Knopf" not in client.get(reverse(REPORT)).content.decode()
    assert "Knopf" in client.get(reverse(REPORT), {"state": "done"}).content.decode()
    assert "Knopf" in client.get(reverse(REPORT), {"state": "all", "reason": "broken"}).content.decode()
    assert "Knopf" not in client.get(reverse(REPORT), {"state": "all", "reason": "wrong"}).content.decode()
    assert "Put back on the list" in client.get(reverse(REPORT), {"state": "done"}).content.decode()
    client.post(reverse(REPORT), {"action": "open", "feedback": [said.pk]})
    assert "Knopf" in client.get(reverse(REPORT)).content.decode()
    client.post(reverse(REPORT), {"action": "delete", "feedback": [said.pk]})
    assert not Feedback.objects.exists()


def test_what_readers_said_becomes_a_proposal(reader: Reader, said: Feedback, as_user: LogIn) -> None:
    client = as_user(make_user(reader.city, Role.EDITOR))
    for _ in range(2):
        client.post(reverse(REPORT), {"action": "propose", "feedback": [said.pk]})
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.target_id, proposal.note, proposal.language) == (
        "broken",
        reader.page.page_ptr_id,
        "<b>Knopf</b> tot",
        "de",
    )
    said.refresh_from_db()
    assert said.done


def test_nobody_sees_or_touches_what_was_said_to_another_city(reader: Reader, said: Feedback, as_user: LogIn) -> None:
    stranger = as_user(make_user(make_city("beta"), Role.ADMINISTRATOR, "stranger"))
    assert "Knopf" not in stranger.get(reverse(REPORT), {"city": "alpha", "state": "all"}).content.decode()
    for action in ("done", "open", "propose", "delete"):
        stranger.post(reverse(REPORT), {"action": action, "feedback": [said.pk]})
    said.refresh_from_db()
    assert not said.done
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.VIEWER, True), (Role.TRANSLATOR, True), (Role.REVIEWER, True), (Role.CONTRIBUTOR, False)],
)
def test_roles_that_only_watch_change_nothing(
    reader: Reader, said: Feedback, as_user: LogIn, role: Role, sees: bool
) -> None:
    client = as_user(make_user(reader.city, role))
    assert ("Knopf" in client.get(reverse(REPORT)).content.decode()) is sees
    client.post(reverse(REPORT), {"action": "delete", "feedback": [said.pk]})
    assert Feedback.objects.filter(done=False).exists()


def test_a_form_too_many_writes_nothing(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FROM_A_CLIENT", 1)
    reader.post(reader.place, helpful="yes", website="")
    written: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith("SELECT"):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        assert reader.post(reader.place, helpful="yes", website="").status_code == 429
    assert written == []


def test_a_page_that_nobody_should_see_is_not_named(reader: Reader) -> None:
    reader.page = make_page(type(reader.page), reader.city, title="Leaving him", sensitivity="safety")
    form = asked_why(reader)
    thanks = reader.post(reader.place, helpful="yes", website="")["Location"]
    for place in (reader.place, form, thanks):
        answer = reader.get(place)
        assert answer.status_code == 200
        assert "Leaving him" not in answer.content.decode()
