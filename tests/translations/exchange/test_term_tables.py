"""A glossary goes out as a table or as TBX and comes back, and what is wrong with a file is said with its line."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.exchange.entries import Entry
from translations.exchange.problems import ExchangeError
from translations.exchange.tbx import read_tbx, tbx
from translations.exchange.term_tables import read_table, table

words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=10)
entries = st.builds(
    Entry,
    language=st.just("de"),
    term=words,
    translations=st.dictionaries(st.sampled_from(["en", "ar", "uk", "fa-AF", "zh-Hans"]), words),
    definition=words | st.just(""),
    do_not_translate=st.booleans(),
    keep_source=st.booleans(),
)


def csv_file(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode())


@given(st.lists(entries, max_size=4))
def test_a_table_that_goes_out_comes_back_as_it_was(terms: list[Entry]) -> None:
    assert list(read_table(csv_file("".join(table(terms, "de"))))) == terms


@given(st.lists(entries, max_size=4))
def test_a_tbx_file_that_goes_out_comes_back_as_it_was(terms: list[Entry]) -> None:
    assert list(read_tbx(io.BytesIO("".join(tbx(terms, "de")).encode()))) == terms


def test_a_term_that_a_spreadsheet_would_run_is_written_as_text() -> None:
    written = "".join(table([Entry("de", '=HYPERLINK("http://x.example")', {"en": "@x"})], "de"))
    assert "'=HYPERLINK" in written
    assert ",'@x" in written


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_of_all_spreadsheets_are_read(separator: str) -> None:
    text = "\ufeffde,keep_source,en\r\nMiete,x,rent\r\n\r\n  ,,\r\n".replace(",", separator)
    assert list(read_table(csv_file(text))) == [Entry("de", "Miete", {"en": "rent"}, keep_source=True)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file is empty"),
        ("de,English\nMiete,rent", "Line 1: The heading “English” is no language tag"),
        ("keep_source,de\nyes,Miete", "Line 1: The first column holds the terms"),
        ("de,en,en\n", "Line 1: The first column holds the terms, and every heading stands once"),
        ("de,en\nMiete,rent,x\n", "Line 2: There are more columns than headings"),
        ("de,keep_source\nMiete,\nAmt,maybe\n", "Line 3: “maybe” in the column keep_source is neither yes nor no"),
        ('de,en\n"Miete,rent\n', "Line 2: The table cannot be read"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        list(read_table(csv_file(text)))


def test_a_table_in_another_encoding_is_refused() -> None:
    with pytest.raises(ExchangeError, match="UTF-8"):
        list(read_table(io.BytesIO("de\nBürgeramt".encode("latin-1"))))


NEWER = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="{style}" xml:lang="de" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:basic="http://www.tbxinfo.net/ns/basic" xmlns:min="http://www.tbxinfo.net/ns/min">
<tbxHeader><fileDesc><sourceDesc><p>A ministry</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="1">{definition}
<langSec xml:lang="en"><termSec><term>flat rent</term></termSec>
<termSec><term>rent</term>{preferred}</termSec></langSec>
<langSec xml:lang="de"><termSec><term>Miete</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""


@pytest.mark.parametrize(
    ("style", "definition", "preferred"),
    [
        (
            "dct",
            "<basic:definition>What a tenant pays.</basic:definition>",
            "<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>",
        ),
        (
            "dca",
            '<descripGrp><descrip type="definition">What a tenant pays.</descrip></descripGrp>',
            '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>',
        ),
    ],
)
def test_the_newer_version_is_read_in_both_its_styles(style: str, definition: str, preferred: str) -> None:
    text = NEWER.format(style=style, definition=definition, preferred=preferred)
    assert list(read_tbx(csv_file(text))) == [Entry("de", "Miete", {"en": "rent"}, "What a tenant pays.")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html/>", "Line 1: This is no TBX file"),
        ('<martif xml:lang="de">\n<text><body><termEntry/></body></text></martif>', "Line 2: An entry has no term"),
        ("<tbx><text><body>\n<conceptEntry><langSec/></conceptEntry></body></text></tbx>", "Line 2: <langSec> lacks"),
        ('<!DOCTYPE martif [<!ENTITY a "b">]><martif/>', "declares entities"),
    ],
)
def test_what_is_wrong_with_a_tbx_file_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        list(read_tbx(csv_file(text)))
