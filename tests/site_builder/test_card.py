"""A guide in a ZIP file, opened from the file system."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser

from site_builder.__main__ import main
from site_builder.build import build_city
from site_builder.card import write_card
from site_builder.errors import SiteBuilderError
from site_builder.release import Release, Releases
from tests.site_builder.conftest import CITY, THEME, Build
from tests.site_builder.feeds import Publisher
from tests.site_builder.originals import Originals, drawn

SITE = "http://127.0.0.1:8001/harbourton/"


@pytest.fixture
def release(build: Build, releases: Releases) -> Release:
    """The live release of the small city."""
    build()
    live = releases.current()
    assert live is not None
    return live


def unpacked(release: Release, folder: Path, *languages: str, with_safety: bool = False) -> Path:
    """The folder of a card that was unpacked."""
    card = write_card(release, languages, folder / "card.zip", with_safety=with_safety)
    with zipfile.ZipFile(card.path) as archive:
        assert archive.testzip() is None
        archive.extractall(folder / "card")
    return folder / "card"


def addresses(page: Path) -> list[str]:
    """What a page leads to or shows."""
    soup = BeautifulSoup(page.read_text(), "html.parser")
    found = []
    for tag in soup.find_all(True):
        assert isinstance(tag, Tag)
        found += [str(tag[name]) for name in ("href", "src", "action") if tag.get(name)]
        found += [each.split()[0] for each in str(tag.get("srcset", "")).split(",") if each.strip()]
    return found


@pytest.mark.parametrize("languages", [("en",), ("ar",), ("ar", "de")])
def test_every_address_leads_to_a_file_of_the_card_or_to_the_guide_on_its_host(
    release: Release, tmp_path: Path, languages: tuple[str, ...]
) -> None:
    card = unpacked(release, tmp_path, *languages)
    pages = sorted(card.rglob("*.html"))
    assert card / "index.html" in pages
    assert {page.relative_to(card).parts[0] for page in pages} == {"index.html", *languages}
    for page in pages:
        for address in addresses(page):
            parts = urlsplit(address)
            if not parts.scheme and parts.path:
                target = card / posixpath.normpath(posixpath.join(page.relative_to(card).parent, unquote(parts.path)))
                assert target.is_file(), (page, address)
            elif address.startswith(SITE):
                assert parts.path.removeprefix("/harbourton/").partition("/")[0] not in languages or any(
                    word in parts.path for word in ("/save/", "/welcome-advice/")
                ), (page, address)


def test_nothing_runs_and_no_policy_forbids_the_style_sheet(release: Release, tmp_path: Path) -> None:
    for page in unpacked(release, tmp_path, "ar").rglob("*.html"):
        text = page.read_text()
        assert "<script" not in text
        assert "Content-Security-Policy" not in text
        assert "<noscript>" not in text


def test_pages_that_endanger_their_reader_are_on_a_card_only_if_somebody_asks_for_them(
    release: Release, tmp_path: Path
) -> None:
    page = "ar/home/welcome-advice/index.html"
    assert not (unpacked(release, tmp_path / "one", "ar") / page).exists()
    assert (unpacked(release, tmp_path / "other", "ar", with_safety=True) / page).is_file()


def test_equal_releases_make_equal_bytes(release: Release, tmp_path: Path) -> None:
    one, other = (write_card(release, ["ar"], tmp_path / name / "card.zip").path for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


def test_a_language_that_the_guide_has_not_is_named(release: Release, tmp_path: Path) -> None:
    with pytest.raises(SiteBuilderError, match="not in tlh"):
        write_card(release, ["en", "tlh"], tmp_path / "card.zip")
    assert list(tmp_path.glob("*.zip")) == []


def test_the_command_says_what_it_wrote(release: Release, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = release.folder.parent.parent.parent
    path = tmp_path / "card.zip"
    told = ["--city", CITY, "--output", str(output), "--language", "ar", "--to", str(path)]
    assert main(["offline-zip", *told]) == 0
    assert f"{path}: " in capsys.readouterr().out
    assert zipfile.ZipFile(path).comment.decode() == release.name


@pytest.mark.browser
def test_pictures_are_on_a_card_and_shown_from_it(
    browser: Browser, publisher: Publisher, output: Path, releases: Releases, tmp_path: Path
) -> None:
    originals = Originals()
    [rubbish] = [b for b in publisher.bodies if b["path"] == "home/rubbish" and b["language"] == "en"]
    publisher.publish(rubbish | {"picture": originals.add("/media/bins.jpg", drawn())})
    build_city(publisher.feed, CITY, output, THEME, fetch=originals.fetch)
    live = releases.current()
    assert live is not None
    card = unpacked(live, tmp_path, "en")
    with browser.new_context() as context:
        context.set_offline(True)
        page = context.new_page()
        page.goto((card / "en/home/rubbish/index.html").as_uri())
        shown = "img => (img.scrollIntoView(), img.decode().then(() => img.naturalWidth, () => 0))"
        assert page.locator("figure.picture img").evaluate(shown) > 0


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_browser_opens_it_from_the_file_system(
    browser: Browser, release: Release, tmp_path: Path, language: str
) -> None:
    card = unpacked(release, tmp_path, language)
    with browser.new_context() as context:
        context.set_offline(True)
        page = context.new_page()
        failed: list[str] = []
        said: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto((card / "index.html").as_uri())
        assert page.locator("html").get_attribute("lang") == language
        background = page.evaluate("getComputedStyle(document.querySelector('.masthead')).backgroundColor")
        assert background != "rgba(0, 0, 0, 0)", "the style sheet is applied"
        page.locator("footer a").first.click()
        page.locator("main a[href*='register-address']").first.click()
        assert page.url == (card / language / "home/register-address/index.html").as_uri()
        assert page.locator("h1").inner_text()
        page.locator("a.brand").click()
        assert page.url == (card / language / "index.html").as_uri()
        assert failed == []
        assert said == []
