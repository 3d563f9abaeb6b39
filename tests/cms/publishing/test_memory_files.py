"""A city's memory goes to a file for an agency and comes back; nobody gets what is another city's."""

from __future__ import annotations

import io

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from cms.cities.models import City
from cms.guides.models import ArticlePage
from cms.publishing.translating import translate_pages
from tests.cms.factories import home_page, make_city, make_page, make_translation, publish
from tests.translations.exchange.tmx_files import tmx_file
from translations.exchange.problems import ExchangeError
from translations.memory.export import export_tmx
from translations.memory.owners import INSTALLATION, owner_of
from translations.memory.records import MemoryUnit
from translations.memory.reviewed import Origin
from translations.memory.suggestions import suggestions
from translations.memory.units import ImportReport, import_tmx

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def engines(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]


def owner(city: City) -> str:
    return owner_of(home_page(city))


def take_in(data: bytes, owner_key: str) -> ImportReport:
    return import_tmx(io.BytesIO(data), owner=owner_key, user=None, origin="agency.tmx")


def exported(owner_key: str, *languages: str) -> str:
    source = Locale.objects.get(language_code="en")
    return "".join(export_tmx(owner_key, source, list(Locale.objects.filter(language_code__in=languages or ["de"]))))


def shown(city: City, html: str) -> list[tuple[int, str, Origin]]:
    return [(each.percent, each.target, each.origin) for each in suggestions(html, "en", "de", owner(city))]


def test_what_a_city_exports_another_installation_takes_in() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Bring your passport", summary="Pay & go.")
    make_translation(page, "de")
    file = exported(owner(city))
    StringTranslation.objects.all().delete()
    assert shown(city, "Bring your passport") == []
    report = take_in(file.encode(), owner(city))
    assert (report.added, report.changed, report.unchanged) == (2, 0, 0)
    assert shown(city, "Bring your passport") == [(100, "[x] Bring your passport", Origin.OWN)]
    assert shown(city, "Pay &amp; go.") == [(100, "[x] Pay &amp; go.", Origin.OWN)]
    assert exported(owner(city)) == file


def test_the_same_file_a_second_time_changes_nothing() -> None:
    city = make_city()
    file = tmx_file({"en": "yes", "de": "ja"}, {"en": "no", "de": "nein"})
    take_in(file, owner(city))
    assert take_in(file, owner(city)) == ImportReport(unchanged=2)
    assert take_in(tmx_file({"en": "yes", "de": "jawohl"}), owner(city)).changed == 1


def test_a_file_with_an_error_at_its_end_leaves_nothing_behind() -> None:
    city = make_city()
    good = tmx_file(*({"en": f"Sentence {number} {'x' * 60}", "de": "Satz"} for number in range(2000)))
    with pytest.raises(ExchangeError, match="Line 2004"):
        take_in(good.replace(b"</body>", b"<tu></tu></body>"), owner(city))
    assert not MemoryUnit.objects.exists()


def test_languages_that_the_installation_does_not_have_are_counted_and_left_out() -> None:
    city = make_city()
    report = take_in(tmx_file({"en-GB": "yes", "de-AT": "ja", "sq": "po"}, {"sq": "po", "de": "ja"}), owner(city))
    assert (report.added, report.unknown_languages) == (1, {"sq": 2})
    assert shown(city, "yes") == [(100, "ja", Origin.OWN)]


def test_an_import_is_used_by_the_machine_drafts_of_its_city_alone(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    alpha, beta = make_city("alpha"), make_city("beta")
    take_in(tmx_file({"en": "Bring your passport", "de": "Pass mitbringen"}), owner(alpha))
    pages = [make_page(ArticlePage, city, title="Bring your passport") for city in (alpha, beta)]
    with django_capture_on_commit_callbacks(execute=True):
        translate_pages([page.pk for page in pages], ["de"], publish=False)
    titles = [
        StringTranslation.objects.get(context__path="title", context__object_id=page.translation_key).data
        for page in pages
    ]
    assert titles == ["Pass mitbringen", "gnirB ruoy tropssap"]
    assert shown(beta, "Bring your passport") == []


def test_an_import_for_the_installation_is_used_by_every_city() -> None:
    city = make_city()
    take_in(tmx_file({"en": "yes", "de": "ja"}), INSTALLATION)
    assert shown(city, "yes") == [(100, "ja", Origin.INSTALLATION)]


def test_an_export_holds_what_is_the_citys_own_alone() -> None:
    alpha, beta = make_city("alpha"), make_city("beta")
    for city in (alpha, beta):
        page = make_page(ArticlePage, city, title=f"Only in {city.slug}")
        make_translation(page, "de")
        publish(page)
        take_in(tmx_file({"en": f"From an agency for {city.slug}", "de": "x"}), owner(city))
    file = exported(owner(alpha))
    assert "Only in alpha" in file
    assert "From an agency for alpha" in file
    assert "beta" not in file
    assert "Only in beta" in exported(INSTALLATION)


def test_what_stands_on_a_page_goes_before_what_was_imported() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Bring your passport")
    make_translation(page, "de")
    take_in(tmx_file({"en": "Bring your passport", "de": "from a file"}), owner(city))
    assert "from a file" not in exported(owner(city))
