"""Who may do what in their own city, by the views that people use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, TaskState, WorkflowState
from wagtail_localize.models import StringTranslation, Translation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, DirectoryPage, TopicPage
from tests.cms.cities.page_forms import sent
from tests.cms.cities.roles_table import PAGES, TRANSLATIONS, YES, Row, documented
from tests.cms.factories import home_page, make_city, make_page, make_superuser, make_translation, make_user, publish

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]


@dataclass
class Town:
    """A city with two topics, a live article, and a German translation that is complete and one that is not."""

    city: City
    people: dict[str, User]
    topic: TopicPage
    other_topic: TopicPage
    article: ArticlePage
    complete: ArticlePage
    incomplete: ArticlePage

    def pages(self) -> dict[str, Page]:
        """Fresh from the database, by name."""
        places: dict[str, Page] = {
            "home": home_page(self.city),
            "German home": home_page(self.city, "de"),
            "directory": DirectoryPage.objects.child_of(home_page(self.city)).first(),
            "article": self.article,
            "complete": self.complete,
            "incomplete": self.incomplete,
        }
        return {name: Page.objects.get(pk=page.pk) for name, page in places.items()}


@pytest.fixture(scope="module")
def town(rows_of_the_module: None) -> Town:
    city = make_city("alpha", "en", ["en", "de"])
    people = {role.value: make_user(city, role) for role in Role}
    people["superuser"] = make_superuser()
    people["nobody"] = make_user(None)
    topic, other_topic = make_page(TopicPage, city), make_page(TopicPage, city)
    article = make_page(ArticlePage, city, parent=topic)
    half_done = make_page(ArticlePage, city, parent=topic)
    incomplete = make_translation(half_done, "de")
    StringTranslation.objects.filter(context__object=half_done.translation_key, data__contains=half_done.title).delete()
    return Town(city, people, topic, other_topic, article, make_translation(article, "de"), incomplete)


def may(town: Town, who: str, action: str) -> set[str]:
    """The names of the pages with which somebody may do something, as Wagtail's views ask: of plain pages."""
    user = User.objects.get(pk=town.people[who].pk)
    return {name for name, page in town.pages().items() if getattr(page.permissions_for_user(user), action)()}


SOURCES, GERMAN = ("home", "directory", "article"), ("German home", "complete", "incomplete")
# By what may be done: the row of the table of roles that says who, and with which of the pages it can be done at all;
# for source pages, and for translations.
RULES: dict[str, list[tuple[Row, set[str]]]] = {
    "can_edit": [((PAGES, "change them"), {*SOURCES}), ((TRANSLATIONS, "change the text"), {*GERMAN})],
    "can_publish": [((PAGES, "publish"), {*SOURCES}), ((TRANSLATIONS, "publish when complete"), {"complete"})],
    "can_unpublish": [
        ((PAGES, "unpublish"), {*SOURCES}),
        ((TRANSLATIONS, "unpublish (a home page: its whole language)"), {"German home"}),
    ],
    "can_add_subpage": [((PAGES, "add drafts, submit them for approval"), {"home", "directory"})],
    "can_delete": [((PAGES, "delete a live page"), {"article"}), ((TRANSLATIONS, "delete"), {*GERMAN[1:]})],
    "can_move": [((PAGES, "move drafts within the tree"), {"article"})],
    "can_copy": [((PAGES, "copy drafts within the tree"), {"article"})],
    "can_reorder_children": [((PAGES, "put in another order"), {*SOURCES})],
    "can_set_view_restrictions": [],
}
EVERYBODY = [*(role.value for role in Role), "superuser", "nobody"]


def says_yes(row: Row, who: str) -> bool:
    """Whether the table lets somebody do it with what is others'. Superusers may do what administrators may."""
    role = {"superuser": "administrator"}.get(who, who)
    return role != "nobody" and documented()[row][Role(role)] == YES


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("action", RULES)
def test_each_role_may_do_this_with_these_pages(town: Town, who: str, action: str) -> None:
    allowed = {page for row, pages in RULES[action] if says_yes(row, who) for page in pages}
    assert may(town, who, action) == allowed


@pytest.mark.parametrize("who", ["superuser", "nobody"])
def test_superusers_find_pages_in_all_languages_and_who_has_no_role_finds_none(
    town: Town, as_user: LogIn, who: str
) -> None:
    client = as_user(town.people[who])
    for page in (town.article, town.complete):
        answer = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
        assert (page.title.encode() in answer.content) == (who != "nobody")


