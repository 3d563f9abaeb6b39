"""Every page of a guide: where it is written, which template makes it and what the template is given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

import jinja2

from site_builder import index_parts
from site_builder.environment import ThemeEnvironment
from site_builder.errors import BuildError
from site_builder.guide import THEME_PATHS, Guide
from site_builder.kept_pages import OFFLINE
from site_builder.library import Document
from site_builder.outputs import ASSET, CITY, DATA, Output, Printed, outputs_of_city, outputs_of_language
from site_builder.parts import Parts
from site_builder.reading import Facet, Trace, listed, spelt_out
from site_builder.standards.files import print_data
from site_builder.survey import LinkKeys
from site_builder.template_code import Once, Strings
from site_builder.views import (
    collections,
    events,
    listings,
    offline,
    open_data,
    places,
    procedure,
    search,
    service,
    way,
)
from site_builder.views.alerts import alerts
from site_builder.views.beside import beside
from site_builder.views.edition import Edition, Fragment
from site_builder.views.facts import cost
from site_builder.views.feedback import feedback
from site_builder.views.files import language_file
from site_builder.views.index import index_page
from site_builder.views.neutral import neutral_file
from site_builder.views.pictures import voice
from site_builder.views.safety import safety
from site_builder.views.share import share
from site_builder.views.shell import Place, describe, document_place, frame, index_place, site, theme_place
from site_builder.views.short import codes
from site_builder.views.terms import explainer
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
    "event": events.event_page,
}
THEME_VIEWS: dict[str, Callable[[Edition], dict[str, Any]]] = {
    "glossary": collections.glossary_page,
    "emergency": collections.emergency_page,
    "save": offline.save_page,
    "privacy": collections.privacy_page,
    "accessibility": collections.accessibility_page,
    "data": open_data.open_data_page,
    "events": events.events_page,
    "way": way.way_page,
    "bundle": way.bundle_page,
    "search": search.search_page,
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
    finish: Callable[[str], str] = str
    """What is done to its text last."""


def pages(guide: Guide, language: str, environment: ThemeEnvironment) -> Iterator[Page]:
    """Every page of one language: translated ones, those that fall back to the source language, the theme's own.

    Raises PageError if two pages would be one file.
    """
    press = Press(guide, environment)
    taken: dict[str, Page] = {}
    for output in outputs_of_language(guide, language):
        page = press.page(output)
        if page.path in taken:
            raise twice(guide, language, page.path, taken[page.path].uuid, page.uuid)
        taken[page.path] = page
        yield page


def city_pages(guide: Guide, environment: ThemeEnvironment) -> Iterator[Page]:
    """What belongs to no language: choice of language, not found, sitemap index, robots.txt, headers for hosts."""
    press = Press(guide, environment)
    return (press.page(output) for output in outputs_of_city(guide))


def twice(guide: Guide, language: str, path: str, one: str | None, other: str | None) -> PageError:
    """Two documents, or one and a page of the theme's own, whose pages would be one file."""
    remedy = "Change the slug of one of them."
    if language == CITY:
        remedy = "By chance both have the same short address: make one of them anew, so that it gets another."
    return PageError(
        f"{path} would be written twice: for {_who(guide, one, language)} "
        f"and for {_who(guide, other, language)}. {remedy}"
    )


class Press:
    """Makes the pages of a guide, one at a time and in any order."""

    def __init__(self, guide: Guide, environment: ThemeEnvironment) -> None:
        self.guide = guide
        self.environment = environment
        self.link_keys = LinkKeys(guide)  # what pages link to once they are likely to link to again
        self._codes = codes(guide)
        self._editions: dict[str, Edition] = {}
        self._parts = Parts(guide.reads)

    def page(self, output: Output) -> Page:
        """The page of an output. Raises PageError."""
        if output.shard == CITY:
            return Page(*neutral_file(self.guide, output, self._codes, self._edition))
        edition = self._edition(output.shard)
        shared = self._shared_by(edition)
        match output.kind:
            case "document":
                document = edition.document(output.key)
                if document is None:
                    raise PageError(f"There is no document {output.key} in {output.shard} or in the source language.")
                return _document_page(edition, shared, document)
            case "theme":
                return _theme_page(edition, shared, theme_place(edition, output.key), THEME_VIEWS[output.key](edition))
            case index_parts.KIND:
                number = index_parts.number_of(output.key)
                return _theme_page(edition, shared, index_place(edition, number), index_page(edition, number))
            case "404":
                return _page_without_address(edition, shared, "404.html", collections.not_found_page(edition))
            case "offline":
                return _page_without_address(edition, shared, OFFLINE, offline.not_kept_page(edition))
            case _:
                return _file(edition, output)

    def print(self, output: Output) -> Printed:
        """The file of an output, with what it was made from. Raises PageError."""
        if output.shard == DATA:
            return print_data(self.guide, output)
        with self.guide.reads.begun() as trace:
            page = self.page(output)
            data = render(page, self.environment).encode()
        trace.include(self.environment.footprint(page.template))
        return Printed(output.name, page.path, data, trace.footprint())

    def print_asset(self, output: Output, path: str, data: bytes) -> Printed:
        """The file of an asset of the theme."""
        trace = Trace()
        trace.listings.add(listed(ASSET, output.key))
        return Printed(output.name, path, data, trace.footprint())

    def forget(self, facets: Collection[Facet] | None) -> None:
        """Make anew what was made for several pages from any of these facets, or all of it: documents changed."""
        for parts in (self._parts, self.guide.parts):
            if facets is None:
                parts.clear()
            else:
                parts.forget(spelt_out(facets, self.guide.languages))

    def _edition(self, language: str) -> Edition:
        if language not in self._editions:
            self._editions[language] = Edition(self.guide, language, self.environment, self._parts)
        edition = self._editions[language]
        self.guide.reads.trace.include(edition.footprint)
        return edition

    def _shared_by(self, edition: Edition) -> dict[str, Any]:
        """What every page of an edition is given."""
        shared: dict[str, Any] = self._parts.once((_shared, edition.language), _shared, edition)
        return shared


