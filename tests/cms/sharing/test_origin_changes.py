"""When the origin of a page changes, the city is told, sees what changed, and takes it over or keeps its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import PageLogEntry
from wagtail_localize.models import TranslationSource

from cms.cities.models import City, Role
from cms.guides.models import ProcedurePage, TopicPage
from cms.publishing.models import PublishedDocument
from cms.publishing.translating import translate_pages
from cms.publishing.wakeup import wake_due_tasks
from cms.sharing.comparing import compare
from cms.sharing.mails import cities_to_tell, tell_editors
from cms.sharing.models import TakenPage
from cms.sharing.taking import take
from cms.sharing.told import changed_origins
from tests.cms.factories import edit, make_city, make_page, make_user, publish
from tests.cms.sharing.two_cities import offering, procedure, step, taken
from translations.states import translation_states

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@dataclass
class World:
    """A city that has taken over the procedure of another one."""

    page: ProcedurePage
    city: City
    editor: User


@pytest.fixture(scope="module")
def world(rows_of_the_module: None) -> World:
    """Made once for all tests of this module, each of which takes its changes back."""
    origin, city = offering(), make_city("taker")
    page = procedure(origin)
    editor = make_user(city, Role.EDITOR)
    take(PublishedDocument.objects.get(uuid=page.translation_key), make_page(TopicPage, city), editor)
    return World(page, city, editor)


@pytest.fixture
def page(world: World) -> ProcedurePage:
    """The origin."""
    return ProcedurePage.objects.get(pk=world.page.pk)


@pytest.fixture
def link(world: World) -> TakenPage:
    return taken(world.city)


@pytest.fixture
def editor(world: World, as_user: AsUser) -> Client:
    return as_user(world.editor)


def ours(link: TakenPage) -> Any:
    """The newest draft of what was taken over."""
    return ProcedurePage.objects.get(pk=link.page_id).get_latest_revision_as_object()


def address(link: TakenPage) -> str:
    return f"/admin/sharing/taken/{link.pk}/"


def post(client: Client, link: TakenPage, action: str, **decisions: str) -> str:
    """Press a button of the comparison; decisions are by path, with its slashes as double underscores."""
    seen = client.get(address(link)).context["seen"]
    chosen = {f"decision:{path.replace('__', '/')}": decision for path, decision in decisions.items()}
    answer = client.post(address(link), {"seen": seen, "action": action, **chosen}, follow=True)
    return answer.content.decode()


def labels(link: TakenPage) -> list[str]:
    return [each.label for each in compare(TakenPage.objects.get(pk=link.pk)).differences()]


def test_the_city_is_told_and_sees_what_changed(page: ProcedurePage, link: TakenPage, editor: Client) -> None:
    assert changed_origins([link.city]) == []
    assert "unchanged" in editor.get("/admin/reports/taken-over/").content.decode()
    edit(page, summary="Tell the town hall where you live.", appeal="<p>Write a letter.</p>")
    assert [row.link for row in changed_origins([link.city])] == [link]
    assert "Origins that changed" in editor.get("/admin/").content.decode()
    report = editor.get("/admin/reports/taken-over/").content.decode()
    assert "changed in 2 places" in report
    html = editor.get(address(link)).content.decode()
    assert "<ins>" in html
    assert "town hall" in html
    assert labels(link) == ["Summary", "How to object"]
    form = editor.get(f"/admin/pages/{link.page_id}/edit/").content.decode()
    assert "has changed (Council of origin)" in form


def tell_tomorrow(link: TakenPage, days: int = 1) -> list[EmailMessage]:
    """What is mailed when the timer comes by so many days from now."""
    mail.outbox.clear()
    now = timezone.now() + timedelta(days=days)
    assert cities_to_tell(now) == [link.city]
    tell_editors(link.city, now)
    assert cities_to_tell(now) == []
    return list(mail.outbox)


def test_editors_have_one_mail_of_what_changed_and_another_when_it_changes_again(
    page: ProcedurePage, link: TakenPage, world: World
) -> None:
    make_user(link.city, Role.CONTRIBUTOR)
    make_user(link.city, Role.TRANSLATOR)
    assert tell_tomorrow(link, 1) == []
    edit(page, summary="Tell the town hall where you live.")
    (letter,) = tell_tomorrow(link, 2)
    assert letter.to == [world.editor.email]
    assert letter.subject == "taker: texts that you took over have changed at their origin"
    assert "Register your address (Council of origin)\nchanged in 1 place\n" in letter.body
    assert address(link) in letter.body
    assert tell_tomorrow(link, 3) == []
    edit(page, summary="Tell them.")
    assert len(tell_tomorrow(link, 4)) == 1
    page.unpublish()
    (letter,) = tell_tomorrow(link, 5)
    assert "has withdrawn it" in letter.body
    assert tell_tomorrow(link, 6) == []


def test_what_could_not_be_mailed_is_mailed_the_day_after(
    page: ProcedurePage, link: TakenPage, settings: Settings
) -> None:
    edit(page, summary="Tell the town hall where you live.")
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.cms.refusing_mail.EmailBackend"
    assert tell_tomorrow(link, 1) == []
    settings.EMAIL_BACKEND = works
    assert len(tell_tomorrow(link, 2)) == 1


def test_the_timer_has_origins_looked_at_once_a_day(link: TakenPage) -> None:
    line = f"{link.city.slug}: the origins of its pages are to be looked at"
    assert line in wake_due_tasks()
    assert line not in wake_due_tasks()


def test_what_is_no_text_of_the_origin_tells_nobody(page: ProcedurePage, link: TakenPage) -> None:
    own = [each.value for each in page.steps]
    own[0]["link"] = "https://elsewhere.example.org/"
    own[0]["office"], own[1]["cost"] = None, None
    edit(page, checked_on="2026-11-01", slug="elsewhere", authority=None)
    assert changed_origins([link.city]) == []


def test_an_accepted_change_goes_into_a_draft_and_the_history_names_the_origin(
    page: ProcedurePage, link: TakenPage, editor: Client
) -> None:
    publish(ours(link))
    edit(page, summary="New there.", appeal="<p>Write a letter.</p>")
    html = post(editor, link, "decide", summary="accept", appeal="keep")
    assert "1 change is in the draft" in html
    assert "Your own text stays in 1 place" in html
    live = ProcedurePage.objects.get(pk=link.page_id)
    assert (live.summary, live.has_unpublished_changes) == ("Tell the city where you live.", True)
    assert (ours(link).summary, ours(link).appeal) == ("New there.", "")
    assert changed_origins([link.city]) == []
    history = editor.get(f"/admin/pages/{link.page_id}/history/").content.decode()
    assert "Changes of Council of origin accepted: Summary" in history
    assert "Own text kept, where Council of origin changed its: How to object" in history


def test_a_change_that_is_not_wanted_comes_back_when_the_origin_changes_there_again(
    page: ProcedurePage, link: TakenPage, editor: Client
) -> None:
    changed = edit(page, summary="New there.")
    post(editor, link, "decide:keep")
    assert labels(link) == []
    changed = edit(changed, appeal="<p>Write a letter.</p>")
    assert labels(link) == ["How to object"]
    edit(changed, summary="Newer there.")
    assert labels(link) == ["Summary", "How to object"]


def test_what_is_decided_later_stays_on_the_list(page: ProcedurePage, link: TakenPage, editor: Client) -> None:
    edit(page, summary="New there.", appeal="<p>Write a letter.</p>")
    post(editor, link, "decide", summary="accept")
    assert labels(link) == ["How to object"]


def test_a_text_that_was_changed_here_too_says_so(page: ProcedurePage, link: TakenPage, editor: Client) -> None:
    own = ours(link)
    own.summary = "Ours."
    own.save_revision()
    edit(page, summary="Theirs.", appeal="<p>Write a letter.</p>")
    differences = {each.label: each.is_edited for each in compare(link).differences()}
    assert differences == {"Summary": True, "How to object": False}
    assert "what was changed here is lost" in editor.get(address(link)).content.decode()


def test_the_same_change_on_both_sides_needs_no_decision(page: ProcedurePage, link: TakenPage) -> None:
    own = ours(link)
    own.summary = "The same."
    own.save_revision()
    edit(page, summary="The same.")
    assert labels(link) == []


def test_steps_are_added_moved_and_taken_out_one_by_one(page: ProcedurePage, link: TakenPage, editor: Client) -> None:
    own = ours(link)
    steps = own.steps.get_prep_value()
    own.steps = json.dumps([steps[0], step(9, "Ask a neighbour"), steps[1]])
    own.save_revision()
    theirs = page.steps.get_prep_value()
    edit(page, steps=json.dumps([theirs[1], step(3, "Wait for the letter", "<p>Or call +49 30 23125001.</p>")]))
    assert labels(link) == ["Steps"]
    html = post(editor, link, "decide:accept")
    assert [each.value["title"] for each in ours(link).steps] == [
        "Ask a neighbour",
        "Go there",
        "Wait for the letter",
    ]
    assert "<strong>+49 30 23125001</strong>" in html


def test_a_page_that_would_not_hold_together_is_refused(page: ProcedurePage, link: TakenPage, editor: Client) -> None:
    theirs = page.steps.get_prep_value()
    back = {"type": "item", "id": "20000000-0000-0000-0000-000000000001"}
    new = step(3, "Go on")
    theirs[1]["value"]["branches"] = [{**back, "value": {"condition": "you can", "step": new["id"]}}]
    edit(page, steps=json.dumps([*theirs, new]))
    branches = f"{theirs[1]['id']}/branches"
    html = post(editor, link, "decide", **{f"steps/{branches}": "accept", "steps": "keep"})
    assert "Nothing was changed" in html
    assert [each.value["title"] for each in ours(link).steps] == ["Book an appointment", "Go there"]
    assert labels(link) == ["Steps", "Steps › 2. Go there › Branches"]


def test_nothing_is_decided_on_what_nobody_has_seen(page: ProcedurePage, link: TakenPage, editor: Client) -> None:
    changed = edit(page, summary="New there.")
    seen = editor.get(address(link)).context["seen"]
    edit(changed, summary="Newer there.")
    answer = editor.post(address(link), {"seen": seen, "action": "decide:accept"}, follow=True)
    assert "changed again meanwhile" in answer.content.decode()
    assert ours(link).summary == "Tell the city where you live."


def test_an_origin_that_is_withdrawn_is_told(page: ProcedurePage, link: TakenPage, editor: Client) -> None:
    page.unpublish()
    assert "withdrawn" in editor.get("/admin/reports/taken-over/").content.decode()
    assert "has withdrawn its page" in editor.get(address(link)).content.decode()


def test_letting_go_ends_the_telling_and_leaves_the_credit(
    page: ProcedurePage, link: TakenPage, editor: Client
) -> None:
    publish(ours(link))
    edit(page, summary="New there.")
    editor.post(address(link), {"action": "let_go"})
    assert changed_origins([link.city]) == []
    document = PublishedDocument.objects.get(uuid=link.page.translation_key)
    assert document.body["taken_from"]["publisher"] == "Council of origin"
    editor.post(address(link), {"action": "let_go", "nothing_left": "on"})
    assert "taken_from" not in PublishedDocument.objects.get(pk=document.pk).body
    editor.post(address(link), {"action": "follow"})
    assert [row.link for row in changed_origins([link.city])] == [link]


def test_translations_become_outdated_exactly_where_the_text_changed(
    page: ProcedurePage, link: TakenPage, editor: Client, settings: Settings
) -> None:
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]
    own = publish(ours(link))
    translate_pages([own.pk], ["de"], publish=False)
    edit(page, summary="Say where you live.")
    post(editor, link, "decide:accept")
    publish(ours(link))
    source = TranslationSource.objects.get(object_id=own.translation_key)
    german = link.city.languages.get(locale__language_code="de").locale_id
    assert translation_states([source.pk], [german])[source.pk, german].outdated == 1


# Who may.


@pytest.mark.parametrize("role", [Role.VIEWER, Role.TRANSLATOR])
def test_who_may_not_change_the_page_may_not_decide(
    page: ProcedurePage, link: TakenPage, as_user: AsUser, role: Role
) -> None:
    edit(page, summary="New there.")
    client = as_user(make_user(link.city, role))
    html = client.get(address(link)).content.decode()
    assert "You cannot change this page" in html
    assert "Take theirs" not in html
    for action in ("decide:accept", "let_go", "done:x"):
        assert client.post(address(link), {"action": action, "seen": "x"})["Location"] == "/admin/"  # refused
    assert ours(link).summary == "Tell the city where you live."


def test_contributors_see_nothing_of_what_the_editors_have_in_work(
    page: ProcedurePage, link: TakenPage, as_user: AsUser
) -> None:
    edit(page, summary="New there.")
    contributor = as_user(make_user(link.city, Role.CONTRIBUTOR))
    for place in (address(link), "/admin/reports/taken-over/"):
        answer = contributor.get(place)
        assert answer.status_code in (302, 404)
        assert "Register" not in answer.content.decode()
    listed = contributor.get(reverse("wagtailadmin_explore", args=[link.page.get_parent().pk]))
    assert address(link) not in listed.content.decode()


def test_nobody_decides_on_a_locked_page(page: ProcedurePage, link: TakenPage, editor: Client) -> None:
    own = link.page
    own.locked, own.locked_by = True, make_user(link.city, Role.ADMINISTRATOR)
    own.save()
    assert editor.post(address(link), {"action": "decide:accept"})["Location"] == "/admin/"  # refused


def test_another_city_sees_nothing_of_it(page: ProcedurePage, link: TakenPage, as_user: AsUser) -> None:
    third = as_user(make_user(make_city("third"), Role.ADMINISTRATOR))
    assert third.get(address(link)).status_code in (302, 403, 404)
    assert "Register" not in third.get("/admin/reports/taken-over/").content.decode()
    assert third.post(address(link), {"action": "let_go"}).status_code in (302, 403, 404)
    assert taken(link.city).is_followed
    assert not PageLogEntry.objects.filter(action="waymark.kept_own").exists()


def test_drafts_of_the_origin_change_nothing_here(page: ProcedurePage, link: TakenPage, editor: Client) -> None:
    page.summary = "SECRET"
    page.save_revision()
    assert changed_origins([link.city]) == []
    assert "SECRET" not in editor.get(address(link)).content.decode()


def test_an_origin_that_is_not_offered_any_more_is_not_read(
    page: ProcedurePage, link: TakenPage, editor: Client
) -> None:
    edit(page, summary="New there.")
    assert link.origin_city is not None
    link.origin_city.offer.delete()
    html = editor.get(address(link)).content.decode()
    assert "New there." not in html
    assert "does not offer it any more" in html
