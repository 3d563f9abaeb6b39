"""Who may do what: each cell of the tables in docs/editors/roles.md, tried through HTTP."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client, override_settings
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from cms.cities.models import City, Role
from cms.contributions.models import Feedback, Proposal
from cms.guides.models import ArticlePage, GuidePage, OfficePage, TopicPage
from cms.publishing.models import PublishedDocument
from tests.cms.cities import role_actions as act
from tests.cms.cities.role_actions import Action, Stage, Things
from tests.cms.cities.roles_table import FILES, NO, OWN, PAGES, REST, ROLES, TRANSLATIONS, YES, Row, documented
from tests.cms.cities.watching import without_menu
from tests.cms.factories import home_page, make_city, make_page, make_translation, make_user, publish
from tests.cms.sharing.two_cities import LICENCE, offering
from translations.glossary.records import GlossaryTerm
from translations.memory.owners import owner_of

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 leaves the temporary file open from which it makes a thumbnail.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

# By heading and row of the tables: how it is tried.
TRIED: dict[Row, Action] = {
    (PAGES, "find what is live"): act.finds("live"),
    (PAGES, "find drafts, see their state"): act.finds("draft"),
    (PAGES, "look at drafts as readers would"): act.opens("wagtailadmin_pages:view_draft"),
    (PAGES, "see who changed what"): act.opens("wagtailadmin_pages:history"),
    (PAGES, "add drafts, submit them for approval"): act.adds_and_submits,
    (PAGES, "change them"): act.changes,
    (PAGES, "approve what was submitted, and publish it with that"): act.approves,
    (PAGES, "publish"): act.publishes,
    (PAGES, "unpublish"): act.unpublishes,
    (PAGES, "put in another order"): act.reorders,
    (PAGES, "move drafts within the tree"): act.moves,
    (PAGES, "copy drafts within the tree"): act.copies,
    (PAGES, "delete a draft"): act.deletes("draft"),
    (PAGES, "delete a live page"): act.deletes("live"),
    (PAGES, "delete a page with all below it"): act.deletes("branch"),
    (PAGES, "lock and unlock"): act.locks,
    (PAGES, "have a page drafted in other languages"): act.has_drafted,
    (PAGES, "make a handout of a live page"): act.makes_handouts,
    (PAGES, "attach a voice note to a live page"): act.attaches_voice_notes,
    (TRANSLATIONS, "find what is live"): act.finds_translations,
    (TRANSLATIONS, "find drafts, see their state"): act.finds_draft_translations,
    (TRANSLATIONS, "change the text"): act.changes_translations,
    (TRANSLATIONS, "publish when complete"): act.publishes_translations,
    (TRANSLATIONS, "approve what was submitted, and publish it with that"): act.approves_translations,
    (TRANSLATIONS, "unpublish (a home page: its whole language)"): act.unpublishes_translations,
    (TRANSLATIONS, "delete"): act.deletes_translations,
    (TRANSLATIONS, "attach a voice note"): act.attaches_voice_notes_to_translations,
    (TRANSLATIONS, "lock and unlock"): act.locks_translations,
    (FILES, "choose"): act.chooses_files,
    (FILES, "add"): act.adds_files,
    (FILES, "change"): act.changes_files,
    (FILES, "delete"): act.deletes_files,
    (REST, "reports on languages, translations and links"): act.reads(
        "insights_languages_report", "insights_findings_report", "contributions_links_report"
    ),
    (REST, "reports on what to mend, may be there twice, was taken over"): act.reads(
        "editing_report", "editing_similar_report", "sharing_taken_pages"
    ),
    (REST, "report on checks due"): act.reads("contributions_checks_report"),
    (REST, "say in it that live pages are still right"): act.confirms,
    (REST, "report on what was done"): act.reads("cities_reports:site_history"),
    (REST, "reports on what was submitted"): act.reads("cities_reports:workflow", "cities_reports:workflow_tasks"),
    (REST, "report on what is locked"): act.reads("cities_reports:locked_pages"),
    (REST, "see proposals"): act.reads("contributions_proposals"),
    (REST, "decide proposals for source pages"): act.decides,
    (REST, "see what readers say"): act.reads("contributions_feedback_report"),
    (REST, "work off what readers say"): act.marks_feedback,
    (REST, "send partners a link with which they propose changes"): act.keeps_partners,
    (REST, "see builds"): act.reads("publishing_builds"),
    (REST, "build again, go back"): act.builds_again,
    (REST, "take words into the glossary and out of it"): act.takes_words_out,
    (REST, "choose engines, and how strict checks are"): act.reads("publishing_engines", "strictness"),
    (REST, "say which organisations contribute, and where"): act.says_who_contributes,
    (REST, "have other systems told of releases (webhooks)"): act.has_systems_told,
    (REST, "offer the city’s texts to other cities"): act.offers_texts,
    (REST, "take over texts that other cities offer"): act.takes_texts_over,
    (REST, "people, cities and everything else of the installation"): act.reads(
        "wagtailusers_users:index", "cities:index", "access_log_ins"
    ),
    (REST, "read what is published by the API"): act.reads_what_is_published,
    (REST, "read drafts by the API"): act.reads_drafts_by_the_api,
}


@dataclass
class Town:
    """A city, by role who has it, and by role and kind what is theirs; by kind what is an editor's."""

    city: City
    people: dict[Role, User]
    own: dict[tuple[Role, type[GuidePage]], Things]
    others: dict[type[GuidePage], Things]
    shared: dict[str, Any]


