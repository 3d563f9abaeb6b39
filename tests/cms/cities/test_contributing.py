"""Contributors write in their topics, and know what is live and what is theirs: on no route what others drafted."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import Settings
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import inline_formset

from cms.cities.contributing import places_of, save_organisation
from cms.cities.models import City, CityRole, Role
from cms.guides.models import ArticlePage, TopicPage
from tests.cms.cities.furnished import Furnished, furnish
from tests.cms.cities.page_forms import sent
from tests.cms.cities.trying import MARK, attempts, lists, open_routes, tried
from tests.cms.cities.watching import ask
from tests.cms.factories import make_city, make_page, make_user

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 leaves the temporary file open from which it makes a thumbnail.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


@dataclass
class World:
    """A city with two NGOs, each with a topic, people and a draft; `other` is the second's, and bears the mark."""

    own: Furnished
    other: Furnished
    people: dict[str, User]
    topic: TopicPage
    other_topic: TopicPage
    draft: ArticlePage
    other_draft: ArticlePage

    def client(self, who: str) -> Client:
        """Logged in as one of the people."""
        client = Client(raise_request_exception=False)
        client.force_login(self.people[who])
        return client


def draft_of(city: City, topic: TopicPage, owner: User, title: str) -> ArticlePage:
    """A draft that waits for approval."""
    draft = make_page(
        ArticlePage, city, parent=topic, live=False, title=title, slug=title.lower().replace(" ", "-"), owner=owner
    )
    draft.save_revision(user=owner, log_action=True)
    draft.get_workflow().start(draft, owner)
    return draft


def member(city: City, role: CityRole, name: str) -> User:
    """Somebody of an organisation."""
    user = make_user(city, None, name)
    user.groups.add(role.group)
    return user


