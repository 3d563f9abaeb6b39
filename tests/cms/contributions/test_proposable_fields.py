"""What readers may propose to change: all that a page shows, nothing that is not published, and the way back."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from wagtail.models import Page

from cms.cities.models import City
from cms.contributions.proposals.applying import CannotApplyError, apply, can_apply, current
from cms.contributions.proposals.fields import ProposableField, proposable_fields, proposable_page
from cms.guides.models import (
    AlertPage,
    ArticlePage,
    ContactPage,
    CostPage,
    DocumentTypePage,
    EventPage,
    GuidePage,
    OfficePage,
    OrganisationPage,
    ProcedurePage,
    ServicePage,
    SituationPage,
    TermPage,
    TopicPage,
)
from site_builder.views.proposable_parts import Kind
from tests.cms.factories import home_page, make_city, make_page, make_translation, publish
from translations.completeness import translation_behind
from translations.drafting import save_translation

pytestmark = pytest.mark.django_db

FORM = '<a href="https://example.org/">this form</a>'
RICH = f'<p data-block-key="a">Come <b>early</b> with {FORM}.</p><ul><li>One</li></ul>'
STEP = "aaaaaaaa-0000-4000-8000-000000000001"
BLOCK = "bbbbbbbb-0000-4000-8000-000000000001"
BODY = [{"type": "text", "value": RICH, "id": BLOCK}]
STEPS = [{"type": "step", "id": STEP, "value": {"title": "Go there", "text": RICH, "link": "https://example.org/go"}}]
OPEN = [("opening", {"days": ["1", "2"], "opens": time(9), "closes": time(12), "by_appointment": False})]
PHONES = [("phone", {"number": "+49 30 23125000", "languages": ["de"]})]
FACTS: dict[type[GuidePage], dict[str, Any]] = {
    TopicPage: {},
    SituationPage: {},
    ServicePage: {"for_whom": RICH, "body": BODY, "if_it_fails": RICH},
    ProcedurePage: {"outcome": RICH, "for_whom": RICH, "steps": STEPS, "appeal": RICH, "if_it_fails": RICH},
    ArticlePage: {"summary": "In short.", "body": BODY},
    OrganisationPage: {"description": RICH, "website": "https://o.example.org", "phones": PHONES},
    OfficePage: {
        "postal_code": "12345",
        "phones": PHONES,
        "email": "office@example.org",
        "opening_hours": OPEN,
        "closures": [("closure", {"first_day": date(2099, 5, 1), "last_day": date(2099, 5, 1), "reason": "Day off"})],
        "step_free": "yes",
        "languages_spoken": [("language", "de")],
    },
    DocumentTypePage: {"official_name": "Pass", "description": RICH},
    CostPage: {"free": False, "amount": Decimal("12.50"), "reduction": "Children", "condition": "At the counter"},
    ContactPage: {"email": "help@example.org", "opening_hours": OPEN},
    TermPage: {"explanation": RICH},
    AlertPage: {"text": RICH},
    EventPage: {"text": RICH, "registration_url": "https://example.org/come", "starts_at": time(18)},
}
# By the kind of a field: what somebody proposes.
NEW = {
    Kind.LINE: "Something else",
    Kind.TEXT: "Something else",
    Kind.RICH: "Come late with this form.\n\n- One\n- Two",
    Kind.AMOUNT: "13.00",
    Kind.EMAIL: "other@example.org",
    Kind.URL: "https://other.example.org/",
    Kind.PHONE: "116117",
    Kind.PHONES: "+493023125000\n+493023125001",
    Kind.ADDRESS: "2 Hill Road\nSW1A 1AA London Town",
}


@pytest.fixture(scope="module")
def city(rows_of_the_module: None) -> City:
    """A city with a page of each kind."""
    city = make_city()
    for model, facts in FACTS.items():
        make_page(model, city, **facts)
    return city


@pytest.fixture
def pages(city: City) -> list[Page]:
    return [home_page(city), *(one(model) for model in FACTS)]


def one(model: type[GuidePage]) -> Any:
    """The page of that kind, fresh from the database."""
    return model.objects.filter(locale__language_code="en").latest("pk")


def new(field: ProposableField) -> str:
    """What somebody proposes, another line for each field."""
    return f"{NEW[field.kind]} {field.path}" if field.kind == Kind.LINE else NEW[field.kind]


def by_path(page: Page, language: str = "en") -> dict[str, ProposableField]:
    return {field.path: field for field in proposable_fields(page, language)}


def test_what_readers_are_shown_is_what_the_page_says(pages: list[Page]) -> None:
    for page in pages:
        fields = by_path(page)
        assert fields, page
        for path, field in fields.items():
            expected = None if field.is_free else field.value
            assert current(page, path) == expected, (page, path)
            assert can_apply(page, path) is not field.is_free


def test_what_is_proposed_is_what_the_page_says_once_it_is_applied(pages: list[Page]) -> None:
    for page in pages:
        for path, field in by_path(page).items():
            if field.is_free:
                with pytest.raises(CannotApplyError, match="by hand"):
                    apply(page, path, "on Mondays")
                continue
            apply(page, path, new(field))
            assert current(page, path) == new(field), (page, path)
        shown = by_path(publish(page)).values()
        assert {field.path: field.value for field in shown if not field.is_free} == {
            field.path: new(field) for field in shown if not field.is_free
        }


def test_to_apply_what_a_page_says_changes_nothing(pages: list[Page]) -> None:
    for page in pages:
        before = page.serializable_data()
        for path, field in by_path(page).items():
            if not field.is_free:
                apply(page, path, field.value)
        assert page.serializable_data() == before


def test_facts_with_parts_of_their_own_are_told_in_the_words_of_the_reader(city: City) -> None:
    office = one(OfficePage)
    assert by_path(office)["opening_hours"].value == "Monday and Tuesday: 09:00–12:00\nWednesday to Sunday: closed"
    german = by_path(office, "de")["opening_hours"]
    assert german.label == "Öffnungszeiten"
    assert german.value == "Montag und Dienstag: 09:00–12:00\nMittwoch bis Sonntag: geschlossen"
    assert by_path(office)["closures"].value == "Closed on 1 May 2099 Day off"


def test_a_step_is_named_by_its_number_and_title(city: City) -> None:
    procedure = one(ProcedurePage)
    assert by_path(procedure)[f"steps/{STEP}/text"].name == "Step 1: Go there – Explanation"


def test_a_draft_is_never_shown(city: City) -> None:
    draft = make_page(ServicePage, city, live=False)
    assert proposable_fields(draft, "en") == []
    live = make_page(ServicePage, city, summary="What is public.")
    live.summary = "What is not public yet."
    live.save_revision()
    assert by_path(live)["summary"].value == "What is public."


def test_a_translated_page_is_shown_in_the_language_of_the_reader(city: City) -> None:
    service = make_page(ServicePage, city, summary="What you get.")
    assert by_path(service, "de")["summary"].value == "What you get."
    translation = make_translation(service, "de")
    save_translation(translation_behind(translation), None, publish=False)
    ServicePage.objects.get(pk=translation.pk).get_latest_revision().publish()
    assert by_path(service, "de")["summary"].value == "[x] What you get."


def test_the_facts_of_entities_are_proposed_to_where_they_are_kept(city: City) -> None:
    office = make_page(OfficePage, city, title="Town hall")
    service = make_page(ServicePage, city, offices=[("office", office)])
    found = proposable_page(city, "en", str(service.translation_key))
    assert found
    assert found.shown == {str(office.translation_key): "Town hall"}


@pytest.mark.parametrize("path", ["slug", "sensitivity", "path", "owner", "steps", "steps/x/kind", "", "nothing"])
def test_a_proposal_reaches_no_other_field(city: City, path: str) -> None:
    procedure = one(ProcedurePage)
    assert not can_apply(procedure, path)
    with pytest.raises(CannotApplyError):
        apply(procedure, path, "x")


@pytest.mark.parametrize(
    ("model", "path", "value"),
    [
        (CostPage, "amount", "twelve"),
        (CostPage, "amount", "-1"),
        (OfficePage, "email", "nobody"),
        (OfficePage, "website", "javascript:alert(1)"),
        (OfficePage, "phones", "12"),
        (OfficePage, "address", "somewhere"),
        (ServicePage, "title", ""),
        (ServicePage, "summary", "x" * 401),
    ],
)
def test_what_no_fact_can_be_is_not_applied(city: City, model: type[GuidePage], path: str, value: str) -> None:
    page = one(model)
    before = page.serializable_data()
    with pytest.raises(CannotApplyError):
        apply(page, path, value)
    assert page.serializable_data() == before


def test_a_new_number_in_the_place_of_an_old_one_is_answered_in_its_languages(city: City) -> None:
    office = one(OfficePage)
    apply(office, "phones", "+49 30 23125999")
    assert [list(block.value["languages"]) for block in office.phones] == [["de"]]
