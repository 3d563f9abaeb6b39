"""What anybody proposes to change, over HTTP, as a browser without scripts sends it."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.cities.models import City
from cms.contributions.desk import limits
from cms.contributions.proposals.models import LONGEST_NOTE, Proposal
from cms.contributions.proposals.partners import token_of
from cms.guides.models import OfficePage, ServicePage
from cms.publishing.preview import published_html
from cms.publishing.recording import rebuild_city
from tests.cms.contributions.at_the_desk_of import Reader, a_reader, later
from tests.cms.contributions.proposing import make_partner
from tests.cms.factories import edit, make_city, make_page

pytestmark = pytest.mark.django_db

RICH = "<p>Come <b>early</b>.</p><ul><li>One</li></ul>"


@pytest.fixture(scope="module")
def prepared(rows_of_the_module: None) -> Reader:
    reader = a_reader()
    office = make_page(OfficePage, reader.city, title="Town hall")
    reader.page = make_page(
        ServicePage,
        reader.city,
        title="Parking permit",
        summary="You may park.",
        for_whom=RICH,
        offices=[("office", office)],
    )
    return reader


@pytest.fixture
def reader(prepared: Reader) -> Reader:
    page: Any = ServicePage.objects.get(pk=prepared.page.pk)
    return Reader(City.objects.get(pk=prepared.city.pk), page)


def place_of(reader: Reader, field: str | None = None) -> str:
    """The form for a field of the reader's page, or the choice of one."""
    place = f"/desk/{reader.city.slug}/{reader.language}/suggest/{reader.page.translation_key}/"
    return place if field is None else f"{place}?field={field}"


def send(reader: Reader, monkeypatch: pytest.MonkeyPatch, field: str, **fields: str) -> Any:
    """Open a form and send it at the pace of a person."""
    token = reader.token(place_of(reader, field))
    with monkeypatch.context() as patched:
        patched.setattr("time.time", later())
        return reader.post(
            place_of(reader), **{"token": token, "website": "", "field": field, "what": "change", **fields}
        )


