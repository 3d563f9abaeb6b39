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
    desk = desk_place(city, edition.language)
    return {
        "send_to": f"{desk}feedback/{document['uuid']}/" if desk else "",
        "suggest": f"{desk}suggest/{document['uuid']}/" if desk else "",
        "mail": "" if desk else _mail(city, page["title"].text, page["url"]),
    }


def suggest_address(edition: Edition, document: Document) -> str:
    """Where to tell what is wrong with an entity that other pages show: the desk's form, else a mail, else nothing."""
    city, uuid = edition.guide.city, document["uuid"]
    if desk := desk_place(city, edition.language):
        return f"{desk}suggest/{uuid}/"
    url = edition.guide.url(uuid, edition.language)
    return _mail(city, document["title"], edition.guide.absolute(url) if url else "")


def _mail(city: Document, title: str, url: str) -> str:
    email = city["publisher_email"]
    return f"mailto:{email}?subject={quote(title, safe='')}&body={quote(url, safe='')}" if email else ""
