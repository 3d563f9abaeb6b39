"""The page on which a reader finds what concerns her, and what she noted on other pages."""

from __future__ import annotations

from typing import Any

from site_builder.views.edition import Edition


def way_page(edition: Edition) -> dict[str, Any]:
    """Her notes: they stand on her device alone, so the page has nothing of them."""
    return {"template": "way.html", "title": edition.gettext("What concerns me")}
