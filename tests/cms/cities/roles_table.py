"""Who may do what: the tables in docs/editors/roles.md, which are the only ones."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from cms.cities.models import Role

DOCS = Path(__file__).resolve().parents[3] / "docs" / "editors" / "roles.md"
ROLES = tuple(Role)
# What a cell says. “their own” means: with what is theirs, and not with what is others'.
YES, OWN, NO = "yes", "their own", "–"
PAGES, TRANSLATIONS, FILES, REST = (
    "Pages, offices and all other entries, in the source language",
    "Translations",
    "Images and uploaded documents",
    "Reports, what readers and others say, settings",
)

# The heading above a table, and the first cell of a row.
Row = tuple[str, str]


@cache
def documented() -> dict[Row, dict[Role, str]]:
    """The rows of the tables: by role what its cell says."""
    rows: dict[Row, dict[Role, str]] = {}
    names = [role.label.lower() for role in ROLES]
    heading, is_of_roles = "", False
    for line in DOCS.read_text().splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        row = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if [cell.lower() for cell in row[1:]] == names:
            is_of_roles = True
        elif not row:
            is_of_roles = False
        elif is_of_roles and not re.fullmatch("-+", row[0]):
            rows[heading, row[0]] = dict(zip(ROLES, row[1:], strict=True))
    return rows
