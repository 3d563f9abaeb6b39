"""Agreed words reach the drafts of a city and are looked for in what people write."""

from __future__ import annotations

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from cms.cities.models import City
from cms.guides.models import ArticlePage, TermPage
from cms.publishing.translating import glossary, translate_pages
from tests.cms.factories import edit, home_page, make_city, make_page, make_translation
from translations.glossary.records import GlossaryTerm, GlossaryTranslation
from translations.memory.owners import INSTALLATION, owner_of
from translations.models import SegmentFinding
from translations.terms import Term

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def engines(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]


def agree(city: City | None, word: str, german: str = "", **rules: bool) -> None:
    owner = owner_of(home_page(city)) if city else INSTALLATION
    english, locale = (Locale.objects.get(language_code=tag) for tag in ("en", "de"))
    term = GlossaryTerm.objects.create(owner=owner, locale=english, text=word, **rules)
    if german:
        GlossaryTranslation.objects.create(term=term, locale=locale, text=german)


def terms_of(city: City) -> set[Term]:
    return {term for term in glossary(city, "de") if term.source != home_page(city).title}


def test_a_citys_word_goes_before_everyones_and_a_page_before_both() -> None:
    alpha, beta = make_city("alpha"), make_city("beta")
    agree(None, "Rent", "Mietzins")
    agree(None, "deposit", "Pfand")
    agree(alpha, "deposit", "Kaution")
    assert terms_of(beta) == {Term("Rent", "Mietzins"), Term("deposit", "Pfand")}
    page = make_page(TermPage, alpha, title="rent")
    edit(make_translation(page, "de"), title="Miete")
    assert terms_of(alpha) == {Term("rent", "Miete"), Term("deposit", "Kaution")}


def test_a_list_asks_for_the_official_word_behind_what_a_page_says() -> None:
    city = make_city()
    edit(make_translation(make_page(TermPage, city, title="rent"), "de"), title="Miete")
    agree(city, "rent", keep_source=True)
    assert terms_of(city) == {Term("rent", "Miete", keep_source=True)}


def test_machine_drafts_use_the_agreed_word_and_keep_the_official_one(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    city = make_city()
    agree(None, "deposit", "Kaution", keep_source=True)
    page = make_page(ArticlePage, city, title="Pay a deposit")
    with django_capture_on_commit_callbacks(execute=True):
        translate_pages([page.pk], ["de"], publish=False)
    row = StringTranslation.objects.get(context__path="title", context__object_id=page.translation_key)
    assert row.data == "yaP a Kaution (deposit)"


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Zahlen Sie eine Kaution (deposit)", set()),
        ("Zahlen Sie Kautionen (deposit)", set()),
        ("Zahlen Sie eine Kaution", {"official_term_missing"}),
        ("Zahlen Sie ein Pfand", {"term_missing"}),
    ],
)
def test_what_people_write_is_checked_for_agreed_words(written: str, codes: set[str]) -> None:
    city = make_city()
    agree(city, "deposit", "Kaution", keep_source=True)
    page = make_page(ArticlePage, city, title="Pay a deposit")
    make_translation(page, "de")
    row = StringTranslation.objects.get(context__path="title", context__object_id=page.translation_key)
    row.data = written
    row.save()
    findings = SegmentFinding.objects.filter(translation=row)
    assert {finding.code for finding in findings if "term" in finding.code} == codes
    assert {finding.severity for finding in findings if "term" in finding.code} <= {"warning"}
