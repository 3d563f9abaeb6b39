"""Every page of a guide: where it is written, which template makes it and what the template is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jinja2

from site_builder.environment import ThemeEnvironment
from site_builder.errors import BuildError
from site_builder.guide import Document, Guide


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
    """Every page of one language: translated ones, those that fall back to the source language, the theme's own."""
    for kind in ("city", "topic", "situation", "service", "procedure", "article", "office", "organisation"):
        for uuid in guide.of_kind(kind):
            document = guide.document(uuid, language)
            if document is not None:
                yield _document_page(guide, document, language)


def city_pages(guide: Guide, environment: ThemeEnvironment) -> Iterator[Page]:
    """The pages that belong to no language: choice of language, not found, sitemap index, robots.txt."""
    yield Page("robots.txt", None, "robots.txt", {"sitemap": guide.absolute(f"{guide.base_path}/sitemap.xml")})


def render(page: Page, environment: ThemeEnvironment) -> str:
    """The text of a page. Raises PageError naming document and template."""
    try:
        return environment.get_template(page.template).render(page.context)
    except (jinja2.TemplateError, LookupError, TypeError, ValueError) as error:
        raise PageError(f"{page.path} (document {page.uuid or 'none'}), template {page.template}: {error}") from error


def render_document(guide: Guide, uuid: str, language: str, environment: ThemeEnvironment) -> str:
    """One document's page, the same bytes as in a release."""
    document = guide.document(uuid, language)
    if document is None:
        raise PageError(f"There is no document {uuid} in {language} or in {guide.source_language}.")
    return render(_document_page(guide, document, language), environment)


def _document_page(guide: Guide, document: Document, language: str) -> Page:
    folder = guide.path(document["uuid"], language) or language
    context = {"language": language, "title": document["title"]}
    return Page(f"{folder}/index.html", document["uuid"], "page.html", context)
