"""Ways to pass a page on: messengers that need no script, and the short address with its code."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from site_builder.library import Document
from site_builder.views.edition import Edition
from site_builder.views.short import FOLDER, short_id


def share(edition: Edition, document: Document, page: dict[str, Any]) -> dict[str, str]:
    """The parts of the addresses that pass a page on; `page` is its frame. `title` is empty where nobody is to be asked
    to tell others what she reads."""
    guide = edition.guide
    place = f"{guide.base_path}/{FOLDER}/{short_id(document['uuid'])}"
    return {
        "title": "" if document["sensitivity"] == "safety" else quote(page["title"].text, safe=""),
        "url": quote(page["url"], safe=""),
        "short": f"{place}/",
        "address": guide.absolute(place).partition("://")[2],
        "code": f"{place}.svg",
    }
