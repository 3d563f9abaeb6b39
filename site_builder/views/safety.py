"""What helps readers for whom it is dangerous that somebody sees what they read."""

from __future__ import annotations

from typing import Any

from site_builder.guide import anchor
from site_builder.library import Document
from site_builder.views.edition import Edition

# A page that anybody might have open, in every language, and that does not say where its reader comes from.
WAY_OUT = "https://www.wikipedia.org/"


def kept_name(document: Document) -> str:
    """Under which name a device keeps what its reader noted of a page, the same in every language.

    Empty where nothing may be kept: nobody should learn from a device that its reader was on such a page.
    """
    return anchor(document["uuid"]) if document["sensitivity"] == "normal" else ""


def safety(edition: Edition, document: Document) -> dict[str, Any] | None:
    """The way out of a page, and what the browser remembers all the same; None on pages that are no danger."""
    if document["sensitivity"] != "safety":
        return None
    leave = edition.gettext("Leave this page")
    message = edition.gettext(
        "Is somebody looking? “{button}” opens another website at once. Your browser still remembers this page: "
        "delete it in the browser's history, or read it on a device that nobody else uses."
    )
    return {"url": WAY_OUT, "leave": leave, "note": edition.say(message, button=leave)}
