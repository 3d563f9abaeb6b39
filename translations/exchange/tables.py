"""What all tables (CSV) have in common: their encoding, their separator, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from translations.exchange.problems import ExchangeError

SEPARATORS = (",", ";", "\t")
# OWASP's list of what a spreadsheet runs, with the wide forms that East Asian ones read alike.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
APOSTROPHE = "'"
_SEPARATOR_HINT = re.compile(r"\"?sep=([,;\t])\"?,*")


class TableRows(Iterator[list[str]]):
    """The rows of a table with their cells as they stand in the file, whatever its separator.

    Raises:
        ExchangeError: when the table cannot be read; while it is iterated, it names the line.
    """

    def __init__(self, data: bytes) -> None:
        text = _decoded(data)
        first = text.split("\n", 1)[0].strip("\r")
        hint = _SEPARATOR_HINT.fullmatch(first)
        separator = hint[1] if hint else max(SEPARATORS, key=first.count)
        self._rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        if hint:
            next(self._rows)

    @property
    def line(self) -> int:
        """The line on which the last row ended, from 1."""
        return self._rows.line_num

    def __next__(self) -> list[str]:
        try:
            return next(self._rows)
        except csv.Error as error:
            raise ExchangeError(_("The table cannot be read: %(what)s.") % {"what": error}, self.line) from error


def written(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The table in pieces, with the mark by which spreadsheets recognise UTF-8. No cell is taken for a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    yield "\ufeff"
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return APOSTROPHE + cell if cell.startswith((*FORMULA, APOSTROPHE)) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell.startswith(APOSTROPHE) and cell[1:].startswith((*FORMULA, APOSTROPHE)) else cell


def _decoded(data: bytes) -> str:
    # What Excel calls “Unicode text”.
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ExchangeError(_("The file is not in UTF-8. Save it as “CSV UTF-8”.")) from error
    if not text.strip():
        raise ExchangeError(_("The file is empty."))
    return text
