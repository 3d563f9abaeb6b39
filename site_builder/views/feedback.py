"""What a reader can say of a page: at the desk of the city, or by mail where the city takes nothing there."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from site_builder.desk import desk_place
from site_builder.library import Document
from site_builder.views.edition import Edition


def feedback(edition: Edition, document: Document, page: dict[str, Any]) -> dict[str, str]:
    """Addresses for a page; `page` is its frame. `send_to` takes the two buttons, `suggest` leads to the form for what
    is wrong or missing, `mail` is for a city without a desk. What there is not is empty.
    """
    city = edition.guide.city
    desk, email = desk_place(city, edition.language), city["publisher_email"]
    about = f"subject={quote(page['title'].text, safe='')}&body={quote(page['url'], safe='')}"
    return {
        "send_to": f"{desk}feedback/{document['uuid']}/" if desk else "",
        "suggest": f"{desk}suggest/{document['uuid']}/" if desk else "",
        "mail": f"mailto:{email}?{about}" if email and not desk else "",
    }
