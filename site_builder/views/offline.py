"""What keeps a language of the guide on a phone: the page to save it on, what is shown instead of a page that is not
kept, and how a home screen names the guide.
"""

from __future__ import annotations

from typing import Any

from site_builder.packs import LIST
from site_builder.views.edition import Edition

MANIFEST = "manifest.webmanifest"
ICON_SIZES = (192, 512)  # pixels; what Chromium asks of a guide that is to stand on a home screen


def save_page(edition: Edition) -> dict[str, Any]:
    """Where a reader has the guide kept on her phone, brought up to date and deleted again."""
    return {"template": "save.html", "title": edition.gettext("Save this guide on my phone"), "list": LIST}


def not_kept_page(edition: Edition) -> dict[str, Any]:
    """What is shown without a connection instead of a page that is not kept."""
    return {"template": "offline.html", "title": edition.gettext("This page is not on your phone")}


def manifest(edition: Edition) -> dict[str, Any]:
    """What a phone shows of the guide on its home screen."""
    home = edition.guide.url_of_path(edition.language)
    name = edition.city["title"]
    return {
        "manifest": {
            "name": name,
            "short_name": name,
            "lang": edition.language,
            "dir": edition.direction,
            "id": home,
            "start_url": home,
            "scope": home,
            "display": "minimal-ui",
        },
        "sizes": ICON_SIZES,
    }
