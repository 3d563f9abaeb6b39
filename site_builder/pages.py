"""Every page of a guide: where it is written, which template makes it and what the template is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import jinja2

from site_builder.environment import ThemeEnvironment
from site_builder.errors import BuildError
from site_builder.guide import THEME_PATHS, Document, Guide
from site_builder.languages import direction, own_name
from site_builder.views import collections, listings, places, procedure, service
from site_builder.views.edition import Edition, Fragment
from site_builder.views.facts import cost
from site_builder.views.safety import safety
from site_builder.views.shell import Place, describe, document_place, frame, site, theme_place
from site_builder.views.trust import trust

DOCUMENT_VIEWS: dict[str, Callable[[Edition, Document], dict[str, Any]]] = {
    "city": listings.home_page,
    "topic": listings.topic_page,
    "situation": listings.situation_page,
    "procedure": procedure.procedure_page,
    "service": service.service_page,
    "article": service.article_page,
    "office": places.office_page,
    "organisation": places.organisation_page,
    "document_type": listings.document_type_page,
}
THEME_VIEWS: dict[str, Callable[[Edition], dict[str, Any]]] = {
    "index": collections.index_page,
    "glossary": collections.glossary_page,
    "emergency": collections.emergency_page,
    "privacy": collections.privacy_page,
    "accessibility": collections.accessibility_page,
}
# What makes a view or a template fail: data that is not as the schema says, or a mistake in the theme.
FAULTS = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class PageError(BuildError):
    """A page cannot be made; the message names the document and the template."""


@dataclass(frozen=True)
class Page:
    """One file of a release."""

    path: str
    """Below the release, for instance `ar/housing/register/index.html`."""
    uuid: str | None
    """Of the document that the page shows; None for a page of the theme's own."""
    template: str
    context: dict[str, Any]


def pages(guide: Guide, language: str, environment: ThemeEnvironment) -> Iterator[Page]:
    """Every page of one language: translated ones, those that fall back to the source language, the theme's own.

    Raises PageError if two pages would be one file.
    """
    edition = Edition(guide, language, environment)
    shared = _shared(edition)
    taken: dict[str, Page] = {}
    for page in _pages(edition, shared):
        if page.path in taken:
            raise PageError(
                f"{page.path} would be written twice: for {_who(guide, taken[page.path].uuid, language)} "
                f"and for {_who(guide, page.uuid, language)}. Change the slug of one of them."
            )
        taken[page.path] = page
        yield page
    yield Page(f"{language}/sitemap.xml", None, "sitemap.xml", {"urls": _sitemap(guide, taken)})


def _pages(edition: Edition, shared: dict[str, Any]) -> Iterator[Page]:
    guide = edition.guide
    for name, view in THEME_VIEWS.items():
        yield _theme_page(edition, shared, theme_place(edition, name), view(edition))
    yield _not_found_page(edition, shared)
    for kind in DOCUMENT_VIEWS:
        for document in edition.documents(guide.of_kind(kind)):
            yield _document_page(edition, shared, document)


def city_pages(guide: Guide, environment: ThemeEnvironment) -> Iterator[Page]:
    """The pages that belong to no language: choice of language, not found, sitemap index, robots.txt."""
    editions = [Edition(guide, language, environment) for language in guide.languages]
    root = guide.absolute(guide.url_of_path(""))
    shared = {
        "language": guide.source_language,
        "direction": direction(guide.source_language),
        "title": guide.city["title"],
        "root": root,
        "alternates": [(tag, guide.absolute(guide.url_of_path(tag))) for tag in guide.languages],
        "choices": [_choice(edition) for edition in editions],
    }
    yield Page("index.html", guide.city["uuid"], "choose_language.html", shared)
    yield Page("404.html", None, "not_found_anywhere.html", shared)
    sitemaps = [guide.absolute(f"{guide.base_path}/{tag}/sitemap.xml") for tag in guide.languages]
    yield Page("sitemap.xml", None, "sitemap_index.xml", {"sitemaps": sitemaps})
    yield Page("robots.txt", None, "robots.txt", {"sitemap": guide.absolute(f"{guide.base_path}/sitemap.xml")})