KINDS: tuple[type[GuidePage], ...] = (ArticlePage, OfficePage)


def things_of(city: City, owner: User, kind: type[GuidePage], name: str, *, pages: bool = True) -> Things:
    """A live page, drafts, a branch of the tree, a picture and a document of somebody."""

    def page(state: str, **more: Any) -> Any:
        return make_page(kind, city, live=False, title=f"{name} {state}", slug=f"{name}-{state}", owner=owner, **more)

    live = publish(page("live"))
    draft, submitted = page("draft"), page("submitted")
    submitted.save_revision(user=owner)
    submitted.get_workflow().start(submitted, owner)
    branch = make_page(TopicPage, city, title=f"{name} branch", slug=f"{name}-branch", owner=owner)
    make_page(TopicPage, city, parent=branch, title="Leaf", slug="leaf", owner=owner)
    mine = {"collection": city.collection, "uploaded_by_user": owner}
    image = Image.objects.create(title=f"{name} picture", file=get_test_image_file(f"{name}.png"), **mine)
    paper = Document.objects.create(title=f"{name} paper", file=ContentFile(b"x", f"{name}.txt"), **mine)
    return Things(live, draft, submitted, Page.objects.get(pk=branch.pk), image, paper)


@pytest.fixture(scope="module")
def town(rows_of_the_module: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    logging.disable(logging.CRITICAL)
    media, engines = tmp_path_factory.mktemp("media"), ["tests.engines.MirrorEngine"]
    with override_settings(MEDIA_ROOT=media, TRANSLATION_ENGINES=engines):
        city = make_city("alpha", "en", ["en", "de"])
        people = {role: make_user(city, role) for role in ROLES}
        other = make_user(city, Role.EDITOR, "other")
        place, other_place = make_page(TopicPage, city), make_page(TopicPage, city)
        translated = [make_page(ArticlePage, city, parent=place) for _number in range(3)]
        complete, live, submitted = (make_translation(page, "de") for page in translated)
        submitted.save_revision()
        submitted.get_workflow().start(submitted, other)
        others = {kind: things_of(city, other, kind, f"other-{kind.kind}") for kind in KINDS}
        City.objects.filter(pk=city.pk).update(licence=LICENCE)
        offered = make_page(ArticlePage, offering(), title="Offered")
        word = GlossaryTerm.objects.create(owner=owner_of(home_page(city)), locale=city.source_locale, text="word")
        shared = {
            "place": place,
            "other_place": other_place,
            "complete": complete,
            "live_translation": publish(live),
            "submitted_translation": submitted,
            "proposal": Proposal.objects.create(
                city=city, target=others[ArticlePage].live, kind="change", language="en", field="title", after="New"
            ),
            "feedback": Feedback.objects.create(
                city=city, page_uuid=others[ArticlePage].live.translation_key, language="en", helpful=False, text="No"
            ),
            "offered": PublishedDocument.objects.current().get(uuid=offered.translation_key),
            "word": word,
            "picture": get_test_image_file("a.png").file.getvalue(),
        }
        own = {
            (role, kind): things_of(city, people[role], kind, f"{role.value}-{kind.kind}")
            for role in (Role.CONTRIBUTOR, Role.VIEWER)
            for kind in KINDS
        }
        with without_menu():
            yield Town(city, people, own, others, shared)
    logging.disable(logging.NOTSET)


def test_each_row_of_the_documentation_is_tried_and_says_what_each_role_may() -> None:
    assert documented().keys() == TRIED.keys()
    assert {cell for row in documented().values() for cell in row.values()} == {YES, OWN, NO}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("row", TRIED, ids=[f"{row} ({heading.split()[0].strip(',')})" for heading, row in TRIED])
def test_each_role_may_do_what_the_table_says(town: Town, row: Row, role: Role) -> None:
    action, client = TRIED[row], Client(raise_request_exception=False)
    client.force_login(User.objects.get(pk=town.people[role].pk))
    found = set()
    # Offices have one directory, so there is nowhere to move them.
    for kind in KINDS if row[0] == PAGES and action is not act.moves else KINDS[:1]:
        place = town.others[kind].draft.get_parent() if kind is OfficePage else town.shared["place"]
        other_place = town.shared["other_place"]
        stage = Stage(
            town.city, client, town.people[role], **{**town.shared, "place": place, "other_place": other_place}
        )
        if action(stage, town.others[kind]):
            found.add(YES)
        elif (role, kind) in town.own and action(stage, town.own[role, kind]):
            found.add(OWN)
        else:
            found.add(NO)
    assert found == {documented()[row][role]}