def render(page: Page, environment: ThemeEnvironment) -> str:
    """The text of a page. Raises PageError naming document and template."""
    try:
        return page.finish(environment.get_template(page.template).render(page.context))
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
        case "alert":
            return _document_page(edition, shared, _affected_by(edition, document))
        case "cost":
            view = {"template": "cost.html", "title": document["title"], "cost": cost(edition, document["uuid"])}
            return _theme_page(edition, shared, theme_place(edition, "index"), view)
        case _:
            return _document_page(edition, shared, document)


def _affected_by(edition: Edition, alert: Document) -> Document:
    """The first page that shows an alert: the home page if all do."""
    pages = edition.documents(alert["affects"])
    return next((page for page in pages if page["kind"] in DOCUMENT_VIEWS), edition.city)


def _shared(edition: Edition) -> dict[str, Any]:
    return {"site": site(edition), "ui": edition.ui, "_": Strings(edition.gettext), "once": Once()}


def _document_page(edition: Edition, shared: dict[str, Any], document: Document) -> Page:
    uuid, kind = document["uuid"], document["kind"]
    try:
        view = DOCUMENT_VIEWS[kind](edition, document)
        place = document_place(edition, document)
        head = frame(edition, place, edition.text(document), view["description"], view.pop("data"))
        about: dict[str, Any] = {"trust": trust(edition, document), "safety": safety(edition, document)}
        about |= {"alerts": alerts(edition, document), "beside": beside(edition, document)}
        about |= {"voice": voice(edition, document)}
        about |= {"share": share(edition, document, head), "feedback": feedback(edition, document, head)}
        context = {**shared, "page": head, "kind": kind, "aloud": document["language"], **about, **view}
    except FAULTS as error:
        told = f"{edition.language}: {_who(edition.guide, uuid, edition.language)}, view of kind {kind}"
        raise PageError(f"{told}: {_told(error)}") from error
    folder = place.folders.get(edition.language, edition.language)
    return Page(f"{folder}/index.html", uuid, view["template"], context, explainer(edition, shared))


def _theme_page(edition: Edition, shared: dict[str, Any], place: Place, view: dict[str, Any]) -> Page:
    title = Fragment(view["title"], edition.ui)
    head = frame(edition, place, title, describe(view["title"]), [])
    about = {"trust": None, "alerts": alerts(edition)}
    context = {**shared, "page": head, "kind": "theme", **about, **view}
    return Page(f"{place.folders[edition.language]}/index.html", None, view["template"], context)


def _page_without_address(edition: Edition, shared: dict[str, Any], name: str, view: dict[str, Any]) -> Page:
    """It is shown in the place of others, so its language switch leads to the home pages."""
    folders = {language: language for language in edition.guide.languages}
    page = _theme_page(edition, shared, Place(folders, [], ""), view)
    context = {**page.context, "page": {**page.context["page"], "url": None}}
    return Page(f"{edition.language}/{name}", None, page.template, context)


def _file(edition: Edition, output: Output) -> Page:
    """What stands in a language and is no page."""
    try:
        return Page(*language_file(edition, output))
    except FAULTS as error:
        who = f": {_who(edition.guide, output.document, edition.language)}" if output.document else ""
        raise PageError(f"{edition.language}, file of kind {output.kind}{who}: {_told(error)}") from error


def _who(guide: Guide, uuid: str | None, language: str) -> str:
    document = guide.document(uuid, language)
    if document is None:
        return f"a page of the theme's own ({', '.join(THEME_PATHS.values())})"
    return f"{document['kind']} “{document['title']}” ({uuid})"


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).rstrip('.')}. Mend the document in the CMS, or the template."
