"""Each city is a tenant: nothing of another city is seen, chosen or changed, by any role, on any route."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Locale

from cms.cities.checks import check_admin_arguments
from cms.cities.models import Role
from tests.cms.cities.admin_routes import WRITTEN, routes
from tests.cms.cities.furnished import Furnished, furnish
from tests.cms.cities.trying import BODY, EXEMPT, MARK, Requests, attempts, lists, open_routes, tried, wrong
from tests.cms.cities.watching import ask
from tests.cms.factories import make_superuser, make_user

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 leaves the temporary file open from which it makes a thumbnail.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

WITHOUT_THE_BOUNDARY = [name for name in settings.MIDDLEWARE if "CityBoundary" not in name]
UNGUARDED = "tests.cms.cities.unguarded_urls"

# Patterns without a name, which cannot be asked for by name.
NAMELESS = {
    "": "leads to the admin",
    "admin/test404/": "shows the page that says not found",
    "admin/^.*/$": "answers not found for whatever has no view",
    "graphql/": "leads to the address without a slash",
    "graphql/element.json": "what the element for other sites is, which is for everybody",
    "graphql/element/waymark-service.js": "leads to the newest element, which is for everybody",
}
# Tries everything; the others try one object, and one search, on every route.
THOROUGH = "careless"
WHO = [*(role.value for role in Role), "nobody", pytest.param(THOROUGH, marks=pytest.mark.slow)]


@pytest.fixture(autouse=True)
def _without_logs() -> Iterator[None]:
    """Each refusal is logged with its traceback, and here are thousands of them."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@dataclass
class World:
    """Two cities, and the people of the first who try to reach the second."""

    own: Furnished
    other: Furnished
    people: dict[str, User]

    def client(self, who: str) -> Client:
        """Logged in as one of the people."""
        client = Client(raise_request_exception=False)
        client.force_login(self.people[who])
        return client


