"""The picture of a page: the forms in which a browser may choose it, and the words for those who do not see it.

Its voice note: where the recording is, and what is said for those who do not hear it.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from site_builder.library import Document
from site_builder.pictures import FALLBACK, TYPES, forms
from site_builder.views.edition import Edition, Fragment

# The column of text: its width on a screen, the whole width on a phone.
SIZES = "(min-width: 46rem) 44rem, 100vw"


def picture(edition: Edition, document: Document) -> dict[str, Any] | None:
    """A document's picture as a template shows it; None if it has none."""
    told = document.get("picture")
    if not told:
        return None
    by_format: dict[str, list[str]] = {}
    for form in forms(told):
        address = f"{edition.guide.base_path}/{form.path}"
        by_format.setdefault(form.format, []).append(f"{address} {form.width}w")
        last = form, address
    fallback, address = last
    return {
        "sources": [
            {"type": TYPES[kind], "srcset": ", ".join(addresses), "sizes": SIZES}
            for kind, addresses in by_format.items()
            if kind != FALLBACK
        ],
        "src": address,
        "url": edition.guide.absolute(address),
        "width": fallback.width,
        "height": fallback.height,
        "alt": edition.text(document, told, "alt"),
        "credit": Fragment(told["credit"], edition.source_mark),
    }


def voice(edition: Edition, document: Document) -> dict[str, Any] | None:
    """The voice note of a document as a template shows it; None if it has none."""
    told = document.get("voice")
    if not told:
        return None
    [form] = forms(told)
    _ = edition.gettext
    date = edition.date(told["recorded_on"])
    if told["reader"]:
        name = Markup("<bdi>{}</bdi>").format(told["reader"])
        recorded = edition.say(_("Read by {name}, recorded on {date}"), name=name, date=date)
    else:
        recorded = edition.say(_("Recorded on {date}"), date=date)
    return {
        "src": f"{edition.guide.base_path}/{form.path}",
        "recorded": recorded,
        "transcript": [text.strip() for text in re.split(r"\n\s*\n", told["transcript"]) if text.strip()],
        "attrs": edition.source_attrs if edition.is_fallback(document) else "",
    }
