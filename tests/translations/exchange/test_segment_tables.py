"""Segments go to translators as a table and come back, whatever their spreadsheet does to it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.translations.exchange.segments import piece, segments, texts, work
from translations.exchange.problems import ExchangeError
from translations.exchange.segment_tables import read_segment_table, segment_table
from translations.exchange.tables import guarded, unguarded
from translations.exchange.work import Earlier, Piece, Returned, canonical
from translations.terms import Term

ID = "de/page/unit/0123456789abcdef"


def read(data: str | bytes) -> list[Returned]:
    return list(read_segment_table(io.BytesIO(data.encode() if isinstance(data, str) else data)))


def written(*pieces: Piece) -> str:
    return "".join(segment_table(work(*pieces)))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(segments(), segments())
def test_what_goes_out_comes_back_as_it_was(source: str, target: str) -> None:
    [found] = read(written(piece(source, target)))
    assert (canonical(found.source), canonical(found.target)) == (canonical(source), canonical(target))
    assert (found.page, found.id) == ("5b6c6f3e-6d0e-4a55-9d0e-3c1a5a1f0001", f"{1:016x}-{1:016x}")
    assert (found.language, found.digest) == ("de", "0123456789abcdef")


@given(segments())
@example("=1+1")
@example("+1")
@example("-1")
@example("@SUM(1)")
@example("\t=1")
@example("<br/>=1")
@example("＝1")
def test_no_cell_is_a_formula(html: str) -> None:
    [row] = rows(written(piece(html, html)))
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")) for cell in row.values()
    )


@given(st.one_of(texts, st.sampled_from(["'=x", "''", "'a", "=", "＝1"])))
def test_a_guard_is_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_a_table_is_for_people() -> None:
    text = written(
        Piece(
            "unit",
            "Steps · Text",
            'Ask <a id="a1">here</a> &amp; now.<br/>Do &lt;not&gt; pay.',
            "Zahlen Sie nicht.",
            earlier=Earlier("Ask now.", "Fragen Sie."),
            findings=("A link of the source is missing: here",),
            terms=(Term("pay", "zahlen"),),
        )
    )
    assert text.startswith("\ufeffpage,field,source,translation,state,comment,id\r\n")
    [row] = rows(text)
    assert row["page"] == "Register"
    assert row["source"] == 'Ask <a id="a1">here</a> & now.\nDo <not> pay.'
    assert row["comment"].split("\n") == [
        "The source was: Ask now.",
        "It was translated: Fragen Sie.",
        "pay = zahlen",
        "A link of the source is missing: here",
    ]


@pytest.mark.parametrize(
    "data",
    [
        f"id,translation\r\n{ID},Ja\r\n",
        f"\ufeffid;translation\r\n{ID};Ja\r\n",
        f"Translation\tID\n\nJa\t{ID}\n",
        f'sep=;\r\n"ID";"Translation"\r\n"{ID}";"Ja"',
        f"sep=;,\r\nid;translation\r\n{ID};Ja\r\n",
        f"id,translation\r\n{ID},Ja\r\n".encode("utf-16"),
        f"id,translation,,\r\n{ID},Ja,,\r\n,,,\r\n",
    ],
)
def test_what_a_spreadsheet_makes_of_a_table_is_read(data: str | bytes) -> None:
    [found] = read(data)
    assert (found.language, found.page, found.id, found.digest) == ("de", "page", "unit", "0123456789abcdef")
    assert found.target == "Ja"


def test_line_breaks_in_a_cell_are_line_breaks_in_the_text_and_lines_are_counted() -> None:
    first, second = read(f'id,translation\r\n{ID},"Eins\r\nZwei"\r\n{ID},Drei\r\n')
    assert (first.line, first.target) == (2, "Eins<br/>Zwei")
    assert (second.line, second.target) == (4, "Drei")


def test_what_is_no_tag_of_a_segment_is_text() -> None:
    [found] = read(f'id,translation\n{ID},"<script>x</script> <b onclick=""y"">z</b> a < b & c &amp; d"\n')
    assert found.target == '&lt;script&gt;x&lt;/script&gt; &lt;b onclick="y"&gt;z a &lt; b &amp; c &amp; d'


def test_a_row_without_an_id_comes_back_for_no_page() -> None:
    [found] = read("id,translation\n,Ja\n")
    assert (found.page, found.id, found.line) == ("", "", 2)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "The file is empty"),
        ("\ufeff\r\n", "The file is empty"),
        ("id,source\n1,x\n", "Line 1: The table needs one column with the heading “translation”"),
        (f"id,translation\n{ID},Ja, nein\n", "Line 2: There are more columns than headings"),
        (f'id,translation\n{ID},"Ja\n', "The table cannot be read"),
        ("id,translation\n1,Größe\n".encode("cp1252"), "The file is not in UTF-8"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_its_line(data: str | bytes, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        read(data)