@pytest.fixture(scope="module")
def world(rows_of_the_module: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Made once for all tests of this module, each of which takes its changes back."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        own, other = furnish("alpha", "OWN"), furnish("zzsecret", MARK)
        people = dict(zip([role.value for role in Role], own.people, strict=True))
        people["nobody"] = make_user(None)
        people["nobody"].user_permissions.add(Permission.objects.get(codename="access_admin"))
        # Has the best role, and by mistake every permission that Wagtail's screens for groups can give.
        people["careless"] = make_user(own.city, Role.ADMINISTRATOR)
        people["careless"].user_permissions.set(Permission.objects.all())
        people["superuser"] = make_superuser()
        yield World(own, other, people)


def test_the_tests_know_what_every_argument_of_every_route_names() -> None:
    unknown = {route.name: route.unknown for route in routes() if route.unknown}
    # Readers' forms are for everybody: tests/cms/cities/test_drafts_outside.py.
    assert {name for name in unknown if not name.startswith("desk:")} == set()
    assert {route.pattern for route in routes() if not route.name} == set(NAMELESS)
    assert set(EXEMPT) <= {route.name for route in routes()} | {"wagtaildocs_serve"}


@pytest.mark.parametrize("who", WHO)
def test_no_route_shows_or_changes_what_another_city_owns(world: World, who: str) -> None:
    client, every = world.client(who), who == THOROUGH
    requests = (attempts(route, world, every=every) for route in open_routes(naming=True))
    assert tried(client, chain.from_iterable(requests)) == []


@pytest.mark.parametrize("who", WHO)
def test_no_list_shows_another_city(world: World, who: str) -> None:
    client, every = world.client(who), who == THOROUGH
    requests = (lists(route, world, every=every) for route in open_routes(naming=False))
    assert tried(client, chain.from_iterable(requests)) == []


# Fields that name pages in the forms of one's own pages, by the address of the form.
PLACES = {
    "/admin/pages/{}/copy/": "new_parent_page",
    "/admin/pages/{}/move/": "new_parent_page",
    "/admin/bulk/wagtailcore/page/move/?id={}": "chooser",
    "/admin/api/main/pages/{}/action/copy/": "destination_page_id",
    "/admin/api/main/pages/{}/action/move/": "destination_page_id",
}


@pytest.mark.parametrize("way", ["{}", *WRITTEN])
def test_no_form_takes_a_place_in_another_city_however_its_id_is_written(world: World, way: str) -> None:
    client = world.client("careless")
    own, place = world.own.ids["page"][2], way.format(world.other.ids["home"][0])
    for address, name in PLACES.items():
        body = {**BODY, "title": "Copy", "slug": "copy", "move_applies_to": "on", name: place}
        answer = ask(client, "post", address.format(own), body)
        assert (answer.status in (403, 404), wrong(answer)) == (True, ""), address


@pytest.mark.parametrize("kind", ["page", "image", "document"])
@pytest.mark.parametrize("way", ["{}", *WRITTEN])
def test_no_bulk_action_takes_another_citys_beside_ones_own_however_its_id_is_written(
    world: World, way: str, kind: str
) -> None:
    model = {"page": "wagtailcore/page", "image": "wagtailimages/image", "document": "wagtaildocs/document"}[kind]
    query = urlencode({"id": [world.own.ids[kind][0], way.format(world.other.ids[kind][0])]}, doseq=True)
    address = f"/admin/bulk/{model}/delete/?{query}"
    answer = ask(world.client("careless"), "get", address)
    assert (answer.status in (403, 404), wrong(answer)) == (True, "")
    assert ask(world.client("superuser"), "get", address).status < 500


@pytest.mark.parametrize("chooser", ["images", "documents"])
@pytest.mark.parametrize("way", WRITTEN)
def test_nothing_of_another_city_is_chosen_however_its_id_is_written(world: World, way: str, chooser: str) -> None:
    number = quote(way.format(world.other.ids[chooser.removesuffix("s")][0]))
    address = f"/admin/{chooser}/chooser/chosen/{number}/"
    assert ask(world.client("careless"), "get", address).status in (403, 404)
    assert ask(world.client("superuser"), "get", address).status < 500


def test_ones_own_page_is_found_however_its_id_is_written(world: World) -> None:
    own = world.own.ids["page"][2]
    for way in (" {}", "+{}", "{} "):
        query = urlencode({"id": way.format(own), "childOf": ""})
        assert world.client("editor").get(f"/admin/bulk/wagtailcore/page/publish/?{query}").status_code == 200


@pytest.mark.parametrize("who", ["careless", "translator"])
def test_no_page_of_ones_own_city_shows_another(world: World, who: str) -> None:
    addresses = (route.own_addresses(world.own) for route in open_routes(naming=True))
    requests: Requests = (("get", address, {}) for address in chain.from_iterable(addresses))
    assert [found for found in tried(world.client(who), requests) if MARK in found or "fails" in found] == []


# Routes on which the requests above would find something if there were no boundary: proof that they look.
HOLES = {
    "wagtail_bulk_action",  # lists every page there is when asked for “all”, and names those that it refuses
    "wagtailadmin_api:images:detail",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_explore",  # shows the title and the ancestors of any page
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_pages:move_confirm",  # shows both titles before it asks for permission
    "wagtailadmin_reports:page_types_usage",
}


def test_without_the_boundary_the_same_requests_reach_the_other_city(world: World) -> None:
    with override_settings(MIDDLEWARE=WITHOUT_THE_BOUNDARY):
        client = world.client("careless")
        found = {
            route.name
            for route in routes()
            if route.name in HOLES and tried(client, (attempts if route.objects else lists)(route, world, every=True))
        }
    assert found == HOLES


# Lists on which somebody who runs the installation finds the other city: proof that there is something to find.
LISTS = {
    "cities:index",
    "cities_reports:locked_pages",
    "cities_reports:site_history",
    "cities_reports:workflow",
    "cities_reports:workflow_tasks",
    "contributions_proposals",
    "guides_voice_notes",
    "guides_voice_notes_results",
    "insights_findings_report",
    "insights_languages_report",
    "sharing_taken_pages",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_explore_root",
    "wagtailadmin_home",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_reports:aging_pages",
    "wagtaildocs:index",
    "wagtaildocs_chooser:choose",
    "wagtailimages:index",
    "wagtailimages_chooser:choose",
    "wagtailusers_users:index",
    "webhooks_given_up",
    "webhooks_given_up_results",
    "webhooks_list",
    "webhooks_list_results",
}


def test_a_superuser_sees_all_cities(world: World) -> None:
    client = world.client("superuser")
    shown = {
        route.name
        for route in open_routes(naming=False)
        if route.name in LISTS
        for method, address, query in lists(route, world, every=False)
        if ask(client, method, address, query).shows(MARK)
    }
    assert shown == LISTS


@pytest.mark.parametrize("attack", ["submit_page_translation", "update_translations"])
def test_the_views_of_wagtail_localize_that_check_no_permission_are_closed(world: World, attack: str) -> None:
    """Ours stand at their addresses; here they are reached at others."""
    page, source = world.other.ids["service"][0], world.other.ids["translation_source"][0]
    address = reverse(f"wagtail_localize:{attack}", urlconf=UNGUARDED, args=[page if "submit" in attack else source])
    french = Locale.objects.get_or_create(language_code="fr")[0]
    form = {"locales": french.pk, "publish_translations": "on", "use_machine_translation": ""}
    with override_settings(ROOT_URLCONF=UNGUARDED):
        guarded = ask(world.client("careless"), "post", address, form)
        with override_settings(MIDDLEWARE=WITHOUT_THE_BOUNDARY):
            unguarded = ask(world.client("careless"), "post", address, form)
    assert (guarded.status, wrong(guarded)) == (403, "")
    assert "guides_servicepage" in unguarded.written


def test_what_cannot_be_traced_is_closed_and_a_check_says_so(world: World) -> None:
    with override_settings(ROOT_URLCONF=UNGUARDED):
        address = reverse("names_what_nobody_knows", args=[1])
        assert world.client("editor").get(address).status_code == 403
        assert world.client("superuser").get(address).status_code == 200
        assert [error.id for error in check_admin_arguments()] == ["cities.E001"]


@pytest.mark.parametrize(
    ("form_of", "model"), [(get_image_form, get_image_model), (get_document_form, get_document_model)]
)
def test_files_have_no_tags_since_all_cities_would_share_them(world: World, form_of: Any, model: Any) -> None:
    assert "tags" not in form_of(model())(user=world.people["editor"]).fields
