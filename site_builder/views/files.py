"""The files of a language that are no pages: for calendars, feed readers, devices, search engines and searching."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from site_builder.guide import THEME_PATHS
from site_builder.outputs import CALENDAR, Output
from site_builder.search_pack import KIND
from site_builder.views import agenda, events, news, offline, search
from site_builder.views.edition import Edition
from site_builder.views.neutral import Content

# By the kind of output: the name of the file and of its template, and what the template is given.
NAMED: dict[str, tuple[str, Callable[[Edition], dict[str, Any]]]] = {
    "webmanifest": (offline.MANIFEST, offline.manifest),
    "feed": (news.FEED, news.news_feed),
    "agenda": (agenda.AGENDA, agenda.agenda),
}


def language_file(edition: Edition, output: Output) -> Content:
    """What an output of a language is made from that is no page."""
    language = edition.language
    if output.kind in NAMED:
        name, view = NAMED[output.kind]
        return f"{language}/{name}", None, name, view(edition)
    if output.kind == CALENDAR:
        folder = edition.guide.folders(output.key)[language]
        return f"{folder}/{events.CALENDAR}", output.key, events.CALENDAR, events.event_calendar(edition, output.key)
    if output.kind == KIND:
        name = output.key.partition("-")[2]
        path = f"{language}/{THEME_PATHS['search']}/{name}.json"
        return path, None, "search.json", {"data": search.search_file(edition, output.key)}
    return f"{language}/sitemap.xml", None, "sitemap.xml", {"urls": _places(edition)}


def _places(edition: Edition) -> list[str]:
    """The addresses of all pages of a language."""
    guide = edition.guide
    return [guide.absolute(guide.url_of_path(folder)) for folder in guide.folders_of_language(edition.language)]
