"""A city takes over what another one has published: the text, with its own facts or gaps."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail_localize.models import Translation

from cms.cities.models import City, Role
from cms.guides.models import (
    ArticlePage,
    DocumentTypePage,
    OfficePage,
    OrganisationPage,
    ProcedurePage,
    ServicePage,
    TopicPage,
)
from cms.publishing.models import PublishedDocument
from cms.publishing.translating import translate_pages
from cms.sharing.models import Offer, TakenPage
from cms.sharing.values import values_of
from tests.cms.factories import home_page, make_city, make_page, make_translation, make_user, publish
from tests.cms.sharing.two_cities import LICENCE, offering, procedure, taken
from translations.drafting import save_translation

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def offered(page: Any, city: City) -> str:
    return f"/admin/sharing/offered/{city.slug}/{page.translation_key}/"


def take_over(client: Client, page: Any, city: City, place: Any) -> Any:
    return client.post(offered(page, city), {"place": place.pk}, follow=True)


@dataclass
class World:
    """A city that offers a procedure, and one that may take it over below a topic."""

    origin: City
    page: ProcedurePage
    city: City
    topic: TopicPage
    editor: User


@pytest.fixture(scope="module")
def world(rows_of_the_module: None) -> World:
    """Made once for all tests of this module, each of which takes its changes back."""
    origin, city = offering(), make_city("taker")
    topic = make_page(TopicPage, city, title="Living here")
    return World(origin, procedure(origin), city, topic, make_user(city, Role.EDITOR))


@pytest.fixture
def origin(world: World) -> City:
    return City.objects.get(pk=world.origin.pk)


@pytest.fixture
def page(world: World) -> ProcedurePage:
    return ProcedurePage.objects.get(pk=world.page.pk)


@pytest.fixture
def city(world: World) -> City:
    return City.objects.get(pk=world.city.pk)


@pytest.fixture
def topic(world: World) -> TopicPage:
    return TopicPage.objects.get(pk=world.topic.pk)


@pytest.fixture
def editor(world: World, as_user: AsUser) -> Client:
    return as_user(world.editor)


def test_the_text_becomes_a_draft_with_the_citys_own_facts_or_gaps(
    page: ProcedurePage, origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    office = make_page(OfficePage, city, title="Town Hall", street="9 Other Road")
    paper = make_page(DocumentTypePage, city, title="Passport")
    answer = take_over(editor, page, origin, topic)
    assert "taken over, as a draft" in answer.content.decode()
    own = ProcedurePage.objects.child_of(topic).get().get_latest_revision_as_object()
    assert (own.live, own.title, own.summary) == (False, "Register your address", "Tell the city where you live.")
    assert own.sensitivity == "careful"
    first, second = own.steps
    assert first.value["title"] == "Book an appointment"
    assert first.value["office"].pk == office.pk
    assert f'<a linktype="page" id="{office.pk}">town hall</a>' in first.value["text"].source
    assert [each["document"].pk for each in first.value["documents"]] == [paper.pk]
    # Facts of the other city are nowhere on the page.
    assert (first.value["link"], second.value["cost"], own.authority) == ("", None, None)
    html = answer.content.decode()
    for missing in ("Fee of origin", "Council of origin", "https://booking.example.org/", "+49 30 23125000"):
        assert missing in html
    ids = {item for each in PublishedDocument.objects.filter(city=origin) for item in [str(each.uuid)]}
    assert not any(uuid in str(values_of(own)) for uuid in ids)


def test_what_is_missing_disappears_from_the_list_as_it_is_filled_in(
    page: ProcedurePage, origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    take_over(editor, page, origin, topic)
    link = taken(city)
    address = f"/admin/sharing/taken/{link.pk}/"
    assert "Council of origin" in editor.get(address).content.decode()
    own = link.page.get_latest_revision_as_object()
    own.authority = make_page(OrganisationPage, city, title="Ours")
    own.save_revision()
    html = editor.get(address).content.decode()
    assert "<strong>Council of origin</strong>" not in html
    assert "<strong>+49 30 23125000</strong>" in html
    note = next(each for each in link.notes if each["text"] == "+49 30 23125000")
    editor.post(address, {"action": f"done:{note['sort']}|{note['path']}|{note['text']}"})
    assert "<strong>+49 30 23125000</strong>" not in editor.get(address).content.decode()


def test_an_organisation_is_recognised_by_its_phone_number(
    origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    phones = '[{"type": "phone", "value": {"number": "+49 30 23125000", "languages": []}}]'
    theirs = make_page(OrganisationPage, origin, title="Federal office", phones=phones)
    ours = make_page(OrganisationPage, city, title="Bundesamt", phones=phones.replace(" 30 ", "30"))
    take_over(editor, procedure(origin, authority=theirs, slug="register-there"), origin, topic)
    assert taken(city).page.get_latest_revision_as_object().authority == ours


def test_two_pages_of_one_name_are_a_gap(
    page: ProcedurePage, origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    for number in (1, 2):
        make_page(OfficePage, city, title="Town hall", slug=f"hall-{number}")
    take_over(editor, page, origin, topic)
    assert taken(city).page.get_latest_revision_as_object().steps[0].value["office"] is None


def test_deadlines_and_laws_stay_in_their_country(
    page: ProcedurePage, origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    city.country = "FR"
    city.save()
    html = editor.get(offered(page, origin)).content.decode()
    assert "another country" in html
    take_over(editor, page, origin, topic)
    link = taken(city)
    assert list(link.page.get_latest_revision_as_object().deadline) == []
    assert "14 days after you move in" in editor.get(f"/admin/sharing/taken/{link.pk}/").content.decode()


def test_ways_and_times_of_the_other_city_are_named_as_in_the_form(
    origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    ways = [{"type": "channel", "value": {"kind": "visit", "url": ""}}]
    time = [{"type": "duration", "value": {"shortest": 1, "longest": 3, "unit": "week"}}]
    page = make_page(
        ServicePage,
        origin,
        title="Advice",
        slug="advice",
        summary="Ask.",
        channels=json.dumps(ways),
        processing_time=json.dumps(time),
    )
    take_over(editor, page, origin, topic)
    html = editor.get(f"/admin/sharing/taken/{taken(city).pk}/").content.decode()
    assert "<strong>In person</strong>" in html
    assert "<strong>1–3 (weeks)</strong>" in html


def test_readers_are_told_who_wrote_the_text_and_under_which_licence(
    origin: City, city: City, topic: TopicPage, editor: Client, settings: Settings
) -> None:
    page = make_page(ArticlePage, origin, title="Finding a flat", slug="flat")
    take_over(editor, page, origin, topic)
    own = publish(taken(city).page.get_latest_revision_as_object())
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]
    translate_pages([own.pk], ["de"], publish=True)
    documents = PublishedDocument.objects.filter(city=city, uuid=own.translation_key)
    url = f"https://origin.example.org/en/{page.get_parent().slug}/flat/"
    credit = {"publisher": "Council of origin", "url": url, "licence": LICENCE}
    assert {each.language: each.body["taken_from"] for each in documents} == {"en": credit, "de": credit}


def test_what_the_other_city_had_reviewed_and_published_drafts_the_translations(
    origin: City, city: City, topic: TopicPage, editor: Client, settings: Settings
) -> None:
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]
    page = make_page(ArticlePage, origin, title="Finding a flat", summary="Where to look for one.")
    make_translation(page, "de", prefix="Geprüft: ")
    save_translation(Translation.objects.get(source__object_id=page.translation_key), None, publish=True)
    take_over(editor, page, origin, topic)
    own = publish(taken(city).page.get_latest_revision_as_object())
    translate_pages([own.pk], ["de"], publish=False)
    draft = ArticlePage.objects.get(translation_key=own.translation_key, locale__language_code="de")
    assert draft.get_latest_revision_as_object().summary == "Geprüft: Where to look for one."
    assert not draft.live


def test_a_copy_keeps_the_credit(
    page: ProcedurePage, origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    take_over(editor, page, origin, topic)
    own = taken(city).page
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": topic.pk}
    editor.post(f"/admin/pages/{own.pk}/copy/", form)
    copy = TakenPage.objects.exclude(page=own).get()
    assert (copy.page.slug, copy.publisher, copy.is_followed) == ("copy", "Council of origin", False)


def test_the_history_says_from_where(
    page: ProcedurePage, origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    take_over(editor, page, origin, topic)
    history = editor.get(f"/admin/pages/{taken(city).page_id}/history/").content.decode()
    assert "Text taken over from Council of origin" in history


def test_the_list_searches_title_and_summary_and_filters_by_topic(
    origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    housing = make_page(TopicPage, origin, title="Housing")
    make_page(ArticlePage, origin, parent=housing, title="Finding a flat", summary="Where to look.")
    html = editor.get("/admin/sharing/?q=FLAT look").content.decode()
    assert "Finding a flat" in html
    assert "Register your address" not in html
    html = editor.get(f"/admin/sharing/?topic={housing.translation_key}&kind=article").content.decode()
    assert "Finding a flat" in html
    assert "Register your address" not in html


def test_a_page_is_taken_in_the_citys_own_language_where_readers_have_it(
    origin: City, as_user: AsUser, settings: Settings
) -> None:
    german = make_city("stadt", source="de", languages=["de", "en"])
    topic = make_page(TopicPage, german)
    client = as_user(make_user(german, Role.EDITOR))
    page = make_page(ArticlePage, origin, title="Finding a flat", summary="Where to look.")
    assert "not in Deutsch, only in en" in client.get("/admin/sharing/").content.decode()
    assert "cannot be taken over" in client.get(offered(page, origin)).content.decode()
    take_over(client, page, origin, topic)
    assert not TakenPage.objects.exists()
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]
    translate_pages([page.pk], ["de"], publish=True)
    assert "translated by a machine" in client.get(offered(page, origin)).content.decode()
    take_over(client, page, origin, topic)
    assert taken(german).page.title == "gnidniF a talf"


def test_what_was_taken_over_once_is_not_taken_over_again(
    page: ProcedurePage, origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    take_over(editor, page, origin, topic)
    assert "already" in take_over(editor, page, origin, topic).content.decode()
    assert TakenPage.objects.count() == 1


def test_a_document_type_taken_over_first_is_linked_even_under_another_name(
    page: ProcedurePage, origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    paper = DocumentTypePage.objects.get(title="Passport")
    directory = make_page(DocumentTypePage, city).get_parent()
    take_over(editor, paper, origin, directory)
    own = taken(city).page.specific
    own.title = "Travel document"
    publish(own)
    take_over(editor, page, origin, topic)
    procedure_here = ProcedurePage.objects.child_of(topic).get().get_latest_revision_as_object()
    assert procedure_here.steps[0].value["documents"][0]["document"].pk == own.pk


# Who may, and what nobody sees.


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.ADMINISTRATOR, True),
        (Role.EDITOR, True),
        (Role.CONTRIBUTOR, False),
        (Role.TRANSLATOR, False),
        (Role.REVIEWER, False),
        (Role.VIEWER, False),
    ],
)
def test_editors_may_take_over(
    page: ProcedurePage, origin: City, city: City, topic: TopicPage, as_user: AsUser, role: Role, may: bool
) -> None:
    client = as_user(make_user(city, role))
    answer = take_over(client, page, origin, topic)
    assert TakenPage.objects.exists() is may
    assert answer.status_code == 200
    if not may:
        assert answer.redirect_chain or not ProcedurePage.objects.child_of(topic).exists()


def test_nobody_takes_over_into_another_city(
    page: ProcedurePage, origin: City, city: City, topic: TopicPage, as_user: AsUser
) -> None:
    third = make_city("third")
    make_page(TopicPage, third)
    client = as_user(make_user(third, Role.EDITOR))
    take_over(client, page, origin, topic)
    assert client.post(f"{offered(page, origin)}?city={city.slug}", {"place": topic.pk}).status_code == 404
    assert not TakenPage.objects.exists()


def test_drafts_of_the_origin_are_seen_nowhere(origin: City, city: City, topic: TopicPage, editor: Client) -> None:
    draft = procedure(origin, live=False, title="SECRET draft", slug="secret")
    for address in (offered(draft, origin), f"{offered(draft, origin)}preview/"):
        assert editor.get(address).status_code == 404
    assert editor.post(offered(draft, origin), {"place": topic.pk}).status_code == 404
    live = make_page(ArticlePage, origin, title="Public", summary="Seen.")
    live.title, live.summary = "SECRET title", "SECRET summary"
    live.save_revision()
    take_over(editor, live, origin, topic)
    assert taken(city).page.title == "Public"
    for address in ("/admin/sharing/", "/admin/reports/taken-over/", f"/admin/sharing/taken/{taken(city).pk}/",
                    offered(live, origin), f"{offered(live, origin)}preview/"):  # fmt: skip
        html = editor.get(address).content.decode()
        assert "SECRET" not in html
        assert "Public" in html


def test_a_city_that_offers_nothing_is_not_there(city: City, topic: TopicPage, editor: Client) -> None:
    silent = make_city("silent")
    page = make_page(ArticlePage, silent, title="Quiet")
    assert "Quiet" not in editor.get("/admin/sharing/").content.decode()
    assert editor.get(offered(page, silent)).status_code == 404
    Offer.objects.create(city=silent)
    # Without a licence nobody may use the text.
    assert editor.get(offered(page, silent)).status_code == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.EDITOR])
def test_administrators_offer_the_pages_of_their_city(city: City, as_user: AsUser, role: Role) -> None:
    client = as_user(make_user(city, role))
    assert "not said under which licence" in client.get("/admin/sharing/").content.decode()
    client.post("/admin/sharing/offer/", {"offer": "on"})
    assert not Offer.objects.filter(city=city).exists()
    city.licence = LICENCE
    city.save()
    client.post("/admin/sharing/offer/", {"offer": "on"})
    assert Offer.objects.filter(city=city).exists() is (role == Role.ADMINISTRATOR)
    client.post("/admin/sharing/offer/", {"offer": "off"})
    assert not Offer.objects.filter(city=city).exists()


def test_deleting_either_side_harms_nothing(
    page: ProcedurePage, origin: City, city: City, topic: TopicPage, editor: Client
) -> None:
    take_over(editor, page, origin, topic)
    link = taken(city)
    page.delete()
    assert "withdrawn" in editor.get("/admin/reports/taken-over/").content.decode()
    assert editor.get(f"/admin/sharing/taken/{link.pk}/").status_code == 200
    assert link.page.specific.title == "Register your address"
    ProcedurePage.objects.get(pk=link.page_id).delete()
    assert not TakenPage.objects.exists()
    assert home_page(origin).live
    assert PageLogEntry.objects.exists() or ModelLogEntry.objects.exists()
