from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from site_builder.environment import ThemeEnvironment
from tests.site_builder.documents import small_city
from tests.site_builder.entities import OFFICE, PROCEDURE
from tests.site_builder.theme.conftest import Site, make_site

ARABIC = range(0x0600, 0x0700)


def main(text: str) -> Tag:
    found = BeautifulSoup(text, "html.parser").main
    assert found is not None
    return found


def language_of(page: Tag, words: str) -> str:
    """The language that the page gives to a piece of its text."""
    text = page.find(string=lambda string: string is not None and words in string)
    assert text is not None, f"{words} is not on the page"
    holder = text.find_parent(attrs={"lang": True})
    assert holder is not None
    return str(holder["lang"])


def test_a_page_without_translation_says_so_in_the_readers_language_and_marks_the_source_text(site: Site) -> None:
    page = main(site.page("ar/home/rubbish"))
    notice = page.select_one(".notice")
    assert notice is not None
    assert notice.text == "هذه الصفحة لم تُترجم بعد. تجدها هنا بلغتها الأصلية: الإنجليزية."
    assert language_of(page, "Rubbish and recycling") == "en"
    assert language_of(page, "Put it out on Monday.") == "en"
    assert page.select_one('.prose[lang="en"][dir="ltr"]') is not None


def test_a_page_in_its_own_language_has_no_notice(site: Site) -> None:
    assert main(site.page("en/home/rubbish")).select_one(".notice:not([hidden])") is None
    assert main(site.page("de/home/first-days")).select_one(".notice:not([hidden])") is None


def test_single_parts_that_are_not_translated_are_marked_and_announced(site: Site) -> None:
    page = main(site.page("ar/home/register-address"))
    notice = page.select_one(".notice")
    assert notice is not None
    assert notice.text.startswith("بعض أجزاء هذه الصفحة لم تُترجم بعد.")
    assert language_of(page, "Object to a refusal") == "en"
    assert language_of(page, "Write to the council within a month.") == "en"
    assert language_of(page, "The council refuses") == "en"
    assert language_of(page, "after you move in") == "en"
    assert language_of(page, "احجز موعدًا") == "ar"


def test_titles_of_other_pages_that_are_not_translated_are_marked_where_they_are_linked(site: Site) -> None:
    index = main(site.page("ar/a-z"))
    assert language_of(index, "Rubbish and recycling") == "en"
    assert language_of(index, "السكن") == "ar"


def test_no_page_mixes_scripts_without_saying_so(site: Site) -> None:
    for path, text in site.files.items():
        if not path.startswith("ar/") or not path.endswith(".html"):
            continue
        for string in main(text).find_all(string=True):
            latin = sum(character.isascii() and character.isalpha() for character in string)
            arabic = sum(ord(character) in ARABIC for character in string)
            if latin > max(arabic, 5):
                isolated = string.find_parent(["bdi"]) or string.find_parent(attrs={"lang": "en"})
                assert isolated is not None, f"{path}: {string}"


def test_official_names_addresses_and_laws_stay_in_the_source_language_and_are_marked(site: Site) -> None:
    page = main(site.page("de/home/register-address"))
    for words in ("Assured shorthold tenancy agreement", "1 Quay Street", "Local Addresses Act"):
        assert language_of(page, words) == "en"


def test_the_trust_line_says_who_translated_and_what_is_older(site: Site) -> None:
    def trust(path: str) -> str:
        section = main(site.page(path)).select_one(".trust")
        assert section is not None
        return section.get_text(" ", strip=True)

    assert "Written in this language, not translated" in trust("en/home/register-address")
    assert "Facts checked on 1 September 2026" in trust("en/home/register-address")
    assert "Next check due on 1 March 2027" in trust("en/home/register-address")
    assert "Valid until 31 December 2027" in trust("en/home/register-address")
    assert "Responsible: City Council" in trust("en/home/register-address")
    assert "Übersetzt und von einem Menschen geprüft" in trust("de/home/register-address")
    assert "ترجمة آلية لم يراجعها إنسان بعد" in trust("ar/home/register-address")
    assert "3 أجزاء من 12 أقدم من النص الأصلي أو لم تُترجم بعد" in trust("ar/home/register-address")
    assert "لم تُترجم بعد" in trust("ar/home/rubbish")


def test_the_line_of_an_overdue_page_says_since_when_nobody_checked_it(environment: ThemeEnvironment) -> None:
    def overdue(site: Site, path: str) -> str:
        line = main(site.page(path)).select_one("[data-overdue]")
        assert line is not None
        assert line["data-overdue"] == "2027-03-01"
        return line.get_text()

    site = make_site(small_city(), environment)
    expected = "Not checked since this day: 1 September 2026. Facts may have changed since."
    assert overdue(site, "en/home/register-address") == expected
    assert "Nicht mehr geprüft seit diesem Tag: 1. September 2026." in overdue(site, "de/home/register-address")
    never = [body | {"checked_on": None} if body["uuid"] == PROCEDURE else body for body in small_city()]
    told = overdue(make_site(never, environment), "en/home/register-address")
    assert told == "This should have been checked again by 1 March 2027. Facts may have changed since."


def test_a_document_that_exists_in_one_translation_only_has_a_page_there_only(environment: ThemeEnvironment) -> None:
    documents = [body for body in small_city() if body["uuid"] not in (OFFICE, PROCEDURE) or body["language"] == "de"]
    site = make_site(documents, environment)
    assert "de/civic-centre/index.html" in site.files
    assert "en/civic-centre/index.html" not in site.files
    assert 'hreflang="ar"' not in site.page("de/civic-centre")


def test_the_trust_line_names_who_first_wrote_a_text_that_was_taken_over(environment: ThemeEnvironment) -> None:
    origin = {
        "publisher": "Council of Elsewhere",
        "url": "https://elsewhere.example.org/en/register/",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
    }
    documents = [body | {"taken_from": origin} if body["uuid"] == PROCEDURE else body for body in small_city()]
    site = make_site(documents, environment)
    section = main(site.page("de/home/register-address")).select_one(".trust")
    assert section is not None
    assert "Text zuerst geschrieben von: Council of Elsewhere ( Lizenz )" in section.get_text(" ", strip=True)
    assert [link["href"] for link in section.select("li a[rel]")] == [origin["url"], origin["licence"]]
    assert "Elsewhere" not in site.page("de/home/rubbish")