@pytest.fixture(scope="module")
def world(rows_of_the_module: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    logging.disable(logging.CRITICAL)
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        own = furnish("alpha", "OWN")
        city = own.city
        topic, other_topic = make_page(TopicPage, city, title="Health"), make_page(TopicPage, city, title="Work")
        first = save_organisation(city, "First aid", [topic])
        second = save_organisation(city, "Second home", [other_topic, topic])
        people = {
            "anna": member(city, first, "anna"),
            "berta": member(city, first, "berta"),
            "clara": member(city, second, "clara"),
            "alone": make_user(city, Role.CONTRIBUTOR, "alone"),
            "administrator": own.people[list(Role).index(Role.ADMINISTRATOR)],
            "editor": own.people[list(Role).index(Role.EDITOR)],
        }
        people["both"] = member(city, first, "both")
        people["both"].groups.add(city.group_of(Role.VIEWER))
        draft = draft_of(city, topic, people["anna"], "Ours")
        other_draft = draft_of(city, topic, people["clara"], f"{MARK} theirs")
        live = make_page(ArticlePage, city, parent=other_topic, owner=people["clara"], title="Live")
        live.title, live.summary = "Live", f"{MARK} not yet"
        live.save_revision(user=people["clara"], log_action=True)
        state = TaskState.objects.get(workflow_state__object_id=str(other_draft.pk))
        ids = {
            **own.ids,
            # The second is live, and has changes that are not.
            "page": [other_draft.pk, live.pk, other_draft.pk],
            "home": [other_draft.pk],
            "revision": [live.latest_revision_id],
            "task_state": [state.pk],
            "workflow_state": [state.workflow_state_id],
            **files_of(city, people["clara"]),
        }
        yield World(own, Furnished(city, MARK, [], {}, ids), people, topic, other_topic, draft, other_draft)
    logging.disable(logging.NOTSET)


def files_of(city: City, owner: User) -> dict[str, list[int]]:
    """A picture and a document, which all people of the city may use."""
    image = Image.objects.create(
        title="Front door", file=get_test_image_file("door.png"), collection=city.collection, uploaded_by_user=owner
    )
    paper = Document.objects.create(
        title="Form", file=ContentFile(b"x", "form.txt"), collection=city.collection, uploaded_by_user=owner
    )
    return {"image": [image.pk], "document": [paper.pk]}


@pytest.mark.parametrize("what", ["a draft", "a live page with changes"])
def test_no_route_shows_or_changes_what_another_organisation_drafted(world: World, what: str) -> None:
    draft, live, _draft = world.other.ids["page"]
    page, methods = (draft, ("get", "post")) if what == "a draft" else (live, ("get",))
    other = replace(world.other, ids={**world.other.ids, "page": [page]})
    requests = chain.from_iterable(
        attempts(route, replace(world, other=other), every=False) for route in open_routes(naming=True)
    )
    naming_pages = (request for request in requests if f"/{page}/" in request[1] and request[0] in methods)
    assert tried(world.client("anna"), naming_pages) == []


def test_no_list_shows_what_another_organisation_drafted(world: World) -> None:
    client = world.client("anna")
    requests = (lists(route, world, every=False) for route in open_routes(naming=False))
    assert tried(client, chain.from_iterable(requests)) == []


@pytest.mark.parametrize(("who", "found"), [("editor", True), ("both", True), ("clara", True), ("alone", False)])
def test_those_whom_it_concerns_find_it(world: World, who: str, found: bool) -> None:
    client = world.client(who)
    for address in (
        reverse("wagtailadmin_explore", args=[world.topic.pk]),
        reverse("wagtailadmin_pages:search") + "?q=zzsecre",
    ):
        assert ask(client, "get", address).shows(MARK) == found, address


@pytest.mark.parametrize("name", ["history", "revisions_view", "view_draft", "preview_on_edit"])
def test_what_is_not_published_of_a_live_page_stays_with_those_who_wrote_it(world: World, name: str) -> None:
    _draft, live, _again = world.other.ids["page"]
    arguments = [live, world.other.ids["revision"][0]] if name == "revisions_view" else [live]
    answer = ask(world.client("anna"), "get", reverse(f"wagtailadmin_pages:{name}", args=arguments))
    assert (answer.status, answer.shows(MARK)) == (403, False)
    assert ask(world.client("clara"), "get", reverse(f"wagtailadmin_pages:{name}", args=arguments)).status == 200


def test_people_of_an_organisation_work_on_its_drafts_together(world: World) -> None:
    draft = make_page(ArticlePage, world.own.city, parent=world.topic, live=False, owner=world.people["anna"])
    client, address = world.client("berta"), reverse("wagtailadmin_pages:edit", args=[draft.pk])
    client.post(address, sent(draft, world.people["berta"], title="Better"))
    assert Page.objects.get(pk=draft.pk).draft_title == "Better"
    client.post(address, {**sent(draft, world.people["berta"]), "action-publish": "action-publish"})
    assert not Page.objects.get(pk=draft.pk).live
    client.post(address, {**sent(draft, world.people["berta"]), "action-submit": "action-submit"})
    assert TaskState.objects.get(workflow_state__object_id=str(draft.pk)).status == TaskState.STATUS_IN_PROGRESS
    assert world.client("anna").get(address).status_code == 200
    assert world.client("clara").get(address).status_code == 403


def test_editors_and_an_organisation_talk_beside_the_fields_of_its_draft(world: World) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[world.draft.pk])
    said = {"text": "Which desk is this?", "contentpath": "summary", "replies": inline_formset([])}
    form = sent(world.draft, world.people["editor"], comments=inline_formset([said]))
    assert world.client("editor").post(edit, form).status_code == 302
    for who in ("anna", "berta"):
        assert "Which desk is this?" in world.client(who).get(edit).content.decode()
    assert ask(world.client("clara"), "get", edit).status in (302, 403, 404)
    assert not ask(world.client("clara"), "get", edit).shows("Which desk is this?")


def test_who_submitted_sees_the_state_and_what_editors_say(world: World) -> None:
    page = world.client("berta").get(reverse("wagtailadmin_pages:edit", args=[world.draft.pk])).content.decode()
    assert "approval by an editor" in page
    state = TaskState.objects.get(workflow_state__object_id=str(world.draft.pk))
    reject = reverse("wagtailadmin_pages:workflow_action", args=[world.draft.pk, "reject", state.pk])
    world.client("clara").post(reject, {"comment": "No."})
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS
    world.client("editor").post(reject, {"comment": "Which office is it?"})
    history = reverse("wagtailadmin_pages:workflow_history_detail", args=[world.draft.pk, state.workflow_state_id])
    assert "Which office is it?" in world.client("berta").get(history).content.decode()


