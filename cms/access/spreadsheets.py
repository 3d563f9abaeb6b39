"""Tables that people save as CSV hold no formulas: a title that somebody else typed would run in a spreadsheet."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from translations.exchange.tables import guarded


def keep_formulas_out() -> None:
    """Guard the cells of every report that Wagtail 8.0 writes as CSV; in its Excel files they are text already."""
    SpreadsheetExportMixin.write_csv_row = _row


def _row(self: Any, writer: Any, row_dict: dict[str, Any]) -> Any:
    cells = {name: self.preprocess_field_value(name, value, self.FORMAT_CSV) for name, value in row_dict.items()}
    return writer.writerow({name: guarded(cell) if isinstance(cell, str) else cell for name, cell in cells.items()})
