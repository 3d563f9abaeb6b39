"""HTML of other guides as rich text: what stays, what goes, what becomes a link."""

from __future__ import annotations

import re
from html import unescape

import nh3
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from cms.guides.importers.contact_links import find_contacts, phone_address
from cms.guides.importers.html_text import read_html, write_rich_text
from cms.guides.importers.internal_links import Links
from cms.guides.importers.records import read_guide
from cms.guides.richtext import clean_html

KEYS = {
    "/stadt/de/ankommen/": "ankommen",
    "/stadt/de/ankommen/geld/": "geld",
    "/stadt/en/arriving/money/": "geld",
    "/stadt/de/hilfe/": "hilfe",
    "/stadt/de/alltag/hilfe/": "/stadt/de/alltag/hilfe/",
    "/stadt/de/straße/": "straße",
}


def rich(html: str) -> str:
    ids = {"ankommen": 1, "geld": 2}
    return write_rich_text(read_html(html, Links(KEYS, "DE").rewrite, "DE"), ids.get)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div><p>One</p>two<div>three</div></div>", "<p>One</p><p>two</p><p>three</p>"),
        ("<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h6>e</h6>", "<h3>a</h3><h3>b</h3><h3>c</h3><h4>d</h4><h4>e</h4>"),
        ("<h3><strong>Bold</strong> head</h3>", "<h3>Bold head</h3>"),
        ("<p><em>thin</em> <u>line</u> <strong>bold</strong></p>", "<p>thin line <b>bold</b></p>"),
        ("<p>a<br>b<br><br>c</p>", "<p>a<br/>b</p><p>c</p>"),
        ("<p>&nbsp;</p><p> a&nbsp; b </p><p></p>", "<p>a b</p>"),
        ("<p>a <strong>b </strong>c</p>", "<p>a <b>b</b> c</p>"),
        ("<ul><li><p>a</p><p>b</p></li><li></li><li>c<ol><li>d</li></ol></li></ul>",
         "<ul><li>a<br/>b</li><li>c<ol><li>d</li></ol></li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<table><tr><th>Day</th><td>9 Uhr</td></tr></table>", "<p>Day: 9 Uhr</p>"),
        ('<p><img src="x.png" alt="cat">text</p>', "<p>text</p>"),
        ("<script>alert(1)</script><style>p{}</style><p onclick='x()'>a</p><iframe src='x'></iframe>", "<p>a</p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ('<p><a href="https://x.example/"><img src="y.png"></a></p>', ""),
    ],
)  # fmt: skip
def test_html_becomes_plain_rich_text(html: str, text: str) -> None:
    assert rich(html) == text


@pytest.mark.parametrize(
    ("address", "link"),
    [
        # Pages of the guide, in any language, by their path, percent-encoded or not, or by the slug they still have
        ("https://integreat.app/stadt/de/ankommen/geld/", "page:geld"),
        ("https://integreat.app/stadt/en/arriving/money", "page:geld"),
        ("https://admin.integreat-app.de/stadt/de/stra%C3%9Fe/", "page:straße"),
        ("/stadt/de/ankommen/", "page:ankommen"),
        ("https://integreat.app/stadt/de/moved/geld/#top", "page:geld"),
        ("https://integreat.app/stadt/de/alltag/hilfe/", "page:/stadt/de/alltag/hilfe/"),
        # Not this guide, or not in the data
        ("https://integreat.app/stadt/de/moved/hilfe/", "https://integreat.app/stadt/de/moved/hilfe/"),
        ("https://integreat.app/muenchen/de/geld/", "https://integreat.app/muenchen/de/geld/"),
        ("https://x.example/a b?c=[d]&e=%zz", "https://x.example/a%20b?c=%5Bd%5D&e=%25zz"),
        ("www.x.example", "https://www.x.example"),
        ("https://www.x.example./a", "https://www.x.example/a"),
        # Phones and mail, mended
        ("tel:030 23125000", "tel:+493023125000"),
        ("tel:+49%20(30)%2023125000", "tel:+493023125000"),
        ("tel:112", "tel:112"),
        ("https://integreat.app/116117", "tel:116117"),
        ("mailto:a@b.example?subject=Eine Frage", "mailto:a@b.example?subject=Eine%20Frage"),
        ("https://a.b@c.example", "mailto:a.b@c.example"),
        # Nothing that could be followed
        ("tel:", None),
        ("mailto:", None),
        ("https://integreat.app/tel:", None),
        ("https://admin.integreat-app.de/media/logo.png", None),
        ("https://Gemeinsam", None),
        ("javascript:alert(1)", None),
        ("https://[::1", None),
        ("", None),
    ],
)
def test_addresses_are_references_or_mended_or_gone(address: str, link: str | None) -> None:
    assert Links(KEYS, "DE").rewrite(address) == link