def words(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_every_field_is_shown_with_what_it_says_and_leads_to_its_form(reader: Reader) -> None:
    html = words(reader.get(place_of(reader)))
    assert '<html lang="de"' in html
    assert 'href="/desk/alpha/de/suggest/' in html
    for said in ("Kurz gesagt", "You may park.", "Town hall", "Frist", "?field=summary", "?field="):
        assert said in html
    form = words(reader.get(place_of(reader, "for_whom")))
    assert "Come early.\n\n- One</textarea>" in form
    assert "Set-Cookie" not in reader.get(place_of(reader)).headers


def test_what_somebody_writes_waits_as_a_change_of_that_field(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = send(
        reader, monkeypatch, "for_whom", after="Come late.\r\n\r\n- One", note="I was there.", email="amal@example.org"
    )
    assert answer.status_code == 302
    thanks = words(reader.get(answer["Location"]))
    assert "Ein Mensch liest Ihren Vorschlag." in thanks
    assert "E-Mail" in thanks
    assert "https://alpha.example.org/de/" in thanks
    proposal = Proposal.objects.get()
    assert (proposal.city, proposal.target_id, proposal.kind) == (reader.city, reader.page.pk, "change")
    assert (proposal.language, proposal.field, proposal.state) == ("de", "for_whom", "waiting")
    assert (proposal.before, proposal.after) == ("Come early.\n\n- One", "Come late.\n\n- One")
    assert (proposal.note, proposal.contact_email, proposal.proposer) == ("I was there.", "amal@example.org", "")


@pytest.mark.parametrize("kind", ["outdated", "not_understood", "broken"])
def test_a_page_or_a_field_is_reported_without_a_word(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    send(reader, monkeypatch, "", what=kind, after="")
    send(reader, monkeypatch, "summary", what=kind, after="You may park.")
    assert list(Proposal.objects.values_list("kind", "field", "before", "after")) == [
        (kind, "", "", ""),
        (kind, "summary", "You may park.", ""),
    ]


def test_what_is_missing_is_told_of_the_whole_page(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    send(reader, monkeypatch, "", after="It does not say where to pay.")
    assert Proposal.objects.get().after == "It does not say where to pay."


def test_a_form_that_says_nothing_new_comes_back_with_what_to_do(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = send(reader, monkeypatch, "for_whom", after="Come early.\r\n\r\n- One", note="Hm", email="amal")
    html = words(answer)
    assert answer.status_code == 422
    assert "<title>Fehler: " in html
    assert '<a href="#after">Schreiben Sie, wie es sein soll, oder wählen Sie oben etwas anderes.</a>' in html
    assert '<a href="#email">Das ist keine E-Mail-Adresse.</a>' in html
    assert ">Hm</textarea>" in html
    assert not Proposal.objects.exists()


def test_a_text_that_is_too_long_is_refused_before_it_is_cleaned(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = send(reader, monkeypatch, "summary", after="<b>" * 7_000, note="x" * (LONGEST_NOTE + 1))
    assert answer.status_code == 422
    assert words(answer).count("Schreiben Sie höchstens") == 4
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("letter", ["x", "ب", "ሰ", "🙂"])
def test_a_text_as_long_as_allowed_passes_in_every_script(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, letter: str
) -> None:
    assert send(reader, monkeypatch, "for_whom", after=letter * 20_000, note=letter * LONGEST_NOTE).status_code == 302
    assert len(Proposal.objects.get().after) == 20_000


def test_markup_and_turned_directions_do_not_get_in(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    send(reader, monkeypatch, "summary", after="Park\u202e <script>alert(1)</script>here", note="<b>x</b>\u2066")
    proposal = Proposal.objects.get()
    assert (proposal.after, proposal.note) == ("Park here", "x")


def test_what_fills_in_forms_by_itself_is_kept_out(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    token = reader.token(place_of(reader, "summary"))
    fields = {"field": "summary", "what": "change", "after": "Spam"}
    assert reader.post(place_of(reader), **fields, token=token, website="").status_code == 422  # too quick
    assert reader.post(place_of(reader), **fields, token="", website="").status_code == 400
    assert reader.post(place_of(reader), **fields, token=token, website="https://spam.example").status_code == 200
    with monkeypatch.context() as patched:
        patched.setattr("time.time", later())
        other = {**fields, "field": "title", "token": token, "website": ""}
        assert reader.post(place_of(reader), **other).status_code == 400  # the token is for another field
    assert not Proposal.objects.exists()


def test_too_many_forms_have_to_wait(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FROM_A_CLIENT", 1)
    assert send(reader, monkeypatch, "summary", after="One").status_code == 302
    assert send(reader, monkeypatch, "summary", after="Two").status_code == 429
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("place", ["page", "new"])
def test_a_flood_of_forms_is_turned_away_before_a_page_is_looked_up(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setattr(limits, "FROM_A_CLIENT", 1)
    address = place_of(reader) if place == "page" else "/desk/alpha/de/suggest/new/"
    form = {"field": "summary", "what": "change", "after": "Spam", "title": "Spam", "token": "x"}
    for _form in range(3):
        reader.post(address, **form)
    with CaptureQueriesContext(connection) as queries:
        refused = [reader.post(address, **form, partner=token) for token in ("", "guessed", "a:b:c")]
    assert [answer.status_code for answer in refused] == [429] * 3
    assert len(queries) == 0
    partner = make_partner(reader.city)
    sent = reader.post(place_of(reader), partner=token_of(partner), field="title", what="change", after="Better")
    assert sent.status_code == 200
    assert Proposal.objects.get().partner == partner


def test_an_impatient_second_tap_proposes_nothing_twice(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    for _tap in range(2):
        assert send(reader, monkeypatch, "summary", after="One").status_code == 302
    assert Proposal.objects.count() == 1


def test_a_field_that_changed_meanwhile_has_to_be_read_again(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    token = reader.token(place_of(reader, "summary"))
    edit(reader.page, summary="You may park here.")
    monkeypatch.setattr("time.time", later())
    answer = reader.post(
        place_of(reader), token=token, website="", field="summary", what="change", after="You may park."
    )
    assert answer.status_code == 400
    assert not Proposal.objects.exists()


def test_nothing_is_shown_but_what_is_published(reader: Reader) -> None:
    page: Any = reader.page
    page.summary = "Secret plans."
    page.save_revision()
    assert "Secret plans." not in words(reader.get(place_of(reader)))
    assert "Secret plans." not in words(reader.get(place_of(reader, "summary")))
    draft = make_page(ServicePage, reader.city, live=False)
    other = make_page(ServicePage, make_city("beta"), title="Elsewhere")
    for hidden in (draft, other):
        answer = Reader(reader.city, hidden)
        assert reader.get(place_of(answer)).status_code == 404
    assert reader.get(place_of(reader, "slug")).status_code == 404


def test_a_city_that_takes_nothing_shows_no_form(reader: Reader) -> None:
    City.objects.filter(pk=reader.city.pk).update(takes_contributions=False)
    assert reader.get(place_of(reader)).status_code == 404
    assert reader.get("/desk/alpha/de/suggest/new/").status_code == 404


def test_pages_and_office_cards_of_the_guide_lead_to_their_forms(reader: Reader) -> None:
    office = OfficePage.objects.get(title="Town hall")
    places = [f"/desk/alpha/en/suggest/{uuid}/" for uuid in (reader.page.translation_key, office.translation_key)]
    html = published_html(reader.city, str(reader.page.translation_key), "en") or ""
    assert [html.count(place) for place in places] == [1, 1]
    City.objects.filter(pk=reader.city.pk).update(takes_contributions=False, publisher_email="us@example.org")
    rebuild_city(City.objects.get(pk=reader.city.pk))
    html = published_html(reader.city, str(reader.page.translation_key), "en") or ""
    assert "/desk/" not in html
    assert html.count('href="mailto:us@example.org?subject=') == 2


NEW = "/desk/alpha/de/suggest/new/"


def send_new(reader: Reader, monkeypatch: pytest.MonkeyPatch, **fields: str) -> Any:
    token = reader.token(NEW)
    with monkeypatch.context() as patched:
        patched.setattr("time.time", later())
        return reader.post(NEW, **{"token": token, "website": "", "title": "", **fields})


def test_a_new_page_is_proposed_as_a_whole(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = send_new(
        reader,
        monkeypatch,
        kind="procedure",
        title="Bike licence",
        summary="You may cycle.",
        steps="Ask\r\n\r\nWait",
        documents="Passport",
        address_of_website="https://bikes.example.org",
    )
    assert answer.status_code == 302
    assert "Vielen Dank" in words(reader.get(answer["Location"]))
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.target, proposal.proposed_page_type) == ("new", None, "procedure")
    assert proposal.body
    assert (proposal.body["title"], proposal.body["steps"]) == ("Bike licence", ["Ask", "Wait"])
    assert proposal.body["documents"] == ["Passport"]


def test_a_new_page_needs_a_kind_a_name_and_a_sentence(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = send_new(reader, monkeypatch, kind="castle", location="Here")
    html = words(answer)
    assert answer.status_code == 422
    assert [html.count(f'<a href="#{name}">') for name in ("kind", "title", "summary")] == [1, 1, 1]
    assert ">Here</textarea>" in html
    assert not Proposal.objects.exists()
