"""The report of pages × languages as a table (CSV) for spreadsheets: every page that the filters leave."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _

from cms.cities.models import City
from cms.insights.demand import counted_until
from cms.insights.matrix import Filters, Row, matching_pages, rows, shown_locales, target_locales
from translations.exchange.tables import guarded
from translations.stored_states import refresh_states


def matrix_table(city: City, filters: Filters) -> str:
    """The table, with the mark by which spreadsheets recognise UTF-8.

    A row for each page: its title, its kind, its state in each language shown; where readers are counted, how often it
    was read lately in these languages together and in each.
    """
    refresh_states()
    locales = shown_locales(target_locales(city), filters)
    pages = matching_pages(city, filters, locales)
    tags = [locale.language_code for locale in locales]
    counted = counted_until(city) is not None
    buffer = io.StringIO(newline="")
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    reads = [_("Reads"), *(_("%(language)s: reads") % {"language": tag} for tag in tags)] if counted else []
    writer.writerow([_("Page"), _("Kind"), *tags, *reads])
    keys = pages.order_by().values("translation_key")
    for row in rows(city, pages.select_related("content_type"), locales, keys):
        writer.writerow([guarded(str(cell)) for cell in _cells(row, counted=counted)])
    return buffer.getvalue()


def _cells(row: Row, *, counted: bool) -> list[object]:
    reads = [row.reads, *(cell.reads for cell in row.cells)] if counted else []
    return [row.page.title, row.kind, *(cell.label for cell in row.cells), *reads]
