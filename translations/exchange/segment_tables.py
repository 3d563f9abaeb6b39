"""Segments as a table (CSV), for people with a spreadsheet: a row for each segment.

A line break in a cell is a line break in the text, tags stand as in HTML, and everything else stands as it is read.
What a spreadsheet would take for a formula begins with an apostrophe, which is taken off on the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import chain
from typing import BinaryIO

from django.utils.translation import gettext as _

from translations.exchange.problems import ExchangeError
from translations.exchange.tables import TableRows, unguarded, written
from translations.exchange.work import PageOfWork, Piece, Returned, Work
from translations.markup import parse, render

COLUMNS = ("page", "field", "source", "translation", "state", "comment", "id")
_TAGS = r"</?(?:abbr|acronym|b|code|em|i|strong)>|<a(?: id=\"[\w-]{1,40}\")?>|</a>|<br ?/?>"
_TAG = re.compile(f"({_TAGS})")
_HTML_TAG = re.compile(r"(<[^>]*>)")
_ENTITY = re.compile(r"&(?=(?:amp|lt);)")


def segment_table(work: Work) -> Iterator[str]:
    """The table in pieces."""
    rows = (_row(page, piece, work.target) for page in work.pages for piece in page.pieces)
    return written(chain([COLUMNS], rows))


def read_segment_table(stream: BinaryIO) -> Iterator[Returned]:
    """The rows of a table that have a translation or an id, whatever its separator and the order of its columns.

    Raises:
        ExchangeError: when the table cannot be read; it names the line.
    """
    yield from _returned(TableRows(stream.read()))


def cell_of(html: str) -> str:
    """A segment as a cell shows it."""
    pieces = []
    for piece in _HTML_TAG.split(render(parse(html))):
        if piece == "<br/>":
            pieces.append("\n")
        elif piece.startswith("<"):
            pieces.append(piece)
        else:
            text = _ENTITY.sub("&amp;", unescape(piece))
            pieces.append(_TAG.sub(lambda match: "&lt;" + match[0][1:], text))
    return "".join(pieces)


def html_of_cell(cell: str) -> str:
    """The segment that a cell shows. What is no tag of a segment is text."""
    pieces = []
    for piece in _TAG.split(cell.replace("\r\n", "\n").replace("\r", "\n")):
        if _TAG.fullmatch(piece):
            pieces.append(piece)
        else:
            text = piece.replace("&lt;", "<").replace("&amp;", "&")
            pieces.append(escape(text, quote=False).replace("\n", "<br/>"))
    return render(parse("".join(pieces)))


def _row(page: PageOfWork, piece: Piece, language: str) -> list[str]:
    return [
        page.title,
        piece.field,
        cell_of(piece.source),
        cell_of(piece.target),
        piece.progress.value,
        "\n".join(_comments(piece)),
        f"{language}/{page.key}/{piece.id}/{piece.digest}",
    ]


def _comments(piece: Piece) -> Iterator[str]:
    if piece.earlier:
        yield _("The source was: %s") % parse(piece.earlier.source).text
        yield _("It was translated: %s") % parse(piece.earlier.target).text
    for term in piece.terms:
        if term.agreed:
            yield f"{term.source} = {term.agreed}"
    yield from piece.findings


def _returned(rows: TableRows) -> Iterator[Returned]:
    headings = [heading.strip().lower() for heading in next(rows)]
    for needed in ("translation", "id"):
        if headings.count(needed) != 1:
            raise ExchangeError(_("The table needs one column with the heading “%(name)s”.") % {"name": needed}, 1)
    line = rows.line
    for row in rows:
        begins, line = line + 1, rows.line
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(headings) and any(row[len(headings) :]):
            raise ExchangeError(
                _("There are more columns than headings. Is a text with the separator in it not in quotation marks?"),
                begins,
            )
        cells = dict(zip(headings, (unguarded(cell) for cell in row), strict=False))
        language, page, piece, digest = ([*cells.get("id", "").strip().split("/"), "", "", "", ""])[:4]
        yield Returned(
            line=begins,
            language=language,
            page=page,
            id=piece,
            target=html_of_cell(cells.get("translation", "")),
            digest=digest,
            source=html_of_cell(cells.get("source", "")),
        )
