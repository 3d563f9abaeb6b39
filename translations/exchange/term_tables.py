"""A glossary as a table (CSV): a row for each term, a column for each language.

The first column holds the terms, and its heading is the tag of their language. `do_not_translate`, `keep_source` and
`definition` may follow; every other heading is the tag of a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import langcodes
from django.utils.translation import gettext as _

from translations.exchange.entries import Entry
from translations.exchange.problems import ExchangeError
from translations.exchange.tables import TableRows, unguarded, written

FLAGS = ("do_not_translate", "keep_source")
DEFINITION = "definition"
YES, NO = frozenset({"yes", "1", "x", "true"}), frozenset({"", "no", "0", "false"})


def read_table(stream: BinaryIO) -> Iterator[Entry]:
    """The terms of a table, its columns separated by commas, semicolons or tabs. Empty rows are left out.

    Raises:
        ExchangeError: when a heading is no language, a row has too many columns, or a mark is neither yes nor no.
    """
    yield from _entries(TableRows(stream.read()))


def table(entries: Iterable[Entry], language: str) -> Iterator[str]:
    """The table of terms of one language, in pieces."""
    terms = list(entries)
    tags = sorted({tag for entry in terms for tag in entry.translations})
    return written([[language, *FLAGS, DEFINITION, *tags], *(_row(entry, tags) for entry in terms)])


def _row(entry: Entry, tags: list[str]) -> list[str]:
    flags = ["yes" if getattr(entry, name) else "" for name in FLAGS]
    return [entry.term, *flags, entry.definition, *(entry.translations.get(tag, "") for tag in tags)]


def _entries(rows: TableRows) -> Iterator[Entry]:
    headings = [heading.strip() for heading in next(rows)]
    for heading in headings:
        if heading not in (*FLAGS, DEFINITION) and not langcodes.tag_is_valid(heading):
            raise ExchangeError(
                _("The heading “%(heading)s” is no language tag, and none of these: %(others)s.")
                % {"heading": heading, "others": ", ".join((*FLAGS, DEFINITION))},
                1,
            )
    if headings[0] in (*FLAGS, DEFINITION) or len(set(headings)) < len(headings):
        raise ExchangeError(_("The first column holds the terms, and every heading stands once."), 1)
    for row in rows:
        line = rows.line
        cells = [unguarded(cell.strip()) for cell in row]
        if not any(cells):
            continue
        if len(cells) > len(headings):
            raise ExchangeError(_("There are more columns than headings."), line)
        values = dict(zip(headings, cells, strict=False))
        term = values.pop(headings[0])
        flags = {name: _flag(values.pop(name, ""), name, line) for name in FLAGS}
        definition = values.pop(DEFINITION, "")
        translations = {tag: " ".join(text.split()) for tag, text in values.items() if text}
        yield Entry(headings[0], " ".join(term.split()), translations, definition, line=line, **flags)


def _flag(text: str, name: str, line: int) -> bool:
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise ExchangeError(
        _("“%(text)s” in the column %(name)s is neither yes nor no.") % {"text": text, "name": name}, line
    )
