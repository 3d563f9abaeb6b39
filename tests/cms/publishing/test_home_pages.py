"""A language is in the guide while its home page is live, and the guide while the source language's is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page

from cms.api import execute
from cms.cities.models import City, Role
from cms.cities.provisioning import provision_city
from cms.guides.models import ArticlePage
from cms.publishing.models import PublishedDocument
from cms.publishing.preview import preview_html
from cms.publishing.recording import newest_revision, rebuild_city
from cms.publishing.translating import translate_pages
from tests.cms.factories import home_page, make_city, make_page, make_superuser, make_user

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]
Publish = Callable[[Client, Page], None]


@pytest.fixture(autouse=True)
def engines(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]


@pytest.fixture
def city() -> City:
    """A city in English and German, with an article in both; nobody has prepared the German home page."""
    made = make_city(offline=["de"])
    translate_home(made, publish=False)
    page = make_page(ArticlePage, made, title="Bring your passport")
    translate_pages([page.pk], ["de"], publish=True)
    # The home page above the article was drafted and published with it.
    home_page(made, "de").unpublish()
    return made


def translate_home(city: City, *, publish: bool) -> None:
    translate_pages([home_page(city).pk], ["de"], publish=publish)


def online(city: City) -> list[str]:
    """The languages of the guide, as the API tells them."""
    answer = execute("query City($slug: String!) { city(slug: $slug) { languages } }", {"slug": city.slug})
    return list(answer["data"]["city"]["languages"])


def hashes(city: City, language: str) -> dict[str, str]:
    """The current documents of a language: the hash of each body by UUID."""
    rows = PublishedDocument.objects.current().filter(city=city, language=language)
    return {str(uuid): digest for uuid, digest in rows.values_list("uuid", "body_hash")}


def unpublish(client: Client, page: Page, **fields: str) -> str:
    """What a person reads after “Yes, unpublish it”."""
    answer = client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), fields, follow=True)
    return str(answer.content.decode())


@pytest.fixture
def publish_translation(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[[Client, Page], None]:
    """Press “Publish” in the translation editor, which publishes once the transaction has committed."""

    def publish(client: Client, page: Page) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})

    return publish


def test_a_language_that_is_added_stays_out_of_the_guide_until_its_home_page_is_published(
    as_user: LogIn, publish_translation: Publish
) -> None:
    city = make_city(languages=["en", "de"])
    facts = {name: getattr(city, name) for name in ("slug", "country", "time_zone", "site_url", "publisher")}
    provision_city(facts, source_language="en", languages=["en", "de", "ar"], name="Alpha", introduction="")
    assert online(city) == ["en", "de"]
    assert not home_page(city, "ar").live
    translate_pages([home_page(city).pk], ["ar"], publish=False)
    assert online(city) == ["en", "de"]
    publish_translation(as_user(make_user(city, Role.REVIEWER)), home_page(city, "ar"))
    assert online(city) == ["en", "de", "ar"]


def test_a_home_page_of_source_text_is_not_published_by_anybody(as_user: LogIn) -> None:
    city = make_city(offline=["de"])
    home = home_page(city, "de")
    client = as_user(make_superuser())
    form = {"title": "Alpha", "slug": home.slug, "introduction": "null", "action-publish": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[home.pk]), form)
    assert not home_page(city, "de").live
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={home.pk}", {"include_descendants": ""})
    assert not home_page(city, "de").live


def test_a_workflow_does_not_publish_a_home_page_of_source_text(as_user: LogIn) -> None:
    city = make_city(offline=["de"])
    home = home_page(city, "de")
    home.save_revision()
    assert city.workflow is not None
    state = city.workflow.start(home, make_user(city, Role.TRANSLATOR))
    task = state.current_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[home.pk, "approve", task.pk])
    as_user(make_user(city, Role.EDITOR)).post(approve, {"comment": ""})
    assert not home_page(city, "de").live
    assert online(city) == ["en"]


def test_a_translator_begins_the_home_page_of_a_new_language_by_hand(as_user: LogIn) -> None:
    city = make_city(offline=["de"])
    client = as_user(make_user(city, Role.TRANSLATOR))
    languages = reverse("publishing_translate_page", args=[home_page(city).pk])
    assert "Translate by hand" in client.get(languages).content.decode()
    answer = client.post(languages, {"by_hand": "de"}, follow=True)
    assert "2 segments are not translated" in answer.content.decode()
    assert "Edit the translation" in client.get(languages).content.decode()


def test_documents_of_a_language_that_is_not_online_are_not_published(city: City) -> None:
    assert Page.objects.filter(title="gnirB ruoy tropssap", live=True).exists()
    assert hashes(city, "de") == {}
    assert online(city) == ["en"]


def test_publishing_the_home_page_brings_the_pages_of_its_language_online(
    city: City, as_user: LogIn, publish_translation: Publish
) -> None:
    publish_translation(as_user(make_user(city, Role.EDITOR)), home_page(city, "de"))
    assert online(city) == ["en", "de"]
    titles = PublishedDocument.objects.current().filter(language="de").values_list("body__title", flat=True)
    assert "gnirB ruoy tropssap" in titles


def test_unpublishing_it_takes_them_offline_and_publishing_again_brings_back_the_same(
    city: City, as_user: LogIn, publish_translation: Publish
) -> None:
    client = as_user(make_user(city, Role.EDITOR))
    publish_translation(client, home_page(city, "de"))
    before = hashes(city, "en"), hashes(city, "de")
    question = client.get(reverse("wagtailadmin_pages:unpublish", args=[home_page(city, "de").pk])).content.decode()
    assert "Deutsch goes offline" in question
    unpublish(client, home_page(city, "de"))
    assert online(city) == ["en"]
    gone = PublishedDocument.objects.filter(city=city, language="de")
    assert set(gone.values_list("withdrawn", flat=True)) == {True}
    assert len(gone) == len(before[1])
    publish_translation(client, home_page(city, "de"))
    assert (hashes(city, "en"), hashes(city, "de")) == before


def test_a_page_published_while_its_language_is_offline_appears_with_it(city: City) -> None:
    late = make_page(ArticlePage, city, title="Come later")
    translate_pages([late.pk], ["de"], publish=True)
    assert not PublishedDocument.objects.filter(uuid=late.translation_key, language="de").exists()
    home_page(city, "de").get_latest_revision().publish()
    assert str(late.translation_key) in hashes(city, "de")


def test_a_rebuild_keeps_a_language_offline(city: City) -> None:
    before = newest_revision(city)
    assert rebuild_city(city) == before
    assert hashes(city, "de") == {}


def test_the_whole_guide_goes_offline_and_comes_back_with_the_home_page_of_its_source(
    city: City, as_user: LogIn
) -> None:
    home_page(city, "de").get_latest_revision().publish()
    before = hashes(city, "en"), hashes(city, "de")
    client = as_user(make_user(city, Role.ADMINISTRATOR))
    home = home_page(city)
    question = client.get(reverse("wagtailadmin_pages:unpublish", args=[home.pk])).content.decode()
    assert "The whole guide goes offline, in every language (en, de)" in question
    unpublish(client, home, confirmed_city="alpha")
    assert not PublishedDocument.objects.current().exists()
    home_page(city).get_latest_revision().publish()
    assert (hashes(city, "en"), hashes(city, "de")) == before


@pytest.mark.parametrize("word", ["", "beta"])
def test_the_whole_guide_is_not_taken_offline_by_accident(city: City, as_user: LogIn, word: str) -> None:
    told = unpublish(as_user(make_superuser()), home_page(city), confirmed_city=word)
    assert "Nothing was unpublished" in told
    assert home_page(city).live
    assert online(city) == ["en"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_home_page_is_not_unpublished_among_others(city: City, as_user: LogIn, language: str) -> None:
    home_page(city, "de").get_latest_revision().publish()
    article = ArticlePage.objects.get(title="Bring your passport")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    ids = f"id={article.pk}&id={home_page(city, language).pk}"
    answer = as_user(make_superuser()).post(f"{bulk}?{ids}", {"include_descendants": ""}, follow=True)
    assert "a home page, a language goes offline" in answer.content.decode()
    assert home_page(city, language).live
    assert ArticlePage.objects.get(pk=article.pk).live


def test_a_draft_of_a_language_that_is_not_online_can_be_previewed(city: City) -> None:
    page = ArticlePage.objects.get(title="gnirB ruoy tropssap")
    html = preview_html(page, city)
    assert '<html lang="de"' in html
    assert 'hreflang="de"' in html
