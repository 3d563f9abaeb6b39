from __future__ import annotations

import pytest

from site_builder.environment import ThemeEnvironment
from site_builder.guide import Guide
from site_builder.mentions import resolve
from site_builder.views.edition import Edition
from tests.site_builder.documents import small_city
from tests.site_builder.entities import (
    ADVICE_LINE,
    COUNCIL,
    EMERGENCY,
    FEE,
    NO_FEE,
    OFFICE,
    ONLY_ENGLISH,
    PASSPORT,
    PROCEDURE,
    TENANCY,
    TERM,
    UNKNOWN,
    mention,
)
from tests.site_builder.theme.conftest import Site


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(small_city())


def said(guide: Guide, environment: ThemeEnvironment, language: str, kind: str, uuid: str, label: str = "it") -> str:
    edition = Edition(guide, language, environment)
    return str(resolve(f"<p>See {mention(kind, uuid, label)}.</p>", edition, language)).removeprefix("<p>See ")[:-5]


@pytest.mark.parametrize(
    ("kind", "uuid", "expected"),
    [
        ("page", PROCEDURE, '<a href="/harbourton/en/home/register-address/">it</a>'),
        ("office", OFFICE, '<a href="/harbourton/en/civic-centre/">it</a>'),
        ("organisation", COUNCIL, '<a href="/harbourton/en/city-council/">it</a>'),
        ("document", TENANCY, '<a href="/harbourton/en/tenancy-agreement/">it</a>'),
        ("term", TERM, f'<a href="/harbourton/en/glossary/#e-{TERM[:8]}">it</a>'),
        ("contact", ADVICE_LINE, 'it <a href="tel:+441632960102"><bdi dir="ltr">+44 1632 960102</bdi></a>'),
        ("contact", EMERGENCY, 'it <a href="tel:999"><bdi dir="ltr">999</bdi></a>'),
        ("cost", FEE, "<bdi>£12.50</bdi>"),
        ("cost", NO_FEE, "free"),
        ("page", UNKNOWN, "it"),
        ("contact", UNKNOWN, "it"),
    ],
)
def test_a_mention_becomes_what_a_reader_needs(
    guide: Guide, environment: ThemeEnvironment, kind: str, uuid: str, expected: str
) -> None:
    assert said(guide, environment, "en", kind, uuid) == expected


def test_a_mention_is_resolved_by_what_its_target_is_not_by_what_the_link_claims(
    guide: Guide, environment: ThemeEnvironment
) -> None:
    assert said(guide, environment, "en", "page", FEE) == "<bdi>£12.50</bdi>"


def test_a_translated_text_names_the_word_on_the_form(guide: Guide, environment: ThemeEnvironment) -> None:
    assert said(guide, environment, "de", "document", TENANCY, "den Vertrag") == (
        '<a href="/harbourton/de/tenancy-agreement/">den Vertrag</a> '
        '(<bdi lang="en" dir="ltr">Assured shorthold tenancy agreement</bdi>)'
    )
    assert "Passport" in said(guide, environment, "ar", "document", PASSPORT)


def test_amounts_and_the_word_for_free_are_in_the_readers_language(guide: Guide, environment: ThemeEnvironment) -> None:
    assert said(guide, environment, "de", "cost", FEE) == "<bdi>12,50\N{NO-BREAK SPACE}£</bdi>"
    assert said(guide, environment, "ar", "cost", NO_FEE) == "مجاني"


def test_in_a_text_that_falls_back_the_facts_speak_its_language_too(
    guide: Guide, environment: ThemeEnvironment
) -> None:
    arabic = Edition(guide, "ar", environment)
    html = f"<p>{mention('cost', NO_FEE, 'fee')}, {mention('document', TENANCY, 'contract')}</p>"
    assert resolve(html, arabic.source, "ar") == (
        '<p>free, <a href="/harbourton/ar/tenancy-agreement/">contract</a></p>'
    )


def test_a_mention_of_an_untranslated_page_leads_to_its_fallback(guide: Guide, environment: ThemeEnvironment) -> None:
    assert said(guide, environment, "ar", "page", ONLY_ENGLISH) == '<a href="/harbourton/ar/home/rubbish/">it</a>'


def test_labels_keep_their_markup_and_other_links_stay_as_they_are(guide: Guide, environment: ThemeEnvironment) -> None:
    edition = Edition(guide, "en", environment)
    label = "<b>the</b>\ncentre"
    html = (
        f'<p><a href="https://a.example/">a</a> {mention("office", OFFICE, label)} '
        f'<a data-kind="cost" class="x" data-ref="{FEE}">f</a></p>'
    )
    assert resolve(html, edition, "en") == (
        '<p><a href="https://a.example/">a</a> <a href="/harbourton/en/civic-centre/"><b>the</b>\ncentre</a> '
        "<bdi>£12.50</bdi></p>"
    )


def test_no_mention_is_left_on_any_page(site: Site) -> None:
    assert [path for path, text in site.files.items() if "data-ref" in text or UNKNOWN in text] == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<ul><li><a href="/a">A form</a></li></ul>', '<ul><li class="lone"><a href="/a">A form</a></li></ul>'),
        (
            '<p><a href="/a"><strong>A</strong> form</a></p>',
            '<p class="lone"><a href="/a"><strong>A</strong> form</a></p>',
        ),
        ('<li><a href="/a">A</a><ul></ul></li>', '<li class="lone"><a href="/a">A</a><ul></ul></li>'),
        ('<p><a href="/a">A form</a>.</p>', '<p><a href="/a">A form</a>.</p>'),
        ('<p>See <a href="/a">A form</a></p>', '<p>See <a href="/a">A form</a></p>'),
        ('<p><a href="/a">A</a> <a href="/b">B</a></p>', '<p><a href="/a">A</a> <a href="/b">B</a></p>'),
    ],
)
def test_a_link_that_is_all_that_a_line_says_gets_room_for_a_finger(
    guide: Guide, environment: ThemeEnvironment, html: str, expected: str
) -> None:
    assert resolve(html, Edition(guide, "en", environment), "en") == expected