def test_links_to_pages_that_are_not_in_the_data_are_told() -> None:
    links = Links(KEYS, "DE")
    for address in (
        "https://integreat.app/stadt/de/nowhere/",
        "https://integreat.app/muenchen/de/geld/",
        "/stadt/de/x/",
    ):
        links.rewrite(address)
    links.rewrite("https://integreat.app/stadt/de/ankommen/")
    assert (links.report.resolved, links.report.unresolved) == (
        1,
        ["https://integreat.app/stadt/de/nowhere/", "/stadt/de/x/"],
    )


@pytest.mark.parametrize(
    ("line", "addresses"),
    [
        ("Tel. 030 23125000 oder 0151/23456789", ["tel:+493023125000", "tel:+4915123456789"]),
        ("+43 1 4277-0, (030) 23125000", ["tel:+43142770", "tel:+493023125000"]),
        ("Telefax: 030 23125000", []),
        ("post@amt.example, a.b-c@x.y.example.", ["mailto:post@amt.example", "mailto:a.b-c@x.y.example"]),
        ("86156 Augsburg, am 12.05.2024 um 14:30 Uhr, 1.200,50 Euro", []),
        ("IBAN DE02 1203 0000 0000 2020 51", []),
        ("Rufen Sie 112 an", []),
    ],
)
def test_contacts_in_running_text_are_found(line: str, addresses: list[str]) -> None:
    assert [contact.address for contact in find_contacts(line, "DE")] == addresses


def test_numbers_belong_to_the_country_of_the_guide() -> None:
    assert phone_address("01 4277-0", "AT") == "tel:+43142770"


def test_a_contact_in_running_text_becomes_a_link_and_one_in_a_link_stays_in_it() -> None:
    assert rich("<p>Tel. <b>030 23125000</b></p>") == '<p>Tel. <a href="tel:+493023125000"><b>030 23125000</b></a></p>'
    linked = '<p><a href="https://x.example">030 23125000</a></p>'
    assert rich(linked) == linked
    broken = '<a href="https://integreat.app/mailto:">post@amt.example</a>'
    assert rich(broken) == '<p><a href="mailto:post@amt.example">post@amt.example</a></p>'


TAGS = st.sampled_from(
    ["p", "div", "strong", "em", "ul", "ol", "li", "h2", "h4", "a", "table", "tr", "td", "span", "br"]
)
HTML = st.recursive(
    st.text(st.sampled_from("ab 1<>&\"'\u00a0@."), max_size=8).map(lambda text: text.replace("<", "&lt;")),
    lambda inner: st.one_of(
        st.builds(lambda tag, child: f"<{tag}>{child}</{tag}>", TAGS, inner), st.lists(inner, max_size=3).map("".join)
    ),
    max_leaves=12,
)


@given(HTML)
def test_no_word_is_lost_and_what_comes_out_needs_no_cleaning(html: str) -> None:
    def words(text: str) -> str:
        return re.sub(r"[\s\u200b]+", "", unescape(text))

    written = rich(html)
    expected = BeautifulSoup(nh3.clean(html, tags=set()), "html.parser").get_text()
    # Cells of a row are divided by a colon.
    assert words(BeautifulSoup(written, "html.parser").get_text()).replace(":", "") == words(expected)
    assert clean_html(written.replace("<br/>", "<br>")) == written.replace("<br/>", "<br>")
    assert rich(written) == written


@pytest.mark.corpus
def test_no_word_of_the_real_guide_is_lost(corpora: object) -> None:
    from pathlib import Path

    folder = Path(str(corpora)) / "integreat-lkaugsburg"
    guide = read_guide(folder, "de")
    for records in guide.records.values():
        for record in records:
            before = BeautifulSoup(nh3.clean(record.html, tags=set()), "html.parser").get_text()
            after = BeautifulSoup(rich(record.html), "html.parser").get_text()
            assert re.sub(r"[\s\u200b]+", "", after) == re.sub(r"[\s\u200b]+", "", before), record.path
