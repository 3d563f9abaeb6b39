"""The frame around every page: head, language switch, breadcrumbs, footer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from site_builder.desk import desk_origin, desk_place
from site_builder.guide import THEME_PATHS, index_path
from site_builder.languages import direction, own_name, primary
from site_builder.library import Document
from site_builder.reading import listed
from site_builder.structured_data import as_script, breadcrumb_list
from site_builder.views.concern import facet_data
from site_builder.views.edition import Edition, Fragment

TAGS = re.compile(r"<[^>]+>")
CREATIVE_COMMONS = re.compile(r"creativecommons\.org/licenses/([a-z-]+)/([\d.]+)")
LOGOS = ("logo.svg", "logo.png")  # assets; the first that a theme has stands before the city's name
DESCRIPTION_LENGTH = 160  # characters; search engines cut there


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its folder in each language that has it, and the pages above it."""

    folders: dict[str, str]
    """Language to folder below the release, in the order of the language switch."""
    trail: list[dict[str, Any]]
    """Links to the pages above, the home page first."""
    x_default: str
    """Folder of the page for readers of no listed language."""


def document_place(edition: Edition, document: Document) -> Place:
    """The place of a document's page: below its main topic, or below home."""
    guide = edition.guide
    uuid = document["uuid"]
    folders = guide.folders(uuid)
    if document["kind"] == "city":
        return Place(folders, [], "")
    x_default = folders.get(guide.source_language) or next(iter(folders.values()))
    return Place(folders, [home_link(edition), *_topics_above(edition, document)], x_default)


def theme_place(edition: Edition, name: str) -> Place:
    """The place of one of the theme's own pages, by its name in THEME_PATHS."""
    guide = edition.guide
    folders = {language: f"{language}/{THEME_PATHS[name]}" for language in guide.languages}
    return Place(folders, [home_link(edition)], folders[guide.source_language])


def index_place(edition: Edition, number: int) -> Place:
    """The place of a part of the list of all pages: those after the first stand below it."""
    if number == 1:
        return theme_place(edition, "index")
    guide = edition.guide
    folders = {language: f"{language}/{index_path(number)}" for language in guide.languages}
    title = Fragment(edition.gettext("All pages from A to Z"), edition.ui)
    above = {"title": title, "url": guide.index_url(1, edition.language)}
    return Place(folders, [home_link(edition), above], folders[guide.source_language])


def home_link(edition: Edition) -> dict[str, Any]:
    """The link to the home page of this language."""
    return {"title": edition.text(edition.city), "url": edition.guide.url_of_path(edition.language)}


def _topics_above(edition: Edition, document: Document) -> list[dict[str, Any]]:
    above: list[dict[str, Any]] = []
    uuid = document["parent"] if document["kind"] == "topic" else next(iter(document["topics"]), None)
    seen = {document["uuid"]}
    while uuid not in seen and edition.guide.kind(uuid) == "topic":
        seen.add(uuid)
        link = edition.link(uuid)
        above[:0] = [link] if link else []
        topic = edition.document(uuid)
        uuid = topic["parent"] if topic else None
    return above


def site(edition: Edition) -> dict[str, Any]:
    """What is the same on every page of an edition."""
    guide = edition.guide
    return {
        "language": edition.language,
        "direction": edition.direction,
        "language_name": own_name(edition.language),
        "ui": edition.ui,
        "name": edition.text(edition.city),
        "logo": _logo(edition),
        "base": guide.url_of_path(""),
        "home_url": guide.url_of_path(edition.language),
        "urls": {name: guide.theme_url(name, edition.language) for name in THEME_PATHS},
        "publisher": edition.official(guide.city["publisher"]),
        "licence": licence(guide.city.get("licence")),
        "desk": desk_place(guide.city, edition.language),
        "desk_origin": desk_origin(guide.city),
        "facets": facet_data(edition),
        "comma": edition.gettext(", "),
        "date_words": edition.formats.date_words,
        "og_locale": f"{primary(edition.language)}_{guide.city['country']}",
    }


def licence(url: str | None) -> dict[str, str] | None:
    """The name of a licence for people, with its address; None if nothing is granted."""
    if not url:
        return None
    found = CREATIVE_COMMONS.search(url)
    name = f"CC {found[1].upper()} {found[2]}" if found else urlsplit(url).netloc.removeprefix("www.")
    return {"url": url, "name": "CC0 1.0" if "/publicdomain/zero/" in url else name}


def _logo(edition: Edition) -> str:
    """The name of the theme's logo; empty if it has none."""
    for name in LOGOS:
        edition.guide.reads.note(listed("asset", name))
    return next((name for name in LOGOS if edition.environment.has_asset(name)), "")


def frame(
    edition: Edition, place: Place, title: Fragment, description: str, data: list[dict[str, Any]]
) -> dict[str, Any]:
    """What the frame of one page needs. `data` holds the page's structured data."""
    guide = edition.guide
    urls = {language: guide.url_of_path(folder) for language, folder in place.folders.items()}
    url = guide.absolute(urls[edition.language])
    city = edition.city["title"]
    crumbs = [*place.trail, {"title": title, "url": urls[edition.language]}] if place.trail else []
    return {
        "title": title,
        "head_title": f"{title.text} – {city}" if place.trail else title.text,
        "description": description,
        "url": url,
        "alternates": [(language, guide.absolute(address)) for language, address in urls.items()],
        "x_default": guide.absolute(guide.url_of_path(place.x_default)),
        "switch": [
            {
                "language": language,
                "direction": direction(language),
                "name": own_name(language),
                "url": address,
                "current": language == edition.language,
            }
            for language, address in urls.items()
        ],
        "trail": place.trail,
        "data": as_script([*data, breadcrumb_list(guide, crumbs)] if crumbs else data),
    }


def describe(*texts: str) -> str:
    """The first text that says something, without markup, cut at a word where search engines would cut it."""
    text = next((plain for text in texts if (plain := " ".join(unescape(TAGS.sub(" ", text)).split()))), "")
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rpartition(" ")[0].rstrip(" ,;:") + " …"
