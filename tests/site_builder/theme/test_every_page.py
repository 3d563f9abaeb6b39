from __future__ import annotations

import random
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup

from site_builder.assets import collect
from site_builder.environment import ThemeEnvironment, make_environment
from site_builder.errors import AssetError
from site_builder.guide import Guide, GuideError
from site_builder.pages import PageError, pages, render, render_document
from tests.site_builder.documents import small_city
from tests.site_builder.entities import (
    ADVICE_LINE,
    ARTICLE,
    CITY,
    EMERGENCY,
    FEE,
    NO_FEE,
    OFFICE,
    PROCEDURE,
    SITE_URL,
    TERM,
    UNKNOWN,
    document,
)
from tests.site_builder.theme.conftest import BASE, THEME, Site, make_site

TEMPLATES_OF_A_LANGUAGE = {
    "accessibility.html",
    "article.html",
    "bundle.html",
    "document_type.html",
    "emergency.html",
    "event.html",
    "events.html",
    "glossary.html",
    "home.html",
    "index.html",
    "not_found.html",
    "office.html",
    "offline.html",
    "open_data.html",
    "organisation.html",
    "privacy.html",
    "procedure.html",
    "save.html",
    "search.html",
    "service.html",
    "situation.html",
    "topic.html",
    "way.html",
}


@pytest.mark.parametrize("language", ["en", "ar", "de"])
def test_every_kind_of_page_exists_in_every_language(site: Site, language: str) -> None:
    assert set(site.examples(language)) == TEMPLATES_OF_A_LANGUAGE


def test_every_page_says_its_language_and_direction_and_has_one_heading_and_a_title_of_its_own(site: Site) -> None:
    titles = set()
    for path, text in _html(site):
        if "/" not in path or path.startswith("q/"):
            continue  # belongs to no language
        page = BeautifulSoup(text, "html.parser")
        language = path.partition("/")[0]
        assert page.html is not None
        assert page.html["lang"] == language, path
        assert page.html["dir"] == ("rtl" if language == "ar" else "ltr"), path
        assert len(page.find_all("h1")) == 1, path
        assert page.title is not None
        assert page.title.string not in titles, path
        titles.add((language, page.title.string))


def test_every_internal_link_leads_to_a_page_and_to_a_place_on_it(site: Site) -> None:
    ids = {path: {tag["id"] for tag in _soup(text).select("[id]")} for path, text in _html(site)}
    assets = {f"{BASE}/{path}" for path in collect(THEME).files}
    for path, text in _html(site):
        own = f"{BASE}/{path.removesuffix('index.html')}"
        for tag in _soup(text).select("[href], [src]"):
            link = str(tag.get("href") or tag.get("src")).removeprefix(SITE_URL.removesuffix(BASE))
            if not link.startswith(("/", "#")) or link in assets or link.startswith(f"{BASE}/data/"):
                continue  # data is made after pages: test_incremental looks into a release
            target, fragment = urldefrag(link)
            file = unquote((target or own).removeprefix(f"{BASE}/"))
            file = f"{file}index.html" if file.endswith("/") or not file else file
            assert file in site.files, f"{path} links to {link}"
            assert not fragment or fragment in ids[file], f"{path} links to {link}"


def test_the_order_in_which_documents_arrive_does_not_show(site: Site, environment: ThemeEnvironment) -> None:
    shuffled = small_city()
    random.Random(7).shuffle(shuffled)
    assert make_site(shuffled, environment).files == site.files


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_preview_is_the_page_of_the_release(site: Site, environment: ThemeEnvironment, language: str) -> None:
    for path, page in {
        "": CITY,
        "/home/register-address": PROCEDURE,
        "/home/first-days": ARTICLE,
        "/civic-centre": OFFICE,
        "/glossary": TERM,
        "/emergency-numbers": ADVICE_LINE,
    }.items():
        assert render_document(site.guide, page, language, environment) == site.page(language + path)


def test_a_guide_without_an_emergency_number_says_so_and_names_the_one_that_phones_know(
    site: Site, environment: ThemeEnvironment
) -> None:
    assert "tel:112" not in site.page("ar/emergency-numbers")
    guide = Guide([body if body["uuid"] != EMERGENCY else {**body, "emergency": False} for body in small_city()])
    page = BeautifulSoup(render_document(guide, ADVICE_LINE, "ar", environment), "html.parser")
    assert page.select("main a[href^='tel:']")[0]["href"] == "tel:112"
    assert "لا يذكر هذا الدليل رقمًا للطوارئ بعد." in page.text


def test_a_cost_can_be_previewed_though_it_has_no_page(site: Site, environment: ThemeEnvironment) -> None:
    assert "£12.50" in render_document(site.guide, FEE, "en", environment)
    assert "Kostenlos" in render_document(site.guide, NO_FEE, "de", environment).replace("kostenlos", "Kostenlos")


def test_the_preview_of_an_unknown_document_says_which(site: Site, environment: ThemeEnvironment) -> None:
    with pytest.raises(PageError, match=UNKNOWN):
        render_document(site.guide, UNKNOWN, "en", environment)


def test_two_pages_at_one_address_stop_the_build_and_both_are_named(environment: ThemeEnvironment) -> None:
    twin = document("article", "twin", path="home/first-days", title="Twin", summary="", body=[], attribution="")
    with pytest.raises(PageError, match=r"en/home/first-days/index.html.*Twin.*Change the slug"):
        list(pages(Guide([*small_city(), twin]), "en", environment))


def test_a_page_of_the_themes_own_keeps_its_address(environment: ThemeEnvironment) -> None:
    twin = document("article", "twin", path="glossary", title="Twin", summary="", body=[], attribution="")
    with pytest.raises(PageError, match=r"a page of the theme's own.*Twin"):
        list(pages(Guide([*small_city(), twin]), "en", environment))


def test_a_page_that_cannot_be_made_names_document_and_template(environment: ThemeEnvironment) -> None:
    documents = small_city()
    broken = next(body for body in documents if body["uuid"] == ARTICLE and body["language"] == "en")
    del broken["body"][0]["html"]
    with pytest.raises(PageError, match=rf"article “Your first days” \({ARTICLE}\), view of kind article: .*'html'"):
        list(pages(Guide(documents), "en", environment))


def test_a_template_that_fails_is_named(site: Site, environment: ThemeEnvironment) -> None:
    page = next(page for page in pages(site.guide, "en", environment) if page.template == "office.html")
    del page.context["office"]
    with pytest.raises(PageError, match=rf"{page.uuid}.*office.html.*'office' is undefined"):
        render(page, environment)


def test_an_asset_that_the_theme_lacks_is_named(site: Site) -> None:
    bare = make_environment(THEME, {"waymark.css": "/x.css"})
    with pytest.raises(AssetError, match=r"favicon.svg.*It has: waymark.css"):
        render_document(site.guide, ARTICLE, "en", bare)


def test_documents_without_a_city_are_no_guide() -> None:
    with pytest.raises(GuideError, match="publish the city's page"):
        Guide([body for body in small_city() if body["kind"] != "city"])


def test_a_guide_can_be_built_for_another_address(environment: ThemeEnvironment) -> None:
    guide = Guide(small_city(), site_url="https://guide.example.org/")
    text = render_document(guide, ARTICLE, "en", environment)
    assert '<link rel="canonical" href="https://guide.example.org/en/home/first-days/">' in text
    assert 'href="/en/home/"' in text


def _html(site: Site) -> list[tuple[str, str]]:
    return [(path, text) for path, text in site.files.items() if path.endswith(".html")]


def _soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")