def bulk(action: str, page: Page) -> str:
    """Address of an action on pages that were ticked in a list."""
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?id={page.pk}"


def one(action: str) -> Callable[[Page], str]:
    """Address of an action on one page."""
    return lambda page: reverse(f"wagtailadmin_pages:{action}", args=[page.pk])


WAYS: dict[str, Callable[[Page], str]] = {
    "delete": one("delete"),
    "delete, of ticked pages": lambda page: bulk("delete", page),
    "unpublish": one("unpublish"),
    "unpublish, of ticked pages": lambda page: bulk("unpublish", page),
    "publish, of ticked pages": lambda page: bulk("publish", page),
}


def is_there_and_live(page: Page) -> bool | None:
    """Whether the page is live; None when it is gone."""
    return Page.objects.filter(pk=page.pk).values_list("live", flat=True).first()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", ["translator", "contributor", "viewer", "nobody"])
def test_who_may_not_publish_changes_nothing_that_readers_see(town: Town, as_user: LogIn, who: str, way: str) -> None:
    for page in (town.article, town.complete, town.incomplete):
        before = is_there_and_live(page)
        as_user(town.people[who]).post(WAYS[way](page), {"include_descendants": "on"})
        assert is_there_and_live(page) == before


@pytest.mark.parametrize("who", ["administrator", "superuser"])
@pytest.mark.parametrize("way", ["delete", "delete, of ticked pages"])
def test_what_was_made_with_the_city_cannot_be_deleted(town: Town, as_user: LogIn, who: str, way: str) -> None:
    client = as_user(town.people[who])
    for name in ("home", "German home", "directory"):
        page = town.pages()[name]
        client.post(WAYS[way](page), {"confirm_site_name": "Alpha"})
        assert is_there_and_live(page) is not None


@pytest.mark.parametrize("who", ["administrator", "superuser"])
def test_what_was_made_with_the_city_cannot_be_copied(town: Town, as_user: LogIn, who: str) -> None:
    client, count = as_user(town.people[who]), Page.objects.count()
    for name in ("home", "German home", "directory"):
        page = town.pages()[name]
        form = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": page.get_parent().pk}
        client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert Page.objects.count() == count


@pytest.mark.parametrize("who", ["editor", "superuser"])
def test_pages_move_and_are_copied_within_their_tree_only(town: Town, as_user: LogIn, who: str) -> None:
    client, article = as_user(town.people[who]), town.article
    abroad = make_page(TopicPage, make_city("beta"))
    german_topic = Page.objects.get(translation_key=town.topic.translation_key, locale__language_code="de")
    for place in (abroad, german_topic):
        client.post(reverse("wagtailadmin_pages:move_confirm", args=[article.pk, place.pk]))
        client.post(bulk("move", article), {"chooser": place.pk})
        form = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": place.pk}
        client.post(reverse("wagtailadmin_pages:copy", args=[article.pk]), form)
    assert Page.objects.get(pk=article.pk).get_parent().pk == town.topic.pk
    assert not Page.objects.filter(slug="a-copy").exists()
    form["new_parent_page"] = town.other_topic.pk
    client.post(reverse("wagtailadmin_pages:copy", args=[article.pk]), form)
    assert Page.objects.get(slug="a-copy").get_parent().pk == town.other_topic.pk
    client.post(bulk("move", article), {"chooser": town.other_topic.pk})
    assert Page.objects.get(pk=article.pk).get_parent().pk == town.other_topic.pk
    translation = Page.objects.get(pk=town.complete.pk)
    assert translation.get_parent().translation_key == town.other_topic.translation_key


@pytest.mark.parametrize("who", ["editor", "superuser"])
def test_a_translation_is_neither_moved_nor_copied_by_hand(town: Town, as_user: LogIn, who: str) -> None:
    client, page = as_user(town.people[who]), town.complete
    place = make_translation(town.other_topic, "de")
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, place.pk]))
    client.post(bulk("move", page), {"chooser": place.pk})
    form = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": page.get_parent().pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert Page.objects.get(pk=page.pk).get_parent().translation_key == town.topic.translation_key
    assert not Page.objects.filter(slug="a-copy").exists()


