"""Publishing what would mislead is refused with what to do; everything else is told and goes live."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, CostPage, OfficePage, ProcedurePage, TopicPage
from tests.cms.cities.page_forms import sent
from tests.cms.factories import home_page, make_city, make_page, make_user

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
STEP: dict[str, Any] = {"kind": "do", "title": "Book an appointment."}
PUBLISH = {"action-publish": "action-publish"}


@pytest.fixture(scope="module")
def city(rows_of_the_module: None) -> City:
    return make_city("alpha", name="Alpha Town")


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def words(html: str) -> str:
    return " ".join(html.split())


def test_a_procedure_without_steps_stays_a_draft_and_keeps_what_was_typed(city: City, as_user: LogIn) -> None:
    page, editor = make_page(ProcedurePage, city, live=False), make_user(city)
    answer = as_user(editor).post(edit_url(page), sent(page, editor, summary="How to get a bicycle.") | PUBLISH)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "This procedure has no steps: readers would not learn what to do. Add at least one step" in html
    assert "How to get a bicycle." in html
    assert not Page.objects.get(pk=page.pk).live


def test_a_new_procedure_without_steps_is_not_made_live_by_the_refusal(city: City, as_user: LogIn) -> None:
    topic, editor = make_page(TopicPage, city), make_user(city)
    page = ProcedurePage(title="Get a bicycle", slug="bicycle", summary="How.", locale=city.source_locale)
    address = reverse("wagtailadmin_pages:add", args=["guides", "procedurepage", topic.pk])
    answer = as_user(editor).post(address, sent(page, editor) | PUBLISH)
    assert "This procedure has no steps" in answer.content.decode()
    assert not ProcedurePage.objects.exists()


def test_the_same_procedure_is_saved_as_a_draft(city: City, as_user: LogIn) -> None:
    page, editor = make_page(ProcedurePage, city, live=False), make_user(city)
    answer = as_user(editor).post(edit_url(page), sent(page, editor, summary="How to get a bicycle."))
    assert answer.status_code == 302
    assert Page.objects.get(pk=page.pk).get_latest_revision_as_object().summary == "How to get a bicycle."


def test_what_is_no_longer_valid_is_not_published(city: City, as_user: LogIn) -> None:
    page, editor = make_page(CostPage, city), make_user(city)
    html = as_user(editor).post(edit_url(page), sent(page, editor, valid_until="2020-01-31") | PUBLISH).content.decode()
    assert "It was valid until Jan. 31, 2020, which has passed. Enter the new last day" in html
    assert CostPage.objects.get(pk=page.pk).valid_until is None


def test_a_bulk_publication_names_page_field_and_remedy_and_publishes_nothing(city: City, as_user: LogIn) -> None:
    prose, other = (
        make_page(ProcedurePage, city, live=False, title="Get a bicycle"),
        make_page(ArticlePage, city, live=False),
    )
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client = as_user(make_user(city))
    answer = client.post(f"{address}?id={prose.pk}&id={other.pk}&next=/admin/", {"next": "/admin/"}, follow=True)
    html = words(answer.content.decode())
    assert "Nothing was published. “Get a bicycle”, Steps: This procedure has no steps" in html
    assert not Page.objects.filter(pk__in=[prose.pk, other.pk], live=True).exists()
    client.post(f"{address}?id={other.pk}&next=/admin/", {"next": "/admin/"})
    assert Page.objects.get(pk=other.pk).live


def test_a_page_below_is_looked_at_too_when_all_below_are_published(city: City, as_user: LogIn) -> None:
    topic = make_page(TopicPage, city)
    prose = make_page(ProcedurePage, city, live=False, parent=topic)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    form = {"next": "/admin/", "include_descendants": "on"}
    as_user(make_user(city)).post(f"{address}?id={topic.pk}&next=/admin/", form)
    assert not Page.objects.get(pk=prose.pk).live


def test_the_api_of_the_admin_asks_too(city: City, as_user: LogIn) -> None:
    client = as_user(make_user(city))
    empty = make_page(ProcedurePage, city, title="Get a card", live=False)
    sound = make_page(ArticlePage, city, title="About cards", live=False)
    for page in (empty, sound):
        page.save_revision()
    refused = client.post(f"/admin/api/main/pages/{empty.pk}/action/publish/")
    assert (refused.status_code, "step" in refused.json()["message"].lower()) == (400, True)
    assert not ProcedurePage.objects.get(pk=empty.pk).live
    assert client.post(f"/admin/api/main/pages/{sound.pk}/action/publish/").status_code == 200
    assert ArticlePage.objects.get(pk=sound.pk).live


def test_an_approval_waits_for_the_steps_and_says_so(city: City, as_user: LogIn) -> None:
    contributor, editor = make_user(city, Role.CONTRIBUTOR), make_user(city)
    page = make_page(ProcedurePage, city, live=False, owner=contributor)
    page.save_revision(user=contributor)
    page.get_workflow().start(page, contributor)
    client = as_user(editor)
    html = words(client.get(edit_url(page)).content.decode())
    assert "This page cannot be approved yet." in html
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client.post(address, {})
    assert not Page.objects.get(pk=page.pk).live


def test_an_import_publishes_what_a_person_may_not(city: City) -> None:
    assert make_page(ProcedurePage, city, valid_until=date(2020, 1, 31)).live


def test_what_can_be_mended_is_told_once_it_is_live(city: City, as_user: LogIn) -> None:
    page, editor = make_page(ProcedurePage, city, title="Get a bicycle", live=False), make_user(city)
    form = nested_form_data({"steps": streamfield([("step", steps_form())])})
    answer = as_user(editor).post(edit_url(page), sent(page, editor) | form | PUBLISH, follow=True)
    html = words(answer.content.decode())
    assert Page.objects.get(pk=page.pk).live, html
    assert "“Get a bicycle” is published. 4 things can be mended: Steps: No step says where it is done." in html
    mend = as_user(editor).get(reverse("editing_before_publishing", args=[page.pk])).content.decode()
    assert "Choose a cost in the step in which people pay; a free one if it is free." in mend


def test_a_published_entity_says_which_pages_change_with_it(city: City, as_user: LogIn) -> None:
    office = make_page(OfficePage, city, title="Town hall")
    for number in range(12):
        link = f'<p>Go to the <a linktype="page" id="{office.pk}">office</a>.</p>'
        body = [{"type": "text", "value": link}]
        make_page(ArticlePage, city, title=f"Bicycle {number}", body=body)
    editor = make_user(city)
    client = as_user(editor)
    html = words(client.get(edit_url(office)).content.decode())
    assert "12 pages of alpha show this, and change with it:" in html
    assert "Bicycle 11" in html
    form = sent(office, editor, website="https://town.example.org") | PUBLISH
    told = words(client.post(edit_url(office), form, follow=True).content.decode())
    assert "12 pages of alpha show this; their guide is being built." in told
    assert f"{reverse('publishing_builds')}?city=alpha" in told


def test_the_places_cost_the_same_number_of_statements_for_one_page_and_for_many(city: City, as_user: LogIn) -> None:
    office = make_page(OfficePage, city)
    link = [{"type": "text", "value": f'<p>Go to <a linktype="page" id="{office.pk}">it</a>.</p>'}]
    make_page(ArticlePage, city, body=link)
    client = as_user(make_user(city))
    address = reverse("editing_usage", args=[office.pk])
    client.get(address)
    with count_statements() as one:
        client.get(address)
    for _number in range(20):
        make_page(ArticlePage, city, body=link)
    with count_statements() as many:
        html = client.get(address).content.decode()
    assert "21 pages of alpha" in words(html)
    assert len(many) == len(one)


def count_statements() -> Any:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def steps_form() -> dict[str, Any]:
    empty = {"count": 0}
    return {
        **STEP,
        "text": "null",
        "documents": empty,
        "cost": "",
        "duration": {"shortest": "", "longest": "", "unit": "week"},
        "deadline": {"days": "", "event": "", "counted": ""},
        "office": "",
        "link": "",
        "legal_basis": empty,
        "branches": empty,
    }


def test_home_pages_are_published_as_before(city: City, as_user: LogIn) -> None:
    home, editor = home_page(city), make_user(city)
    answer = as_user(editor).post(edit_url(home), sent(home, editor, title="Alpha") | PUBLISH)
    assert answer.status_code == 302
