"""Rich text as published documents carry it: safe HTML in which references are named by UUID."""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3
from wagtail.rich_text.rewriters import LinkRewriter

ALLOWED_TAGS = {"p", "br", "a", "b", "strong", "i", "em", "ul", "ol", "li", "h2", "h3", "h4"}
ALLOWED_ATTRIBUTES = {"a": {"href", "data-ref", "data-kind"}}
ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}
# Sanitising deeply nested markup costs seconds from a quarter of a megabyte on; no editor writes that much in a field.
MAXIMUM_LENGTH = 100_000
# Overrides and isolates can turn a phone number around for the reader; LRM, RLM, ZWJ and ZWNJ are needed by scripts.
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")

# From page id to (uuid, kind) of the document it is published as; None when there is none.
Resolve = Callable[[int], tuple[str, str] | None]

# In running text all pages that readers open are the same kind of link.
MENTION_KINDS = {
    "office": "office",
    "contact": "contact",
    "cost": "cost",
    "document_type": "document",
    "organisation": "organisation",
    "term": "term",
}


class TextTooLongError(ValueError):
    """Rich text is longer than any page needs; it is refused before it costs minutes."""


def clean_html(html: str) -> str:
    """`html` with nothing in it but plain formatting, links and references, and no bidirectional control characters.

    Raises:
        TextTooLongError: for more than MAXIMUM_LENGTH characters.
    """
    if len(html) > MAXIMUM_LENGTH:
        message = f"The text has {len(html):,} characters; at most {MAXIMUM_LENGTH:,} fit in one field. Split it."
        raise TextTooLongError(message)
    return nh3.clean(
        BIDI_CONTROLS.sub("", html),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def published_html(source: str, resolve: Resolve) -> str:
    """Wagtail's database format of rich text as the document's HTML.

    A link to a page becomes `<a data-ref="UUID" data-kind="…">`; a link to a page that is gone keeps its text alone.
    """

    def reference(attributes: dict[str, str]) -> str:
        found = resolve(int(attributes["id"])) if attributes.get("id", "").isdigit() else None
        if found is None:
            return "<a>"
        uuid, kind = found
        return f'<a data-ref="{uuid}" data-kind="{MENTION_KINDS.get(kind, "page")}">'

    return clean_html(LinkRewriter({"page": reference})(source)).replace("<p></p>", "").strip()