@pytest.mark.parametrize("who", ["editor", "contributor", "superuser"])
def test_pages_are_created_in_the_source_language_only(town: Town, as_user: LogIn, who: str) -> None:
    client, user = as_user(town.people[who]), town.people[who]
    german = Page.objects.get(translation_key=town.topic.translation_key, locale__language_code="de")
    for parent, made in ((town.topic, True), (german, False)):
        page = ArticlePage(title="New", slug="new", owner=user, locale=parent.locale)
        address = reverse("wagtailadmin_pages:add", args=["guides", "articlepage", parent.pk])
        client.post(address, {**sent(page, user), "action-publish": "action-publish"})
        assert ArticlePage.objects.child_of(Page.objects.get(pk=parent.pk)).filter(slug="new").exists() == made
    assert ArticlePage.objects.get(slug="new").live == (who != "contributor")


def publish_translation(client: Client, page: Page) -> None:
    """Press “publish” where translations are edited, and tick the page in a list."""
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})
    client.post(bulk("publish", page))


@pytest.mark.parametrize(
    ("who", "goes_live"), [("translator", False), ("reviewer", True), ("editor", True), ("contributor", False)]
)
def test_complete_translations_are_published_by_those_who_check_them(
    town: Town, as_user: LogIn, who: str, goes_live: bool
) -> None:
    publish_translation(as_user(town.people[who]), town.complete)
    assert is_there_and_live(town.complete) == goes_live


@pytest.mark.parametrize("who", ["translator", "reviewer", "editor", "administrator", "superuser"])
def test_nobody_publishes_a_translation_that_is_not_complete(town: Town, as_user: LogIn, who: str) -> None:
    publish_translation(as_user(town.people[who]), town.incomplete)
    assert not is_there_and_live(town.incomplete)


@pytest.mark.parametrize("who", ["translator", "reviewer", "editor", "administrator"])
def test_nobody_makes_it_pass_for_complete_by_stopping_the_translation(town: Town, as_user: LogIn, who: str) -> None:
    client, page = as_user(town.people[who]), town.incomplete
    translation = Translation.objects.get(source__object_id=page.translation_key)
    client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    form = sent(page, town.people[who]) | {"action-publish": "action-publish"}
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert not is_there_and_live(page)
    assert Translation.objects.get(pk=translation.pk).enabled


@pytest.mark.parametrize("who", ["editor", "superuser"])
def test_approval_does_not_publish_a_translation_that_is_not_complete(town: Town, as_user: LogIn, who: str) -> None:
    page = ArticlePage.objects.get(pk=town.incomplete.pk)
    page.save_revision()
    page.get_workflow().start(page, town.people["translator"])
    state = TaskState.objects.get(workflow_state__object_id=str(page.pk))
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    as_user(town.people[who]).post(address)
    assert not is_there_and_live(page)
    assert WorkflowState.objects.get(pk=state.workflow_state_id).status == WorkflowState.STATUS_IN_PROGRESS


def test_a_contributor_submits_and_an_editor_approves(town: Town, as_user: LogIn) -> None:
    contributor, editor = town.people["contributor"], town.people["editor"]
    draft = make_page(ArticlePage, town.city, live=False, parent=town.topic, owner=contributor)
    client, address = as_user(contributor), reverse("wagtailadmin_pages:edit", args=[draft.pk])
    form: dict[str, Any] = sent(draft, contributor)
    client.post(address, {**form, "action-publish": "action-publish"})
    assert not is_there_and_live(draft)
    client.post(address, {**form, "action-submit": "action-submit"})
    state = TaskState.objects.get(workflow_state__object_id=str(draft.pk))
    approve = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    client.post(approve)
    assert not is_there_and_live(draft)
    as_user(editor).post(approve)
    assert is_there_and_live(draft)


def test_an_editor_of_another_city_approves_nothing(town: Town, as_user: LogIn) -> None:
    draft = make_page(ArticlePage, town.city, live=False, parent=town.topic)
    draft.save_revision()
    draft.get_workflow().start(draft, town.people["contributor"])
    state = TaskState.objects.get(workflow_state__object_id=str(draft.pk))
    stranger = make_user(make_city("beta"), Role.EDITOR)
    as_user(stranger).post(reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk]))
    assert not is_there_and_live(draft)
    assert GroupApprovalTask.objects.get(pk=state.task_id).get_actions(draft, stranger) == []


def test_a_page_without_a_translation_of_its_own_is_published_as_before(town: Town) -> None:
    assert publish(make_page(ArticlePage, town.city, live=False)).live
