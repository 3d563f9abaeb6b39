"""From the desk a page goes to review and to its readers, whole and sound."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.models import PublishedDocument, TranslationRequest
from tests.cms.factories import make_translation, make_user, publish
from tests.cms.publishing.desk.screens import (
    PAY,
    address,
    field_of,
    form,
    go_live,
    post,
    screen,
    segment,
)

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]


def test_a_reviewer_publishes_when_all_is_whole_and_sound_and_not_before(
    reviewer: Client, article: ArticlePage, page: Page
) -> None:
    fields = {**form(screen(reviewer, page)), "action": "publish"}
    StringTranslation.objects.filter(translation_of__data=PAY).delete()
    refused = reviewer.post(address(page), {**form(screen(reviewer, page)), "action": "publish"}, follow=True)
    assert "1 segment is not translated." in refused.content.decode()
    assert not Page.objects.get(pk=page.pk).live
    found = segment(screen(reviewer, page), PAY)
    post(reviewer, page, found, text="Zahlen Sie in 14 Tagen.")
    fields = {**form(screen(reviewer, page)), "action": "publish"}
    reviewer.post(address(page), fields)
    assert Page.objects.get(pk=page.pk).live
    document = PublishedDocument.objects.current().get(uuid=article.translation_key, language="de")
    assert "Zahlen Sie in 14 Tagen." in str(document.body)


def test_a_translator_submits_and_a_reviewer_of_the_city_approves(
    translator: Client, as_user: LogIn, city: City, page: Page
) -> None:
    soup = screen(translator, page)
    assert [button["value"] for button in soup.select("#desk-actions button")] == ["submit", "draft"]
    translator.post(address(page), {**form(soup), "action": "submit"})
    assert Page.objects.get(pk=page.pk).specific.workflow_in_progress
    locked = screen(translator, page)
    assert locked.select("textarea[readonly]")
    assert translator.post(address(page), {**form(locked), "action": "draft"}).status_code == 423
    editor = as_user(make_user(city, Role.EDITOR))
    soup = screen(editor, page)
    post(editor, page, segment(soup, PAY), text="Zahlen Sie in 14 Tagen.")
    editor.post(address(page), {**form(screen(editor, page)), "action": "review:approve"})
    live = Page.objects.get(pk=page.pk).specific
    assert live.live
    assert "Zahlen Sie in 14 Tagen." in str(live.body)


def test_readers_are_told_at_once_that_a_person_has_checked_a_live_text(
    reviewer: Client, article: ArticlePage, page: Page
) -> None:
    go_live(article)
    StringTranslation.objects.update(translation_type="machine")
    publish(Page.objects.get(pk=page.pk).specific)
    documents = PublishedDocument.objects.current().filter(uuid=article.translation_key, language="de")
    assert documents.get().body["translation"]["state"] == "machine"
    soup = screen(reviewer, page)
    for found in soup.select(".desk-segment"):
        name = field_of(found)
        post(reviewer, page, found, text=form(soup)[name], action="accept")
    assert documents.get().body["translation"]["state"] == "reviewed"


def test_what_is_missing_can_be_drafted_from_the_desk(translator: Client, article: ArticlePage) -> None:
    page = make_translation(article, "de", prefix=None)
    answer = translator.post(address(page), {**form(screen(translator, page)), "action": "machine"}, follow=True)
    request = TranslationRequest.objects.get()
    assert (request.page_ids, request.languages, request.publish) == ([article.pk], ["de"], False)
    assert "data-running" in answer.content.decode()
