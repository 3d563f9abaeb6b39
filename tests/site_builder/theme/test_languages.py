from __future__ import annotations

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from site_builder.environment import ThemeEnvironment
from tests.site_builder.documents import small_city
from tests.site_builder.entities import ARTICLE, LANGUAGES, SITE_URL, translate
from tests.site_builder.theme.conftest import Site, make_site

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def alternates(text: str) -> dict[str, str]:
    links = BeautifulSoup(text, "html.parser").select("link[rel=alternate][hreflang]")
    return {str(link["hreflang"]): str(link["href"]) for link in links}


def pages_with_address(site: Site) -> dict[str, str]:
    return {
        f"{SITE_URL}/{path.removesuffix('index.html')}": text
        for path, text in site.files.items()
        if path.endswith("index.html")
    }


def test_every_page_names_itself_and_its_other_languages_and_they_name_it(site: Site) -> None:
    pages = pages_with_address(site)
    for address, text in pages.items():
        if address.startswith(f"{SITE_URL}/q/"):
            continue  # it is the same in every language
        found = alternates(text)
        assert set(found) == {*LANGUAGES, "x-default"}, address
        if address != f"{SITE_URL}/":
            assert address in found.values()
            assert f'<link rel="canonical" href="{address}">' in text
        for target in found.values():
            assert alternates(pages[target]) == found, address


def test_readers_of_no_listed_language_get_the_choice_for_the_home_page_and_the_source_for_others(site: Site) -> None:
    assert alternates(site.page("ar"))["x-default"] == f"{SITE_URL}/"
    assert alternates(site.page("ar/home"))["x-default"] == f"{SITE_URL}/en/home/"


def test_the_language_switch_leads_to_the_same_page_in_the_languages_own_names(site: Site) -> None:
    switch = BeautifulSoup(site.page("ar/home/register-address"), "html.parser").select(".languages a")
    assert [(a["lang"], a["hreflang"], a["dir"], a["href"], a.text) for a in switch] == [
        ("en", "en", "ltr", "/harbourton/en/home/register-address/", "English"),
        ("ar", "ar", "rtl", "/harbourton/ar/home/register-address/", "العربية"),
        ("de", "de", "ltr", "/harbourton/de/home/register-address/", "Deutsch"),
    ]
    assert [a.get("aria-current") for a in switch] == [None, "true", None]


def test_a_translated_address_is_followed_by_the_switch(environment: ThemeEnvironment) -> None:
    documents = [body for body in small_city() if (body["uuid"], body["language"]) != (ARTICLE, "de")]
    source = next(body for body in documents if body["uuid"] == ARTICLE and body["language"] == "en")
    documents.append(translate(source, "de", title="Ihre ersten Tage") | {"path": "home/erste-tage-ä"})
    text = make_site(documents, environment).page("en/home/first-days")
    assert alternates(text)["de"] == f"{SITE_URL}/de/home/erste-tage-%C3%A4/"


def test_each_language_has_a_sitemap_of_all_its_pages(site: Site) -> None:
    index = ElementTree.fromstring(site.files["sitemap.xml"])
    assert [loc.text for loc in index.findall("s:sitemap/s:loc", SITEMAP)] == [
        f"{SITE_URL}/{language}/sitemap.xml" for language in LANGUAGES
    ]
    for language in LANGUAGES:
        listed = ElementTree.fromstring(site.files[f"{language}/sitemap.xml"])
        assert {loc.text for loc in listed.findall("s:url/s:loc", SITEMAP)} == {
            address for address in pages_with_address(site) if address.startswith(f"{SITE_URL}/{language}/")
        }
    assert f"Sitemap: {SITE_URL}/sitemap.xml" in site.files["robots.txt"]


def test_the_choice_of_language_stands_above_all_languages(site: Site) -> None:
    choice = BeautifulSoup(site.page(""), "html.parser").select("nav a")
    assert [(a["lang"], a["href"]) for a in choice] == [(tag, f"/harbourton/{tag}/") for tag in LANGUAGES]


def test_missing_pages_are_not_offered_to_search_engines(site: Site) -> None:
    for path in ["404.html", *(f"{language}/404.html" for language in LANGUAGES)]:
        assert '<meta name="robots" content="noindex">' in site.files[path]
        assert "canonical" not in site.files[path]
    assert "هذه الصفحة غير موجودة" in site.files["404.html"]


@pytest.mark.parametrize(
    ("language", "interface", "says"),
    [("fa-AF", "fa-AF", "رایگان"), ("de-simple", "de-simple", "kostenlos"), ("kmr", "en", "free")],
)
def test_a_language_without_interface_strings_gets_those_of_its_kin_or_english_marked_so(
    environment: ThemeEnvironment, language: str, interface: str, says: str
) -> None:
    documents = small_city()
    for body in documents:
        if body["kind"] == "city":
            body["languages"] = ["en", language]
    text = make_site(documents, environment).page(f"{language}/home/welcome-advice")
    word = BeautifulSoup(text, "html.parser").find(string=says)
    assert word is not None
    holder = word.find_parent(attrs={"lang": True})
    assert holder is not None
    assert holder["lang"] == interface