@pytest.mark.parametrize(("place", "made"), [("topic", True), ("other_topic", False), ("home", False)])
def test_they_add_pages_where_an_administrator_said(world: World, place: str, made: bool) -> None:
    parent = world.own.pages["home"] if place == "home" else getattr(world, place)
    kind = TopicPage if place == "home" else ArticlePage
    user = world.people["anna"]
    page = kind(title="New", slug=f"new-{place}", owner=user, locale=parent.locale)
    address = reverse("wagtailadmin_pages:add", args=["guides", kind.__name__.lower(), parent.pk])
    world.client("anna").post(address, {**sent(page, user), "action-publish": "action-publish"})
    found = Page.objects.filter(slug=f"new-{place}").first()
    assert (found is not None) == made
    assert found is None or (not found.live and found.owner == user)


def save(client: Client, address: str, world: World, **fields: object) -> str:
    """Send the form of an organisation; what is shown then."""
    form = {"name": "First aid", "places": [world.topic.pk], **fields}
    return str(client.post(address, form, follow=True).content.decode())


def test_an_administrator_invites_people_who_then_write_where_she_said(world: World) -> None:
    client = world.client("administrator")
    new = reverse("contributions_new_organisation")
    save(client, new, world, name="Third way", invited="dora@example.org\nDORA@example.org anna@example.org")
    role = CityRole.objects.get(organisation="Third way")
    assert list(places_of(role)) == [Page.objects.get(pk=world.topic.pk)]
    assert {person.email for person in role.group.user_set.all()} == {"dora@example.org", "anna@example.org"}
    letter = next(letter for letter in mail.outbox if letter.to == ["dora@example.org"])
    link = next(line for line in letter.body.splitlines() if "password_reset" in line)
    way_in = Client()
    form = way_in.get("/" + link.split("/", 3)[3], follow=True)
    way_in.post(form.request["PATH_INFO"], {"new_password1": "long and new 1", "new_password2": "long and new 1"})
    assert way_in.login(username="dora@example.org", password="long and new 1")
    assert b"Health" in way_in.get(reverse("wagtailadmin_explore", args=[world.topic.pk])).content
    assert b"Third way" in client.get(reverse("contributions_organisations")).content


def test_an_administrator_is_told_that_an_invitation_could_not_be_sent(world: World, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.cms.refusing_mail.EmailBackend"
    client, address = world.client("administrator"), reverse("contributions_new_organisation")
    # Somebody was called by this address once, and has another one now.
    User.objects.create_user("emil@example.org", "new@example.org")
    told = save(client, address, world, name="Fourth", invited="emil@example.org")
    assert "The mail to emil@example.org could not be sent (450 not now)" in told
    assert "Invited:" not in told
    assert User.objects.get(email="emil@example.org").groups.filter(city_role__organisation="Fourth").exists()


def test_who_left_is_unticked_and_places_change(world: World) -> None:
    role = CityRole.objects.get(organisation="First aid")
    client, address = world.client("administrator"), reverse("contributions_organisation", args=[role.pk])
    shown = client.get(address).content.decode()
    assert "berta" in shown
    assert "Health" in shown
    save(client, address, world, people=[world.people["anna"].pk], places=[world.other_topic.pk])
    assert list(role.group.user_set.all()) == [world.people["anna"]]
    assert [place.pk for place in places_of(role)] == [world.other_topic.pk]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": "second HOME"}, "Another organisation"),
        ({"invited": "dora"}, "is no e-mail address"),
        ({"places": []}, "This field is required"),
        ({"places": [1]}, "not one of the available choices"),
    ],
)
def test_a_form_that_cannot_be_right_says_so(world: World, fields: dict[str, object], says: str) -> None:
    form = {"name": "First aid", "places": [world.topic.pk], **fields}
    answer = world.client("administrator").post(reverse("contributions_new_organisation"), form)
    assert says in answer.content.decode()
    assert CityRole.objects.exclude(organisation="").count() == 3


@pytest.mark.parametrize("who", ["editor", "anna"])
def test_nobody_else_says_who_contributes(world: World, who: str) -> None:
    role, client = CityRole.objects.get(organisation="First aid"), world.client(who)
    for address in (
        reverse("contributions_organisations"),
        reverse("contributions_new_organisation"),
        reverse("contributions_organisation", args=[role.pk]),
    ):
        save(client, address, world, name="Hacked")
        assert b"First aid" not in client.get(address).content
    assert not CityRole.objects.filter(organisation="Hacked").exists()


def test_an_administrator_changes_no_organisation_of_another_city(world: World) -> None:
    beta = make_city("beta", live=False)
    role = save_organisation(beta, "Theirs", [])
    client = world.client("administrator")
    for address in (reverse("contributions_organisation", args=[role.pk]), "/admin/contributors/?city=beta"):
        assert client.get(address).status_code in (403, 404)
