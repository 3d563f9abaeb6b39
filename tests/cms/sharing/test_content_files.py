"""Who is credited for a text goes along with a city's content files."""

from __future__ import annotations

from pathlib import Path

import pytest

from cms.cities.models import City
from cms.cities.trees import city_of
from cms.guides.content_files.exporting import export_city, write_export
from cms.guides.models import ArticlePage
from cms.publishing.models import PublishedDocument
from cms.sharing.models import TakenPage
from tests.cms.factories import make_city, make_page
from tests.cms.guides.content_folder import CITY, edit_file, write_folder
from tests.cms.guides.importing import bring_in, footprint, page_of

pytestmark = pytest.mark.django_db

UNKNOWN = "5f3b2c1e-7c3f-4a53-9e0e-3d1f5a9b7c21"
CREDIT = """\
taken_from:
  publisher: Town of Alpha
  licence: https://creativecommons.org/licenses/by/4.0/
  url: https://guide.alpha.example.org/en/first-days
  uuid: {uuid}
  language: en
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_folder(tmp_path)
    with (folder / "articles/first-days.yaml").open("a", encoding="utf-8") as file:
        file.write(CREDIT.format(uuid=UNKNOWN))
    return folder


def exported(folder: Path) -> str:
    write_export(export_city(City.objects.get(slug=CITY)), folder)
    return (folder / "articles/first-days.yaml").read_text(encoding="utf-8")


def credited() -> dict[str, str] | None:
    page = page_of(ArticlePage, "first-days")
    body = PublishedDocument.objects.current().get(uuid=page.translation_key, language="en").body
    told: dict[str, str] | None = body.get("taken_from")
    return told


def test_the_credit_comes_in_for_readers_and_goes_out_as_it_came(folder: Path, tmp_path: Path) -> None:
    bring_in(folder)
    assert credited() == {
        "publisher": "Town of Alpha",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "url": "https://guide.alpha.example.org/en/first-days",
    }
    link = TakenPage.objects.get()
    assert (link.origin_city, link.is_followed, link.city.slug) == (None, False, CITY)
    before = footprint()
    bring_in(folder)
    assert footprint() == before
    assert exported(tmp_path / "out") == (folder / "articles/first-days.yaml").read_text(encoding="utf-8")


def test_an_origin_that_is_here_too_can_be_followed(folder: Path) -> None:
    origin = make_page(ArticlePage, make_city("alpha"), title="First days")
    edit_file(folder, "articles/first-days.yaml", UNKNOWN, str(origin.translation_key))
    bring_in(folder)
    link = TakenPage.objects.get()
    assert link.origin_city == city_of(origin)
    assert link.base == {}


def test_a_page_that_was_there_before_gets_its_credit(folder: Path, tmp_path: Path) -> None:
    bring_in(write_folder(tmp_path / "before"))
    assert credited() is None
    bring_in(folder)
    assert credited()


def test_the_credit_stays_where_a_file_says_nothing_of_it_and_goes_where_somebody_took_it_away(
    folder: Path, tmp_path: Path
) -> None:
    bring_in(folder)
    bring_in(write_folder(tmp_path / "before"))
    assert credited()
    TakenPage.objects.update(is_credited=False)
    assert "taken_from" not in exported(tmp_path / "out")
