"""Which engine drafts a city's texts, which way they go, what they cost, and what is known of each text afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.estimates import estimates
from cms.publishing.models import TranslationRequest
from cms.publishing.translating import translate_pages
from tests.cms.factories import edit, make_city, make_page, make_superuser, make_translation, make_user
from tests.engines import mirrored
from translations.engines.records import EngineChoice, EngineReservation, EngineUsage, Way
from translations.memory.owners import owner_of
from translations.outdated import keep_translations, latest_changes
from translations.pipeline import Provenance
from translations.provenance import provenance_of
from translations.sources import sync_source

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]
PAID = "tests.engines.PaidEngine"
MIRROR = "tests.engines.MirrorEngine"


@pytest.fixture(autouse=True)
def engines(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = [PAID, MIRROR]


def texts(page: Page, language: str) -> dict[str, StringTranslation]:
    """By field what stands for a page in a language."""
    rows = StringTranslation.objects.filter(context__object_id=page.translation_key, locale__language_code=language)
    return {row.context.path: row for row in rows.select_related("context").order_by("pk")}


def choose(city: City, target: str, engine: str = "", way: Way = Way.DIRECT) -> None:
    owner = owner_of(city.pages.get(locale=city.source_locale))
    EngineChoice.objects.create(owner=owner, source=city.source_language, target=target, engine=engine, way=way)


def german_city(slug: str = "alpha") -> City:
    return make_city(slug, source="de", languages=("de", "en", "ar"))


def made_by(page: Page, language: str, field: str = "title") -> tuple[str, str, bool]:
    row = texts(page, language)[field]
    made = provenance_of([row])[row.pk]
    return made.engine, made.pivot, made.pivot_reviewed


def test_every_machine_text_says_which_engine_and_model_made_it_and_when() -> None:
    page = make_page(ArticlePage, make_city(), title="Bring your passport")
    translate_pages([page.pk], ["de"], publish=False)
    row = texts(page, "de")["title"]
    made = provenance_of([row.pk])[row.pk]
    assert (made.origin, made.engine, made.version, made.model) == (Provenance.MACHINE, "Paid", "7", "en-de 3.1")
    assert made.tool == row.tool_name == "Paid 7 en-de 3.1"
    assert timezone.now() - made.made_at < timedelta(minutes=1)


def test_a_minor_edit_takes_along_what_made_the_text() -> None:
    page = make_page(ArticlePage, make_city(), title="Bring your pasport")
    translate_pages([page.pk], ["de"], publish=False)
    page = edit(page, title="Bring your passport")
    source, _changed = sync_source(page)
    before = {row.pk for row in StringTranslation.objects.all()}
    keep_translations(latest_changes(source), make_superuser())
    [copy] = StringTranslation.objects.exclude(pk__in=before)
    assert provenance_of([copy])[copy.pk].engine == "Paid"


def test_what_a_person_typed_was_made_by_no_machine() -> None:
    page = make_page(ArticlePage, make_city())
    make_translation(page, "de")
    assert provenance_of(StringTranslation.objects.all()) == {}


def test_a_city_has_the_engine_that_it_chose_and_others_have_theirs(settings: Settings) -> None:
    settings.TRANSLATION_CHOICES = {("en", "ar"): {"engine": "Mirror"}}
    ours, others = make_city("ours", languages=("en", "de", "ar")), make_city("others", languages=("en", "de", "ar"))
    choose(ours, "de", "Mirror")
    choose(ours, "ar", "Paid")
    pages = [make_page(ArticlePage, city) for city in (ours, others)]
    translate_pages([page.pk for page in pages], ["de", "ar"], publish=False)
    assert [made_by(page, tag)[0] for page in pages for tag in ("de", "ar")] == ["Mirror", "Paid", "Paid", "Mirror"]


def test_no_other_engine_takes_the_place_of_one_that_is_gone() -> None:
    city = make_city()
    choose(city, "de", "Gone")
    page = make_page(ArticlePage, city)
    report = translate_pages([page.pk], ["de"], publish=False)
    assert "“Gone” was chosen and is not installed" in report.not_drafted["de"]
    assert texts(page, "de") == {}


def test_german_goes_to_arabic_from_the_reviewed_english_where_there_is_one(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = [PAID]
    page = make_page(ArticlePage, german_city(), title="Pass mitbringen", summary="Am Montag.")
    translate_pages([page.pk], ["en"], publish=False)
    StringTranslation.objects.filter(context__path="title", context__object_id=page.translation_key).update(
        data="Bring your passport", translation_type="manual"
    )
    translate_pages([page.pk], ["ar"], publish=False)
    arabic = texts(page, "ar")
    assert arabic["title"].data == " ".join(mirrored(word, "ar") for word in ("Bring", "your", "passport"))
    assert made_by(page, "ar", "title") == ("Paid", "en", True)
    # English that a machine made is not gone through as if it were checked.
    assert made_by(page, "ar", "summary") == ("Paid", "en", False)


def test_a_reviewed_translation_of_what_the_source_said_before_is_not_gone_through(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = [PAID]
    page = make_page(ArticlePage, german_city(), title="Pass mitbringen")
    make_translation(page, "en")
    page = edit(page, title="Pass und Foto mitbringen")
    translate_pages([page.pk], ["ar"], publish=False)
    assert made_by(page, "ar") == ("Paid", "en", False)


def test_what_a_pivot_lost_is_found_by_comparing_with_the_source(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = [PAID]
    page = make_page(ArticlePage, german_city(), title="In 14 Tagen")
    make_translation(page, "en")
    StringTranslation.objects.filter(context__path="title").update(data="In 40 days", translation_type="manual")
    translate_pages([page.pk], ["ar"], publish=True)
    row = texts(page, "ar")["title"]
    assert "number_changed" in row.findings.values_list("code", flat=True)
    assert not Page.objects.filter(translation_key=page.translation_key, locale__language_code="ar", live=True).exists()


@pytest.mark.parametrize(
    ("way", "reviewed", "expected"),
    [
        (Way.DIRECT, True, ("Mirror", "", False)),
        (Way.REVIEWED_FIRST, True, ("Mirror", "en", True)),
        (Way.REVIEWED_FIRST, False, ("Mirror", "", False)),
    ],
)
def test_where_an_engine_goes_straight_the_city_chooses_the_way(
    settings: Settings, way: Way, reviewed: bool, expected: tuple[str, str, bool]
) -> None:
    settings.TRANSLATION_ENGINES = [MIRROR]
    city = german_city()
    choose(city, "ar", way=way)
    page = make_page(ArticlePage, city)
    if reviewed:
        make_translation(page, "en", prefix="")
    translate_pages([page.pk], ["ar"], publish=False)
    assert made_by(page, "ar") == expected


def test_a_city_may_refuse_text_that_two_machines_made(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = [PAID]
    city = german_city()
    choose(city, "ar", way=Way.NEVER_TWICE)
    reviewed, other = make_page(ArticlePage, city), make_page(ArticlePage, city)
    make_translation(reviewed, "en", prefix="")
    report = translate_pages([reviewed.pk, other.pk], ["ar"], publish=False)
    assert made_by(reviewed, "ar") == ("Paid", "en", True)
    assert texts(other, "ar") == {}
    assert "Review the page in en first" in report.not_drafted["ar"]


def test_the_command_drafts_with_the_engine_of_the_city_and_names_what_it_cannot_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ours, others = make_city("ours"), make_city("others")
    choose(ours, "de", "Mirror")
    choose(others, "de", "Gone")
    own, foreign = make_page(ArticlePage, ours), make_page(ArticlePage, others)
    call_command("draft_translations")
    assert made_by(own, "de")[0] == "Mirror"
    assert texts(foreign, "de") == {}
    [left] = [line for line in capsys.readouterr().err.splitlines() if "left as they are" in line]
    assert "others/de" in left
    assert "“Gone” was chosen and is not installed" in left


def test_a_page_that_nothing_can_draft_keeps_no_other_from_going_through_a_reviewed_translation(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TRANSLATION_ENGINES = [PAID]
    monkeypatch.setattr("translations.drafting.PAGES_PER_BATCH", 1)
    city = german_city()
    choose(city, "ar", way=Way.NEVER_TWICE)
    make_page(ArticlePage, city)
    reviewed = make_page(ArticlePage, city)
    make_translation(reviewed, "en", prefix="")
    call_command("draft_translations", city.slug, "--language", "ar")
    assert made_by(reviewed, "ar") == ("Paid", "en", True)


def test_a_budget_is_never_exceeded_and_says_so(settings: Settings) -> None:
    settings.TRANSLATION_BUDGETS = {"Paid": 10_000}
    city = make_city()
    first = make_page(ArticlePage, city)
    translate_pages([first.pk], ["de"], publish=False)
    used = EngineUsage.objects.get().characters
    settings.TRANSLATION_BUDGETS = {"Paid": used + 19}
    fitting = make_page(ArticlePage, city, title="x" * 19)
    another = make_page(ArticlePage, city, title="y")
    assert translate_pages([fitting.pk], ["de"], publish=False).not_drafted == {}
    report = translate_pages([another.pk], ["de"], publish=False)
    assert EngineUsage.objects.get().characters == used + 19
    assert f"0 of {used + 19} characters left this month, and this needs 1" in report.not_drafted["de"]
    assert texts(another, "de") == {}


def test_what_was_used_in_another_month_does_not_count(settings: Settings) -> None:
    settings.TRANSLATION_BUDGETS = {"Paid": 100}
    EngineUsage.objects.create(engine="Paid", month=date(2020, 1, 1), characters=100)
    page = make_page(ArticlePage, make_city())
    assert translate_pages([page.pk], ["de"], publish=False).not_drafted == {}


def test_what_a_dead_worker_had_reserved_is_given_back(settings: Settings) -> None:
    settings.TRANSLATION_BUDGETS = {"Paid": 100}
    usage = EngineUsage.objects.create(engine="Paid", month=timezone.localdate().replace(day=1))
    EngineReservation.objects.create(usage=usage, holder="translation-5", characters=100)
    page = make_page(ArticlePage, make_city())
    assert translate_pages([page.pk], ["de"], publish=False).not_drafted != {}
    assert translate_pages([page.pk], ["de"], publish=False, holder="translation-5").not_drafted == {}
    assert not EngineReservation.objects.exists()


def test_an_engine_without_a_budget_is_not_counted() -> None:
    page = make_page(ArticlePage, make_city())
    translate_pages([page.pk], ["de"], publish=False)
    assert not EngineUsage.objects.exists()


def test_the_estimate_is_what_is_then_used(settings: Settings) -> None:
    settings.TRANSLATION_BUDGETS = {"Paid": 10_000}
    city = make_city(languages=("en", "de", "ar"))
    known = make_page(ArticlePage, city, title="Bring your passport")
    settings.TRANSLATION_ENGINES = [MIRROR]
    translate_pages([known.pk], ["de", "ar"], publish=False)
    StringTranslation.objects.filter(context__path="title").update(translation_type="manual")
    settings.TRANSLATION_ENGINES = [PAID]
    pages = [make_page(ArticlePage, city, title="Bring your passport"), make_page(ArticlePage, city)]
    for _estimate_changes_nothing in range(2):
        [estimate] = estimates([page.pk for page in pages], ["de", "ar"])
    translate_pages([page.pk for page in pages], ["de", "ar"], publish=False)
    used = EngineUsage.objects.get().characters
    assert used == estimate.characters
    assert estimates([page.pk for page in pages], ["de", "ar"]) == []


def test_pages_that_nobody_has_looked_at_for_translation_are_estimated_too(settings: Settings) -> None:
    settings.TRANSLATION_BUDGETS = {"Paid": 10_000}
    page = make_page(ArticlePage, make_city(), title="Bring your passport")
    [before] = estimates([page.pk], ["de"])
    TranslationSource.objects.all().delete()
    assert estimates([page.pk], ["de"]) == [before]
    assert not TranslationSource.objects.exists()


@pytest.mark.parametrize("screen", ["languages", "matrix"])
def test_nobody_spends_money_without_having_seen_how_much(
    screen: str,
    as_user: LogIn,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.TRANSLATION_BUDGETS = {"Paid": 10_000}
    city = make_city()
    page = make_page(ArticlePage, city, title="Bring your passport")
    client = as_user(make_user(city, Role.ADMINISTRATOR))
    if screen == "languages":
        address, form = reverse("publishing_translate_page", args=[page.pk]), {"languages": ["de"]}
    else:
        address = reverse("insights_languages_report")
        form = {"languages": ["de"], "pages": [str(page.pk)], "action": ["draft"]}
    question = client.post(address, form).content.decode()
    assert re.search(r"Paid gets about \d+ characters. Of 10,000 a month, 10,000 are left.", question)
    assert not TranslationRequest.objects.exists()
    sent: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', question):
        sent.setdefault(name, []).append(value)
    assert sent.items() >= form.items()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {**sent, "cost_is_known": "1"})
    assert TranslationRequest.objects.get().outcome is not None
    assert EngineUsage.objects.get().characters > 0


def test_an_administrator_chooses_the_engine_for_a_language(as_user: LogIn) -> None:
    city = make_city("ours", languages=("en", "de", "ar"))
    client = as_user(make_user(city, Role.ADMINISTRATOR))
    address = reverse("publishing_engines")
    shown = client.get(address).content.decode()
    assert ">Paid</option>" in shown
    answer = client.post(
        f"{address}?city=ours",
        {"engine-de": "Mirror", "way-de": "reviewed-first", "engine-ar": "", "way-ar": "direct"},
    )
    assert answer.status_code == 302
    choice = EngineChoice.objects.get()
    assert (choice.target, choice.engine, choice.way) == ("de", "Mirror", Way.REVIEWED_FIRST)
    page = make_page(ArticlePage, city)
    translate_pages([page.pk], ["de"], publish=False)
    assert made_by(page, "de")[0] == "Mirror"


def test_engines_are_chosen_by_administrators_of_the_city_alone(as_user: LogIn) -> None:
    ours, theirs = make_city("ours"), make_city("theirs")
    address = reverse("publishing_engines")
    assert as_user(make_user(ours, Role.EDITOR)).get(address).status_code == 302  # Wagtail's refusal
    client = as_user(make_user(ours, Role.ADMINISTRATOR))
    assert client.get(f"{address}?city={theirs.slug}").status_code == 404
    assert as_user(make_superuser()).get(f"{address}?city={theirs.slug}").status_code == 200


def test_the_button_of_wagtail_localize_spends_nothing_and_leads_to_the_languages(
    as_user: LogIn, settings: Settings
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    city = make_city()
    page = make_page(ArticlePage, city)
    make_translation(page, "de", prefix=None)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    client = as_user(make_user(city, Role.EDITOR))
    answer = client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))
    assert answer.headers["Location"] == reverse("publishing_translate_page", args=[page.pk])
    assert not StringTranslation.objects.exists()


def test_the_screens_show_how_far_drafting_is(as_user: LogIn) -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    home = city.pages.get(locale=city.source_locale)
    client = as_user(make_user(city, Role.ADMINISTRATOR))
    for asked, address in (
        (page, reverse("publishing_translate_page", args=[page.pk])),
        (home, reverse("insights_languages_report")),
    ):
        request = TranslationRequest.objects.create(page_id=asked.pk, page_ids=[], languages=["de"], publish=False)
        assert "as soon as a worker is free" in client.get(address).content.decode()
        request.advance(120, 960)
        shown = " ".join(client.get(address).content.decode().split())
        assert '<progress id="drafting-progress" max="960" value="120">' in shown
        assert "120 of 960 pages" in shown


def test_attempts_that_get_further_are_no_failures() -> None:
    page = make_page(ArticlePage, make_city())
    request = TranslationRequest.objects.create(page=page, page_ids=[], languages=["de"], publish=False, attempts=2)
    request.advance(5, 9)
    assert (request.attempts, request.done) == (1, 5)
    request.attempts = 3
    request.advance(2, 9)
    assert (request.attempts, request.done) == (3, 5)
