"""Partners: an editor sends a personal link, and who comes by it proposes without gates and under her name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from cms.cities.models import City, Role
from cms.contributions.desk import limits
from cms.contributions.proposals.models import Partner, Proposal
from cms.contributions.proposals.partners import address_of, revoke_links, token_of
from cms.guides.models import OrganisationPage
from tests.cms.contributions.at_the_desk_of import Reader, a_reader, later
from tests.cms.contributions.proposing import make_partner
from tests.cms.factories import make_city, make_page, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def prepared(rows_of_the_module: None) -> Reader:
    return a_reader()


@pytest.fixture(scope="module")
def other_city(rows_of_the_module: None) -> City:
    return make_city("beta")


@pytest.fixture
def reader(prepared: Reader) -> Reader:
    return Reader(City.objects.get(pk=prepared.city.pk), prepared.page)


def suggest_place(reader: Reader) -> str:
    return f"/desk/alpha/de/suggest/{reader.page.translation_key}/"


def propose_as(reader: Reader, token: str, **fields: str) -> Any:
    """Send the form at once, without the token and the time that anybody else needs."""
    return reader.post(
        suggest_place(reader), **{"partner": token, "field": "title", "what": "change", "after": "Better", **fields}
    )


def test_the_link_leads_to_the_forms_and_is_in_no_address_afterwards(reader: Reader) -> None:
    partner = make_partner(reader.city)
    link = urlsplit(address_of(partner)).path
    opened = reader.get(link)
    html = unescape(opened.content.decode())
    token = token_of(partner)
    assert (opened.status_code, opened["Referrer-Policy"], opened["Cache-Control"]) == (200, "no-referrer", "no-store")
    assert "Set-Cookie" not in opened.headers
    assert "Beratung e.V." in html
    assert f'<option value="{reader.page.translation_key}" dir="auto">Where to register</option>' in html
    assert not re.findall(r'(?:href|action)="[^"]*' + re.escape(token.partition(":")[0]), html)
    chosen = reader.post("/desk/alpha/de/partner/", partner=token, page=str(reader.page.translation_key))
    assert (chosen.status_code, chosen["Location"]) == (307, suggest_place(reader))
    choice = reader.post(chosen["Location"], partner=token).content.decode()
    assert 'name="field" value="title"' in choice
    form = reader.post(suggest_place(reader), partner=token, field="title").content.decode()
    assert 'name="email"' not in form
    assert "token=" not in form


def test_a_partner_passes_the_gates_and_her_name_stands_on_the_proposal(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    partner = make_partner(reader.city)
    monkeypatch.setattr(limits, "FROM_A_CLIENT", 0)
    answer = propose_as(reader, token_of(partner))
    assert answer.status_code == 200
    assert "Vielen Dank" in answer.content.decode()
    proposal = Proposal.objects.get()
    assert (proposal.partner, proposal.proposer, proposal.answer_to) == (
        partner,
        "Beratung e.V.",
        "partner@example.org",
    )
    assert proposal.contact_email == ""


def test_a_partner_does_not_pass_caps_and_cleaning(reader: Reader) -> None:
    token = token_of(make_partner(reader.city))
    assert propose_as(reader, token, note="x" * 2_001).status_code == 422
    assert propose_as(reader, token, after="x" * 300_000).status_code == 413
    propose_as(reader, token, after="<b>Better</b>\u202e")
    assert Proposal.objects.get().after == "Better"


def test_a_link_that_is_not_good_opens_nothing_and_takes_nothing(
    reader: Reader, other_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    partner, stranger = make_partner(reader.city), make_partner(other_city, email="stranger@example.org")
    good, revoked, switched_off = (
        token_of(partner),
        token_of(partner),
        make_partner(reader.city, email="off@example.org"),
    )
    off = token_of(switched_off)
    Partner.objects.filter(pk=switched_off.pk).update(active=False)
    revoke_links(partner)
    for token in (good[:-1], "x", revoked, off, token_of(stranger), good.replace(":", "")):
        assert reader.get(f"/desk/alpha/de/partner/{token}/").status_code == 410
        assert propose_as(reader, token).status_code == 410
    fresh = token_of(partner)
    assert reader.get(f"/desk/alpha/de/partner/{fresh}/").status_code == 200
    monkeypatch.setattr("time.time", later(366 * 24 * 60 * 60))
    assert propose_as(reader, fresh).status_code == 410
    assert not Proposal.objects.exists()


def test_the_token_of_a_form_is_no_personal_link(reader: Reader) -> None:
    token = reader.token(f"{suggest_place(reader)}?field=title")
    assert propose_as(reader, token).status_code == 410


def test_a_partner_proposes_a_new_page(reader: Reader) -> None:
    partner = make_partner(reader.city)
    place = "/desk/alpha/de/suggest/new/"
    assert 'name="partner"' in reader.post(place, partner=token_of(partner)).content.decode()
    reader.post(place, partner=token_of(partner), kind="service", title="Café", summary="We meet.")
    assert Proposal.objects.get().partner == partner


LogIn = Callable[[User], Client]


def fields_of(city: City, **more: Any) -> dict[str, Any]:
    given = {"city": city.pk, "name": "Help e.V.", "email": "help@example.org", "language": "de", "active": "on"}
    return {**given, **more}


def test_an_editor_makes_a_partner_and_the_link_is_sent_in_the_partners_language(
    reader: Reader, as_user: LogIn
) -> None:
    client = as_user(make_user(reader.city, Role.EDITOR))
    assert client.get(reverse("contributions_partners")).status_code == 200
    assert client.get(reverse("contributions_partner_add")).status_code == 200
    answer = client.post(reverse("contributions_partner_add"), fields_of(reader.city))
    assert answer.status_code == 302
    partner = Partner.objects.get()
    assert partner.link_sent_at is not None
    [sent] = mail.outbox
    assert sent.to == ["help@example.org"]
    assert sent.subject == "Ihr persönlicher Link: Alpha"
    assert sent.body.startswith("Guten Tag Help e.V.,\n")
    link = re.search(r"https?://\S+", str(sent.body))
    assert link
    assert reader.get(urlsplit(link[0]).path).status_code == 200


def test_the_link_is_sent_again_revoked_and_goes_with_the_address(reader: Reader, as_user: LogIn) -> None:
    partner = make_partner(reader.city, link_sent_at=timezone.now() - timedelta(days=9))
    client = as_user(make_user(reader.city, Role.EDITOR))
    place, act = (reverse(f"contributions_partner{name}", args=[partner.pk]) for name in ("", "_act"))
    first = token_of(partner)
    client.post(act, {"do": "send"})
    assert len(mail.outbox) == 1
    assert reader.get(f"/desk/alpha/de/partner/{first}/").status_code == 200
    client.post(place, fields_of(reader.city, email="new@example.org"))
    assert mail.outbox[1].to == ["new@example.org"]
    assert reader.get(f"/desk/alpha/de/partner/{first}/").status_code == 410
    second = token_of(Partner.objects.get())
    client.post(act, {"do": "revoke"})
    assert reader.get(f"/desk/alpha/de/partner/{second}/").status_code == 410
    client.post(act, {"do": "delete"})
    assert not Partner.objects.exists()


def test_an_editor_is_told_that_a_link_could_not_be_sent(reader: Reader, as_user: LogIn, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.cms.refusing_mail.EmailBackend"
    client = as_user(make_user(reader.city, Role.EDITOR))
    told = client.post(reverse("contributions_partner_add"), fields_of(reader.city), follow=True).content.decode()
    assert "could not be sent (450 not now)" in told
    partner = Partner.objects.get()
    assert partner.link_sent_at is None
    again = client.post(reverse("contributions_partner_act", args=[partner.pk]), {"do": "send"}, follow=True)
    assert "could not be sent (450 not now)" in again.content.decode()


def test_nobody_else_keeps_partners(reader: Reader, other_city: City, as_user: LogIn) -> None:
    partner = make_partner(reader.city)
    places = [
        reverse("contributions_partner", args=[partner.pk]),
        reverse("contributions_partner_act", args=[partner.pk]),
    ]
    foreign = as_user(make_user(other_city, Role.EDITOR))
    for place in places:
        assert foreign.post(place, {**fields_of(reader.city), "do": "delete"}).status_code in (302, 403, 404)
    page = foreign.get(reverse("contributions_partners")).content.decode()
    assert "Beratung" not in page
    organisation = make_page(OrganisationPage, reader.city)
    answer = foreign.post(reverse("contributions_partner_add"), fields_of(reader.city))
    assert answer.status_code == 200
    foreign.post(reverse("contributions_partner_add"), fields_of(other_city, organisation=organisation.pk))
    for role in (Role.CONTRIBUTOR, Role.TRANSLATOR, Role.REVIEWER, Role.VIEWER):
        client = as_user(make_user(reader.city, role))
        assert client.get(reverse("contributions_partners")).status_code in (302, 403)
        assert client.post(places[1], {"do": "delete"}).status_code in (302, 403, 404)
    assert list(Partner.objects.values_list("name", "link_version")) == [("Beratung e.V.", 1)]
