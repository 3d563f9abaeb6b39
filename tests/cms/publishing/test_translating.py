"""Having pages drafted by machine: what goes live, what stays a draft, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, OfficePage, TermPage, TopicPage
from cms.publishing.models import PublishedDocument
from cms.publishing.translating import glossary, translate_pages
from tests.cms.factories import edit, home_page, make_city, make_page, make_user
from tests.engines import mirrored
from translations.drafting import DraftReport, IncompleteTranslationError, save_translation
from translations.models import SegmentFinding
from translations.sources import ensure_translations, sync_source
from translations.states import Status, translation_states
from translations.terms import Term

pytestmark = pytest.mark.django_db

MIRROR = ["tests.engines.MirrorEngine"]
FORGETFUL = ["tests.engines.ForgetfulEngine"]


@pytest.fixture(autouse=True)
def engines(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = MIRROR


@pytest.fixture
def translate(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[..., DraftReport]:
    """Translate pages as the worker does: what waits for the commit happens."""

    def run(pages: list[Page], languages: list[str], publish: bool = True) -> DraftReport:
        with django_capture_on_commit_callbacks(execute=True):
            return translate_pages([page.pk for page in pages], languages, publish=publish)

    return run


def body(page: Page, language: str) -> dict[str, Any]:
    return PublishedDocument.objects.get(uuid=page.translation_key, language=language).body


def status(page: Page, city: City, language: str) -> Status:
    source, _changed = sync_source(page)
    locale = city.languages.get(locale__language_code=language).locale
    return translation_states([source.pk], [locale.pk])[source.pk, locale.pk].status


def text(html: str) -> list[dict[str, Any]]:
    return [{"type": "text", "id": "main", "value": html}]


def test_a_live_page_is_drafted_and_published_in_every_language_asked_for(
    translate: Callable[..., DraftReport],
) -> None:
    city = make_city(languages=("en", "de", "ar"))
    page = make_page(ArticlePage, city, title="Bring your passport")
    translate([page], ["de", "ar"])
    assert body(page, "de")["title"] == "gnirB ruoy tropssap"
    assert body(page, "ar")["title"] == " ".join(mirrored(word, "ar") for word in ["Bring", "your", "passport"])
    assert body(page, "de")["translation"]["state"] == "machine"
    assert status(page, city, "de") is Status.MACHINE


def test_parents_are_drafted_first_so_that_no_alias_of_source_text_is_made(
    translate: Callable[..., DraftReport],
) -> None:
    city = make_city()
    topic = make_page(TopicPage, city)
    below = make_page(TopicPage, city, parent=topic)
    page = make_page(ArticlePage, city, parent=below)
    translate([page], ["de"])
    assert not Page.objects.exclude(alias_of=None).exists()
    assert body(page, "de")["path"] == f"{topic.slug}/{below.slug}/{page.slug}"


def test_translating_again_changes_nothing(translate: Callable[..., DraftReport]) -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    translate([page], ["de"])
    revisions = Page.objects.get(translation_key=page.translation_key, locale__language_code="de").revisions.count()
    report = translate([page], ["de"])
    assert (report.segments, report.published) == (0, [])
    target = Page.objects.get(translation_key=page.translation_key, locale__language_code="de")
    assert target.revisions.count() == revisions


def test_only_what_changed_is_drafted_again(translate: Callable[..., DraftReport]) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, body=text("<p>Come on Monday.</p><p>Bring a pen.</p>"))
    translate([page], ["de"])
    page = edit(page, body=text("<p>Come on Monday.</p><p>Bring a pencil.</p>"))
    assert status(page, city, "de") is Status.OUTDATED
    report = translate([page], ["de"])
    assert report.segments == 1
    assert "gnirB a licnep." in body(page, "de")["body"][0]["html"]


def test_what_a_person_wrote_is_never_replaced(translate: Callable[..., DraftReport]) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Bring your passport")
    translate([page], ["de"])
    StringTranslation.objects.filter(context__path="title", context__object_id=page.translation_key).update(
        data="Bringen Sie den Pass mit", translation_type="manual"
    )
    translate([edit(page, summary="Something new.")], ["de"])
    assert body(page, "de")["title"] == "Bringen Sie den Pass mit"


def test_text_that_people_wrote_elsewhere_is_used_again(translate: Callable[..., DraftReport]) -> None:
    city = make_city()
    first = make_page(ArticlePage, city, summary="Bring your passport.")
    translate([first], ["de"])
    StringTranslation.objects.filter(context__path="summary").update(
        data="Bringen Sie Ihren Pass mit.", translation_type="manual"
    )
    second = make_page(ArticlePage, city, summary="Bring your passport.")
    translate([second], ["de"])
    assert body(second, "de")["summary"] == "Bringen Sie Ihren Pass mit."


def test_a_translation_that_fails_its_checks_stays_a_draft_with_its_findings(
    translate: Callable[..., DraftReport], settings: Settings
) -> None:
    settings.TRANSLATION_ENGINES = FORGETFUL
    city = make_city()
    page = make_page(ArticlePage, city, title="Pay within 14 days")
    report = translate([page], ["de"])
    target = Page.objects.get(translation_key=page.translation_key, locale__language_code="de")
    assert not target.live
    assert (page.title, "de") in report.drafted
    assert not PublishedDocument.objects.filter(uuid=page.translation_key, language="de").exists()
    assert SegmentFinding.objects.blocking().filter(translation__context__path="title").exists()


def test_nothing_is_published_on_request_to_draft_only(translate: Callable[..., DraftReport]) -> None:
    page = make_page(ArticlePage, make_city())
    translate([page], ["de"], publish=False)
    assert not Page.objects.get(translation_key=page.translation_key, locale__language_code="de").live


def test_drafts_that_wait_are_published_when_that_is_asked_for(translate: Callable[..., DraftReport]) -> None:
    page = make_page(ArticlePage, make_city())
    translate([page], ["de"], publish=False)
    translate([page], ["de"])
    target = Page.objects.get(translation_key=page.translation_key, locale__language_code="de")
    assert target.live
    target.specific.unpublish()
    translate([page], ["de"])
    assert not Page.objects.get(pk=target.pk).live


def test_a_page_that_is_about_safety_is_drafted_and_never_published_unchecked(
    translate: Callable[..., DraftReport],
) -> None:
    page = make_page(ArticlePage, make_city(), sensitivity="safety")
    translate([page], ["de"])
    target = Page.objects.get(translation_key=page.translation_key, locale__language_code="de")
    assert target.latest_revision is not None
    assert not target.live


def test_drafts_of_the_source_are_not_translated(translate: Callable[..., DraftReport]) -> None:
    page = make_page(ArticlePage, make_city(), live=False)
    assert translate([page], ["de"]).segments == 0


def test_above_a_live_page_an_unpublished_one_is_drafted_and_not_published(
    translate: Callable[..., DraftReport],
) -> None:
    city = make_city()
    topic = make_page(TopicPage, city)
    page = make_page(ArticlePage, city, parent=topic)
    topic.unpublish()
    translate([page], ["de"])
    assert not TopicPage.objects.get(translation_key=topic.translation_key, locale__language_code="de").live
    assert body(page, "de")["title"]


def test_a_language_without_an_engine_is_reported_and_the_others_go_on(
    translate: Callable[..., DraftReport],
) -> None:
    city = make_city(languages=("en", "ti", "de"))
    page = make_page(ArticlePage, city)
    report = translate([page], ["ti", "de"])
    assert "install_language en ti" in report.not_drafted["ti"]
    assert body(page, "de")["title"]


def test_links_and_facts_in_text_survive(translate: Callable[..., DraftReport]) -> None:
    city = make_city()
    office = make_page(OfficePage, city)
    html = (
        f'<p>Go to <a linktype="page" id="{office.pk}">the civic centre</a>, call +44 117 496 0123 or see '
        '<a href="https://example.org/a_b">the site</a>.</p>'
    )
    page = make_page(ArticlePage, city, body=text(html))
    translate([page], ["de"])
    written = body(page, "de")["body"][0]["html"]
    assert f'<a data-ref="{office.translation_key}" data-kind="office">' in written
    assert 'href="https://example.org/a_b"' in written
    assert "+44 117 496 0123" in written


def test_the_glossary_knows_approved_words_and_names_that_stay(translate: Callable[..., DraftReport]) -> None:
    city = make_city(name="Alpha")
    make_page(TermPage, city, title="UKVI", do_not_translate=True)
    term = make_page(TermPage, city, title="deposit")
    translate([term], ["de"])
    names = {Term("Alpha", do_not_translate=True), Term("UKVI", do_not_translate=True)}
    assert set(glossary(city, "de")) == names, "a machine's word for a term is not agreed on"
    title = StringTranslation.objects.get(context__path="title", context__object_id=term.translation_key)
    title.data, title.translation_type = "Kaution", StringTranslation.TRANSLATION_TYPE_MANUAL
    title.save()
    translate([edit(term, explanation="<p>Money that you get back.</p>")], ["de"])
    assert set(glossary(city, "de")) == {*names, Term("deposit", "Kaution")}


def test_an_incomplete_translation_cannot_be_published_by_anybody() -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    source, _changed = sync_source(page)
    (translation,) = ensure_translations(source, [city.languages.get(locale__language_code="de").locale])
    with pytest.raises(IncompleteTranslationError, match="gaps"):
        save_translation(translation, None, publish=True)


def test_an_editor_has_a_page_translated_from_the_admin(
    as_user: Callable[..., Client], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    city = make_city(languages=("en", "de", "ar"))
    page = make_page(ArticlePage, city, title="Bring your passport")
    client = as_user(make_user(city, Role.EDITOR))
    address = reverse("publishing_translate_page", args=[page.pk])
    assert b"Missing" in client.get(address).content
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"languages": ["de"], "publish": "on"}, follow=True)
    assert "Drafting 1 language" in answer.content.decode()
    assert b"Drafting is under way" in answer.content
    afterwards = client.get(address).content
    assert b"Machine translation" in afterwards
    assert b"Drafting is under way" not in afterwards
    assert body(page, "de")["title"] == "gnirB ruoy tropssap"
    assert not PublishedDocument.objects.filter(uuid=page.translation_key, language="ar").exists()


def test_pages_below_come_along_when_asked_for(
    as_user: Callable[..., Client], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    city = make_city()
    topic = make_page(TopicPage, city)
    below = make_page(ArticlePage, city, parent=topic)
    client = as_user(make_user(city, Role.EDITOR))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("publishing_translate_page", args=[topic.pk]),
            {"languages": ["de"], "publish": "on", "include_below": "on"},
        )
    assert body(below, "de")["title"]


def test_a_request_without_a_language_says_so(as_user: Callable[..., Client]) -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    client = as_user(make_user(city, Role.EDITOR))
    answer = client.post(reverse("publishing_translate_page", args=[page.pk]), {})
    assert b"Choose at least one language." in answer.content


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.CONTRIBUTOR, Role.VIEWER])
def test_those_who_may_not_publish_may_not_have_pages_translated(as_user: Callable[..., Client], role: Role) -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    client = as_user(make_user(city, role))
    client.post(reverse("publishing_translate_page", args=[page.pk]), {"languages": ["de"], "publish": "on"})
    assert not StringTranslation.objects.exists()


def test_a_translator_sees_the_languages_and_begins_one_by_hand(as_user: Callable[..., Client]) -> None:
    city = make_city()
    topic = make_page(TopicPage, city)
    page = make_page(ArticlePage, city, parent=topic)
    client = as_user(make_user(city, Role.TRANSLATOR))
    address = reverse("publishing_translate_page", args=[page.pk])
    shown = client.get(address).content.decode()
    assert "Translate by hand" in shown
    assert "Draft what is missing" not in shown
    answer = client.post(address, {"by_hand": "de"})
    target = Page.objects.get(translation_key=page.translation_key, locale__language_code="de")
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[target.pk])
    assert client.get(answer.headers["Location"], follow=True).status_code == 200
    assert not Page.objects.exclude(alias_of=None).exists()
    assert not target.live
    assert not PublishedDocument.objects.filter(uuid=page.translation_key, language="de").exists()


def test_a_translator_for_one_language_is_led_to_nothing_else(as_user: Callable[..., Client]) -> None:
    city = make_city(languages=("en", "de", "ar"))
    page = make_page(ArticlePage, city, title="Rent")
    translate_pages([page.pk], ["de", "ar"], publish=False)
    german, arabic = (
        reverse("wagtailadmin_pages:edit", args=[page.get_translation(Locale.objects.get(language_code=tag)).pk])
        for tag in ("de", "ar")
    )
    translator = make_user(city, role=None)
    translator.groups.add(city.group_of(Role.TRANSLATOR, "ar"))
    shown = as_user(translator).get(reverse("publishing_translate_page", args=[page.pk])).content.decode()
    assert arabic in shown
    assert german not in shown
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) not in shown


def test_a_contributor_cannot_begin_a_translation(as_user: Callable[..., Client]) -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    client = as_user(make_user(city, Role.CONTRIBUTOR))
    client.post(reverse("publishing_translate_page", args=[page.pk]), {"by_hand": "de"})
    assert not Page.objects.filter(translation_key=page.translation_key, locale__language_code="de").exists()


def test_the_languages_of_a_translation_are_those_of_its_source(
    as_user: Callable[..., Client], translate: Callable[..., DraftReport]
) -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    translate([page], ["de"])
    target = Page.objects.get(translation_key=page.translation_key, locale__language_code="de")
    client = as_user(make_user(city, Role.EDITOR))
    answer = client.get(reverse("publishing_translate_page", args=[target.pk]))
    assert answer.headers["Location"] == reverse("publishing_translate_page", args=[page.pk])


def test_the_button_publishes_and_goes_on_to_the_languages(as_user: Callable[..., Client]) -> None:
    city = make_city()
    home = home_page(city)
    client = as_user(make_user(city, Role.EDITOR))
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[home.pk]),
        {
            "title": "Alpha",
            "introduction": '{"blocks": [{"key": "a", "text": "Hello.", "type": "unstyled", "depth": 0, '
            '"inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}',
            "action-publish": "translate",
        },
    )
    assert answer.headers["Location"] == reverse("publishing_translate_page", args=[home.pk])
    assert body(home, "en")["introduction"].startswith("<p")


def test_a_command_that_drafts_everything_says_in_one_line_which_languages_have_no_engine(
    capsys: pytest.CaptureFixture[str],
) -> None:
    city = make_city(languages=("en", "ti", "de"))
    page = make_page(ArticlePage, city)
    call_command("draft_translations", "alpha")
    lines = capsys.readouterr().err.splitlines()
    [left] = [line for line in lines if "left as they are" in line]
    assert left.startswith("  alpha/ti: 14 of 14 segments are left as they are.")
    assert "install_language en ti" in left
    assert any("alpha/de:" in line and "pages" in line for line in lines)
    assert not Page.objects.filter(translation_key=page.translation_key, locale__language_code="ti").exists()


def test_a_copy_of_the_source_becomes_a_translation_of_its_own() -> None:
    page = make_page(ArticlePage, make_city(), summary="Bring a pen.")
    german = Locale.objects.get(language_code="de")
    page.copy_for_translation(german, copy_parents=True, alias=True)
    translate_pages([page.pk], ["de"], publish=False)
    target = ArticlePage.objects.get(translation_key=page.translation_key, locale=german)
    assert (target.alias_of, target.live) == (None, False)
    translate_pages([page.pk], ["de"], publish=True)
    target.refresh_from_db()
    assert target.live
