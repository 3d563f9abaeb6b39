"""Pages of the desk, rendered with the theme of the city's guide in the language of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.cities.models import City
from cms.publishing.models import PublishedDocument
from cms.publishing.preview import asset_addresses
from cms.publishing.themes import theme_of
from site_builder.environment import ThemeEnvironment, make_environment
from site_builder.theme import Theme, read_theme
from site_builder.views.desk import DeskPages
from site_builder.views.edition import Fragment

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}

Errors = Sequence[tuple[str, str]]
"""For each mistake in a form the id of the field and a sentence in the reader's language."""

_environments: dict[Path, tuple[Theme, ThemeEnvironment]] = {}


@dataclass
class Desk:
    """The desk of one city in one language, for one request."""

    request: HttpRequest
    city: City
    language: str
    arguments: dict[str, Any] = field(default_factory=dict)
    """Those of the address, without the city and the language."""
    switch_leads_home: bool = False
    """Whether the language switch leads to the home pages of the guide: the page is no place of its own."""

    def say(self, message: str) -> str:
        """An interface string of the theme in the reader's language."""
        return self._pages.say(message)

    def has(self, uuid: Any) -> bool:
        """Whether a document is published; cheaper than the document, since nothing is prepared to show it."""
        return self._has(str(uuid))

    def document(self, uuid: Any) -> dict[str, Any] | None:
        """The published document in the reader's language, else in the source language, else None."""
        return self._pages.edition.document(str(uuid)) if self._has(str(uuid)) else None

    def link(self, uuid: Any) -> dict[str, Any] | None:
        """A link to the page of a document, as `desk/told.html` takes it; None if it has none."""
        if not self._has(str(uuid)):
            return None
        title, url = self._pages.title_of(str(uuid)), self._pages.address_of(str(uuid))
        return {"title": title, "url": url} if title and url else None

    def home(self) -> dict[str, Any]:
        """A link to the home page of the guide."""
        return {"title": self._pages.edition.text(self._pages.edition.city), "url": self.guide_url}

    @property
    def guide_url(self) -> str:
        """Where the guide begins in the reader's language."""
        return self._pages.edition.guide.url_of_path(self.language)

    def address(self, route: str, **arguments: Any) -> str:
        """The address of a route of the desk, in the same city and language."""
        return reverse(f"desk:{route}", kwargs={"city": self.city.slug, "language": self.language, **arguments})

    def page(
        self, template: str, title: str, *, status: int = 200, errors: Errors = (), **context: Any
    ) -> HttpResponse:
        """The page that a template in the theme's `templates/desk/` makes; `title` is said already.

        With `errors` the page begins with a summary of them, which has the focus, and its status is 422.
        """
        html = self._pages.html(template, title, self._in_another, {"errors": errors, **context}, failed=bool(errors))
        response = HttpResponse(html, status=422 if errors else status, headers=HEADERS)
        response["Content-Language"] = self.language
        return response

    def tell(
        self, title: str, *sentences: str, onward: Sequence[dict[str, Any]] = (), status: int = 200
    ) -> HttpResponse:
        """A page that says something and leads on; to the home page of the guide if it is not said where."""
        return self.page("told.html", title, status=status, sentences=sentences, onward=onward or [self.home()])

    def words(self, text: str) -> Fragment:
        """A text of the interface for the title of a link."""
        return Fragment(text, self._pages.edition.ui)

    @property
    def is_published(self) -> bool:
        """Whether there is a guide at all: without its city nothing can be shown."""
        return any(document["kind"] == "city" for document in self._documents)

    def _in_another(self, language: str) -> str:
        match = self.request.resolver_match
        if match is None or self.switch_leads_home:
            return self._pages.edition.guide.url_of_path(language)
        return reverse(match.view_name, kwargs={**match.kwargs, "language": language})

    def _has(self, uuid: str) -> bool:
        return uuid in self._uuids

    @cached_property
    def _documents(self) -> list[dict[str, Any]]:
        shown = Q(kind="city") | Q(uuid__in=[value for name, value in self.arguments.items() if name == "uuid"])
        languages = {self.city.source_language, self.language}
        current = PublishedDocument.objects.current().filter(shown, city=self.city, language__in=languages)
        return list(current.values_list("body", flat=True))

    @property
    def _uuids(self) -> set[str]:
        return {document["uuid"] for document in self._documents}

    @cached_property
    def _pages(self) -> DeskPages:
        environment = environment_of(self.city)
        return DeskPages(self._documents, self.language, environment, site_url=self.city.guide_url)


def environment_of(city: City) -> ThemeEnvironment:
    """The templates of the city's theme, kept until one of its files changes."""
    folder = theme_of(city)
    theme = read_theme(folder)
    kept = _environments.get(folder)
    if kept is None or kept[0] is not theme:
        kept = _environments[folder] = theme, make_environment(folder, asset_addresses(folder))
    return kept[1]
