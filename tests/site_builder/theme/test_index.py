"""All pages from A to Z: on one page where that is soon there, in parts where a slow phone would wait for it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser

from site_builder.collation import sort_key
from site_builder.environment import ThemeEnvironment
from site_builder.survey import BUDGET
from tests.site_builder.documents import small_city
from tests.site_builder.theme.conftest import BASE, Site, laid_out, make_site

MANY = 900  # articles more than the small city has
SYLLABLES = ("ba", "che", "dri", "fo", "gu", "ka", "lei", "mo", "na", "per", "qui", "ro", "schu", "ta", "vo", "wei")


def title(number: int) -> str:
    """Words that sound like a title; of each third one with the same letter, which so fills more than a part."""
    rest, words = number, []
    for _ in range(4):
        rest, syllable = divmod(rest * 7 + 3, len(SYLLABLES))
        words.append(SYLLABLES[syllable])
    first = "schu" if number % 3 == 0 else words[0]
    return f"{first}{words[1]} for {words[2]}{words[3]}".capitalize()


@pytest.fixture(scope="module")
def large(environment: ThemeEnvironment) -> Site:
    """A guide of a thousand pages in three languages, most of them in English only."""
    documents = small_city()
    article = next(each for each in documents if each["kind"] == "article" and each["language"] == "en")
    for number in range(MANY):
        uuid = f"{number * 37 % 256:02x}{number:06x}{article['uuid'][8:]}"
        names = {"uuid": uuid, "path": f"more/{number}", "title": f"{title(number)} {number}"}
        documents.append(article | names | {"body": [], "history": []})
    return make_site(documents, environment)


def parts(site: Site, language: str) -> list[BeautifulSoup]:
    """The pages of the list, one after the other, as the button at their ends leads a reader."""
    found = [BeautifulSoup(site.page(f"{language}/a-z"), "html.parser")]
    while following := found[-1].select_one("a[rel=next]"):
        found.append(BeautifulSoup(site.page(str(following["href"]).removeprefix(BASE).strip("/")), "html.parser"))
    return found


def entries(part: BeautifulSoup) -> list[Tag]:
    return part.select("section.letter .links a")


def test_a_small_guide_lists_its_pages_on_one_page(site: Site) -> None:
    [part] = parts(site, "en")
    assert [heading.text for heading in part.select("h1")] == ["All pages from A to Z"]
    assert all(str(link["href"]).startswith("#letter-") for link in part.select(".letters a"))
    assert f"{BASE}/en/a-z/2/" not in site.files["en/sitemap.xml"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_parts_of_a_large_guides_list_have_every_page_once_and_in_order(large: Site, language: str) -> None:
    found = parts(large, language)
    assert len(found) == 8
    listed = [str(link["href"]) for part in found for link in entries(part)]
    pages = {f"{BASE}/{path.removesuffix('index.html')}" for path in large.files if path.startswith(f"{language}/more")}
    assert len(pages) == MANY
    assert len(listed) == len({*listed})
    assert pages < {*listed}
    titles = [link.text for part in found for link in entries(part)]
    assert titles == sorted(titles, key=lambda each: sort_key(each, language))
    assert max(len(entries(part)) for part in found) - min(len(entries(part)) for part in found) <= 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_part_keeps_to_the_budget_of_a_page(large: Site, language: str) -> None:
    paths = ["a-z", *(f"a-z/{number}" for number in range(2, 9))]
    for path in paths:
        assert len(zlib.compress(large.page(f"{language}/{path}").encode(), 6)) < BUDGET
    whole = "".join(large.page(f"{language}/{path}") for path in paths)
    assert len(zlib.compress(whole.encode(), 6)) > BUDGET  # else this test says nothing


def test_every_part_leads_to_every_letter_and_to_the_list(large: Site) -> None:
    found = parts(large, "en")
    places = {
        f"{BASE}/en/a-z/{f'{number}/' if number > 1 else ''}#{heading['id']}": heading.text
        for number, part in enumerate(found, 1)
        for heading in part.select(".letter h2")
    }
    first_of_letter = {letter: place for place, letter in reversed(places.items())}
    for number, part in enumerate(found, 1):
        own = f"{BASE}/en/a-z/{f'{number}/' if number > 1 else ''}"
        links = {link.text: str(link["href"]) for link in part.select(".letters a")}
        assert [*links] == [link.text for link in found[0].select(".letters a")]
        for letter, href in links.items():
            assert first_of_letter[letter] == (own + href if href.startswith("#") else href)
        assert [heading.text for heading in part.select("h1")] == [f"All pages from A to Z ({number}/{len(found)})"]
        assert [tag.text for tag in part.select("head > title")] == [f"All pages from A to Z ({number}/8) – Harbourton"]
        above = [link.text for link in part.select(".trail a")]
        assert above == (["Harbourton"] if number == 1 else ["Harbourton", "All pages from A to Z"])


def test_search_engines_are_told_of_every_part_in_every_language(large: Site) -> None:
    for language in ("en", "ar", "de"):
        assert f"{BASE}/{language}/a-z/8/</loc>" in large.files[f"{language}/sitemap.xml"]
        page = BeautifulSoup(large.page(f"{language}/a-z/3"), "html.parser")
        alternates = {str(link["hreflang"]): str(link["href"]) for link in page.select("link[hreflang]")}
        assert {tag: href.partition(BASE)[2] for tag, href in alternates.items() if tag != "x-default"} == {
            tag: f"/{tag}/a-z/3/" for tag in ("en", "ar", "de")
        }


@pytest.mark.browser
def test_pages_of_every_part_can_be_put_together_for_somebody(
    large: Site, browser: Browser, tmp_path: Path, serve_guides: Callable[[Path], str]
) -> None:
    address = serve_guides(laid_out(large, tmp_path))
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.set_default_timeout(8000)
        page.goto(f"{address}{BASE}/en/a-z/")
        for number in range(2, 9):
            page.get_by_role("link", name="Continue").click()
            page.wait_for_url(f"**/en/a-z/{number}/")
            assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
        page.get_by_role("link", name="Put pages together for somebody").click()
        page.get_by_label("Find a page").wait_for()
        listed = page.locator("my-bundle .tick").all_inner_texts()
        assert len(listed) > MANY  # those of a part in which no letter begins, too
        assert listed[0] == entries(parts(large, "en")[0])[0].text
        page.get_by_label("Find a page").fill(listed[-1])
        page.get_by_label(listed[-1]).check()
        page.get_by_role("link", name="Link to these pages").wait_for()
