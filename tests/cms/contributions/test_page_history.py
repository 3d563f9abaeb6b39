"""The history of a page in the admin: who changed what, when and why, compared and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, GuidePage, OfficePage
from tests.cms.cities.page_forms import sent
from tests.cms.factories import edit, make_city, make_page, make_translation, make_user, publish
from translations.saving import save_translation

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]


@pytest.fixture
def city() -> City:
    return make_city()


def address(name: str, page: Page, *more: object) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more])


def told(client: Client, name: str, page: Page, *more: object) -> str:
    answer = client.get(address(name, page, *more))
    assert answer.status_code == 200
    return str(answer.content.decode())


def words(html: str) -> str:
    """What stands on a screen, without its marks."""
    return re.sub(r"<[^>]*>", "", html)


def test_a_page_and_an_entity_are_compared_and_taken_back(city: City, as_user: LogIn) -> None:
    editor = make_user(city, Role.EDITOR, first_name="Ada", last_name="Adler")
    client = as_user(editor)
    for model in (ArticlePage, OfficePage):
        page: GuidePage = make_page(model, city, live=False, title="As it was", source_url="https://was.example.org")
        page.save_revision(user=editor, log_action=True).publish(user=editor)
        page = model.objects.get(pk=page.pk)
        before = page.latest_revision_id
        changed = sent(page, editor, title="As it is", source_url="https://is.example.org")
        client.post(address("edit", page), {**changed, "action-publish": "action-publish"})
        history = told(client, "history", page)
        assert "Ada Adler" in history
        assert address("revisions_revert", page, before) in history
        compared = words(told(client, "revisions_compare", page, before, "latest"))
        assert "https://wasis.example.org" in compared

        path, key = page.path, page.translation_key
        told(client, "revisions_revert", page, before)
        back = sent(page.revisions.get(pk=before).as_object(), editor)
        client.post(address("revisions_revert", page, before), {**back, "action-publish": "action-publish"})
        page = model.objects.get(pk=page.pk)
        assert (page.title, page.source_url) == ("As it was", "https://was.example.org")
        assert (page.path, page.translation_key, page.live) == (path, key, True)
        assert PageLogEntry.objects.filter(page=page, action="wagtail.revert", user=editor).count() == 1


def test_why_is_kept_once_however_often_the_form_was_saved(city: City, as_user: LogIn) -> None:
    editor = make_user(city, Role.EDITOR)
    client = as_user(editor)
    page = make_page(ArticlePage, city)
    assert 'name="reason_of_change"' in told(client, "edit", page)
    draft = {**sent(page, editor, title="Rent a flat"), "reason_of_change": "The law"}
    client.post(address("edit", page), draft, headers={"accept": "application/json"})
    whole = {**draft, "reason_of_change": "The law of 2026 <b>changed</b> it.", "action-publish": "action-publish"}
    client.post(address("edit", page), {**draft, "reason_of_change": whole["reason_of_change"]})
    client.post(address("edit", page), whole)
    history = told(client, "history", page)
    assert history.count("The law of 2026 &lt;b&gt;changed&lt;/b&gt; it.") == 1
    client.post(address("edit", page), {**sent(page, editor), "action-publish": "action-publish"})
    said = PageLogEntry.objects.filter(action="waymark.reason", data__reason=whole["reason_of_change"]).get()
    page.refresh_from_db()
    assert (said.user, said.revision_id == page.latest_revision_id) == (editor, False)


def test_a_translation_is_compared_from_draft_to_draft(city: City, as_user: LogIn) -> None:
    editor = make_user(city, Role.EDITOR)
    page = make_page(ArticlePage, city, summary="Pay now.")
    german = make_translation(page, "de", prefix="Alt: ")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    for text, live in (("Zahlen Sie jetzt.", False), ("Zahlen Sie sofort.", True), ("Zahlen Sie bald.", True)):
        StringTranslation.objects.filter(translation_of__data="Pay now.").update(data=text)
        save_translation(translation, editor, publish=live)
    history = told(as_user(editor), "history", german)
    assert history.count("Compare with previous version") == 3
    first = german.revisions.order_by("pk").last().get_previous()
    assert first is not None
    compared = words(told(as_user(editor), "revisions_compare", german, first.pk, "latest"))
    assert "Zahlen Sie sofort.bald." in compared


def test_an_earlier_version_of_a_translation_is_taken_back_into_its_segments(city: City, as_user: LogIn) -> None:
    editor = make_user(city, Role.EDITOR)
    client = as_user(editor)
    body = [("text", '<p>Ask <a href="https://x.example.org">them</a>.</p>')]
    page = make_page(ArticlePage, city, title="Rent", summary="Pay now.", body=body)
    german = publish(make_translation(page, "de", prefix="Alt: "))
    translation = Translation.objects.get(source__object_id=page.translation_key)
    texts = StringTranslation.objects.filter(locale=german.locale, context__object_id=page.translation_key)
    save_translation(translation, editor, publish=True)
    earlier = german.revisions.order_by("pk").last()
    assert earlier is not None
    texts.filter(translation_of__data__startswith="Ask").update(data='Fragt <a id="a1">die da</a>.')
    texts.filter(translation_of__data="Pay now.").update(data="Zahlen Sie jetzt.")
    save_translation(translation, editor, publish=True)
    # The source of one text changes: what its translation said then belongs to another source.
    edit(page, title="Rent a flat")

    leads = client.get(address("revisions_revert", german, earlier.pk))
    assert leads.headers["location"] == f"/admin/guides/desk/{german.pk}/restore/{earlier.pk}/"
    shown = client.get(leads.headers["location"]).content.decode()
    assert "jetzt" in words(shown)
    assert "At 1 other place" in shown
    client.post(leads.headers["location"])
    assert set(texts.exclude(translation_of__data="Rent").values_list("data", "translation_type")) == {
        ("Alt: Pay now.", "manual"),
        ('Alt: Ask <a id="a1">them</a>.', "manual"),
    }
    german.refresh_from_db()
    assert german.summary == "Zahlen Sie jetzt."
    draft = german.get_latest_revision_as_object()
    assert draft.summary == "Alt: Pay now."
    assert 'href="https://x.example.org"' in draft.body[0].value.source
    translator = as_user(make_user(city, Role.VIEWER))
    assert translator.post(leads.headers["location"]).status_code in (302, 403)
    assert not StringTranslation.objects.filter(last_translated_by__username__startswith="viewer").exists()