def render(page: Page, environment: ThemeEnvironment) -> str:
    """The text of a page. Raises PageError naming document and template."""
    try:
        return environment.get_template(page.template).render(page.context)
    except FAULTS as error:
        document = f"document {page.uuid}" if page.uuid else "no document"
        raise PageError(f"{page.path} ({document}), template {page.template}: {_told(error)}") from error


def render_document(guide: Guide, uuid: str, language: str, environment: ThemeEnvironment) -> str:
    """One document's page, the same bytes as in a release; where a document has no page of its own, the page that
    shows it: the glossary for a term, the numbers for a contact, for a cost a page that no release has.
    """
    edition = Edition(guide, language, environment)
    document = edition.document(uuid)
    if document is None:
        raise PageError(f"There is no document {uuid} in {language} or in {guide.source_language}.")
    return render(_preview(edition, document), environment)


def _preview(edition: Edition, document: Document) -> Page:
    shared = _shared(edition)
    match document["kind"]:
        case "term":
            return _theme_page(edition, shared, theme_place(edition, "glossary"), collections.glossary_page(edition))
        case "contact":
            return _theme_page(edition, shared, theme_place(edition, "emergency"), collections.emergency_page(edition))
        case "cost":
            view = {"template": "cost.html", "title": document["title"], "cost": cost(edition, document["uuid"])}
            return _theme_page(edition, shared, theme_place(edition, "index"), view)
        case _:
            return _document_page(edition, shared, document)


def _shared(edition: Edition) -> dict[str, Any]:
    return {"site": site(edition), "ui": edition.ui, "_": edition.gettext}


def _document_page(edition: Edition, shared: dict[str, Any], document: Document) -> Page:
    uuid, kind = document["uuid"], document["kind"]
    try:
        view = DOCUMENT_VIEWS[kind](edition, document)
        place = document_place(edition, document)
        head = frame(edition, place, edition.text(document), view["description"], view.pop("data"))
        about = {"trust": trust(edition, document), "safety": safety(edition, document)}
        context = {**shared, "page": head, "kind": kind, **about, **view}
    except FAULTS as error:
        told = f"{edition.language}: {_who(edition.guide, uuid, edition.language)}, view of kind {kind}"
        raise PageError(f"{told}: {_told(error)}") from error
    folder = place.folders.get(edition.language, edition.language)
    return Page(f"{folder}/index.html", uuid, view["template"], context)


def _theme_page(edition: Edition, shared: dict[str, Any], place: Place, view: dict[str, Any]) -> Page:
    title = Fragment(view["title"], edition.ui)
    head = frame(edition, place, title, describe(view["title"]), [])
    context = {**shared, "page": head, "trust": None, "kind": "theme", **view}
    return Page(f"{place.folders[edition.language]}/index.html", None, view["template"], context)


def _not_found_page(edition: Edition, shared: dict[str, Any]) -> Page:
    """It has no address of its own, so its language switch leads to the home pages."""
    folders = {language: language for language in edition.guide.languages}
    place = Place(folders, [], "")
    view = collections.not_found_page(edition)
    page = _theme_page(edition, shared, place, view)
    context = {**page.context, "page": {**page.context["page"], "url": None}}
    return Page(f"{edition.language}/404.html", None, page.template, context)


def _choice(edition: Edition) -> dict[str, Any]:
    return {
        "language": edition.language,
        "direction": edition.direction,
        "name": own_name(edition.language),
        "url": edition.guide.url_of_path(edition.language),
        "city": edition.text(edition.city),
        "ui": edition.ui,
        "not_found": edition.gettext("This page does not exist"),
    }


def _sitemap(guide: Guide, written: dict[str, Page]) -> list[str]:
    folders = sorted(path.removesuffix("/index.html") for path in written if path.endswith("/index.html"))
    return [guide.absolute(guide.url_of_path(folder)) for folder in folders]


def _who(guide: Guide, uuid: str | None, language: str) -> str:
    document = guide.document(uuid, language)
    if document is None:
        return f"a page of the theme's own ({', '.join(THEME_PATHS.values())})"
    return f"{document['kind']} “{document['title']}” ({uuid})"


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
