"""An administrator hands the memory out as a file and takes one in, and is told what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from wagtail_localize.models import StringTranslation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import make_page, make_translation, make_user, publish
from tests.translations.exchange.tmx_files import tmx_file
from translations.memory.records import MemoryUnit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(city: City, log_in: Callable[[User], Page]) -> Page:
    """The screen of the memory as the city's administrator finds it: through the menu."""
    page = log_in(make_user(city, Role.ADMINISTRATOR))
    page.get_by_role("button", name="Reports").click()
    page.get_by_role("link", name="Translation memory").click()
    page.wait_for_url("**/admin/wording/memory/")
    return page


def take_in(page: Page, file: Path) -> None:
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Take it in").click()


def test_a_memory_goes_out_as_a_file_and_another_installation_takes_it_in(
    city: City, page: Page, tmp_path: Path
) -> None:
    article = make_page(ArticlePage, city, title="Register", summary="Bring your passport.")
    for language in ("de", "ar"):
        publish(make_translation(article, language, prefix=f"[{language}] "))
    page.get_by_role("group", name="Languages").get_by_label("de").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as TMX").click()
    assert download.value.suggested_filename == "testville-en.tmx"
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert "[de] Bring your passport." in file.read_text(encoding="utf-8")
    assert "[ar]" not in file.read_text(encoding="utf-8")

    # Elsewhere nobody has translated anything yet.
    StringTranslation.objects.all().delete()
    take_in(page, file)
    expect(page.locator(".messages")).to_contain_text("were added, 0 changed, 0 were there already.")
    known = MemoryUnit.objects.count()
    assert MemoryUnit.objects.filter(data="[de] Bring your passport.").exists()
    expect(page.get_by_text(f"{known} texts came from files")).to_be_visible()
    take_in(page, file)
    expect(page.locator(".messages")).to_contain_text(f"0 were added, 0 changed, {known} were there already.")

    same = make_page(ArticlePage, city, title="Vote", summary="Bring your passport.")
    page.goto(f"/admin/guides/translate/{same.pk}/")
    page.get_by_role("button", name="Draft what is missing").click()
    expect(page.locator("#language-de")).to_contain_text("Machine translation")
    drafted = StringTranslation.objects.filter(context__object_id=same.translation_key, locale__language_code="de")
    assert "[de] Bring your passport." in drafted.values_list("data", flat=True)


def test_a_file_with_an_error_is_refused_as_a_whole_and_its_line_is_named(page: Page, tmp_path: Path) -> None:
    bad, other, good = tmp_path / "bad.tmx", tmp_path / "letter.docx", tmp_path / "good.tmx"
    bad.write_bytes(tmx_file({"en": "yes", "de": "ja"}).replace(b"</body>", b"\n<tu/></body>"))
    other.write_bytes(b"PK")
    good.write_bytes(tmx_file({"en": "yes", "de": "ja"}, {"en": "yes", "sq": "po"}))
    page.set_viewport_size({"width": 360, "height": 740})
    take_in(page, bad)
    expect(page.get_by_text("Line 6: <tu> has no <tuv>.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    take_in(page, other)
    expect(page.get_by_text("Choose a file whose name ends in .tmx.")).to_be_visible()
    assert not MemoryUnit.objects.exists()

    # What the installation has no language for is left out and named.
    take_in(page, good)
    expect(page.locator(".messages")).to_contain_text("1 was added, 0 changed, 0 were there already.")
    expect(page.locator(".messages")).to_contain_text("does not have these languages: sq (1)")
