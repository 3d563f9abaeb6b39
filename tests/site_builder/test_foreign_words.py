from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.foreign_words import mark

ARABIC = "ما رقم الملف"
TAG = re.compile(r"<[^>]*>")


def german(text: str) -> str:
    return f'<bdi lang="de" dir="ltr">{text}</bdi>'


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        (f"{ARABIC} (", "Aktenzeichen", ")؟"),
        ("حسب ", "§ 5 AufenthG", "، نعم"),
        ("في ", "Hauptstraße 5, 86150 Birkenfurt", "، 2. الطابق"),
        ("من ", "Jobcenter (SGB II)", " غدًا"),
        ("عند ", "Müller &amp; Söhne", "."),
        (f"{ARABIC}: „", 'Ich lege <a href="x">Widerspruch</a> ein. Die Gründe folgen.', "“ (أقدم)"),
        ("Файл «", "Wohnungsgeberbestätigung", "» потрібен"),
        ("<b>ና</b> <i>", "Ja", "</i>"),
    ],
)
def test_words_of_the_citys_language_are_marked_as_a_whole(before: str, words: str, after: str) -> None:
    assert mark(f"<p>{before}{words}{after}</p>", "ar", "de") == f"<p>{before}{german(words)}{after}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "ملف PDF و B1 و SIM",
        "info@birkenfurt.example أو https://birkenfurt.example/weg أو www.birkenfurt.example",
        '<a href="https://birkenfurt.example/Wege" title="Wege">هنا</a> &nbsp;&amp;',
        "",
    ],
)
def test_abbreviations_addresses_and_what_is_in_tags_stay(text: str) -> None:
    assert mark(text, "ar", "de") == text


@pytest.mark.parametrize(("language", "source"), [("en", "de"), ("tr", "de"), ("de", "de"), ("en", "ar"), ("ar", "fa")])
def test_nothing_is_marked_where_letters_do_not_tell_languages_apart(language: str, source: str) -> None:
    text = "<p>the file number (Aktenzeichen) العربية</p>"
    assert mark(text, language, source) == text


TEXTS = ["نعم", "Amt", "5", " ", " ", ", ", ".", "„", "“", '"', "(", ")", "§ ", "&amp;"]
TAGS = ["<b>", "</b>", "<br>", "<a href='Weg'>", "</a>"]


@given(st.lists(st.sampled_from(TEXTS + TAGS)).map("".join))
def test_no_text_changes_and_no_element_is_cut(html: str) -> None:
    marked = mark(html, "ar", "de")
    assert unescape(TAG.sub("", marked)) == unescape(TAG.sub("", html))
    assert re.sub("</?bdi[^>]*>", "", marked) == html
    for inside in re.findall("<bdi[^>]*>(.*?)</bdi>", marked):
        opened: list[str] = []
        for closing, name in re.findall(r"<(/?)(\w+)", inside):
            assert not closing or opened.pop() == name
            opened += [] if closing else [name]
        assert not opened
