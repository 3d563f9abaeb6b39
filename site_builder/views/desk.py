"""Pages of the desk: forms that the CMS serves to readers, in the frame of the guide that they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from site_builder.environment import ThemeEnvironment
from site_builder.guide import Guide
from site_builder.languages import direction, own_name
from site_builder.library import Document
from site_builder.template_code import Once, Strings
from site_builder.views.edition import Edition, Fragment
from site_builder.views.shell import home_link, site

KIND = "desk"


class DistantGuide(Guide):
    """A guide whose addresses are whole: what is shown beside it is served by another host."""

    def url_of_path(self, path: str) -> str:
        """The whole address of a folder below the release."""
        return super().absolute(super().url_of_path(path))

    def absolute(self, url: str) -> str:
        """The address as it is: it is whole."""
        return url


class DeskPages:
    """Makes pages of the desk of one guide in one language.

    `documents` are the city's in this and in the source language, and whatever the page shows or links to.
    """

    def __init__(
        self, documents: Iterable[Document], language: str, environment: ThemeEnvironment, *, site_url: str
    ) -> None:
        self.environment = environment
        self.edition = Edition(DistantGuide(documents, site_url=site_url), language, environment)

    def say(self, message: str) -> str:
        """An interface string of the theme in the language of the page, or in English where it has none."""
        return self.edition.gettext(message)

    def title_of(self, uuid: str) -> Fragment | None:
        """The title of one of the documents, marked where it is in the source language."""
        document = self.edition.document(uuid)
        return self.edition.text(document) if document else None

    def address_of(self, uuid: str) -> str | None:
        """The address of the page of one of the documents, or None if it has none."""
        return self.edition.guide.url(uuid, self.edition.language)

    def html(
        self, template: str, title: str, address_in: Callable[[str], str], context: dict[str, Any], *, failed: bool
    ) -> str:
        """The page that a template below `desk/` makes.

        `title` is an interface string in the page's language, `address_in` the address of the same page in another
        language. Where a form `failed`, the title in the browser's tab says so first.
        """
        edition = self.edition
        name = edition.city["title"]
        head = f"{title} – {name}"
        page = {
            "title": Fragment(title, edition.ui),
            "head_title": self.edition.gettext("Error: {title}").format(title=head) if failed else head,
            "description": title,
            "url": None,
            "switch": [_choice(language, edition, address_in) for language in edition.guide.languages],
            "trail": [home_link(edition)],
        }
        shared = {"site": site(edition), "ui": edition.ui, "_": Strings(edition.gettext), "once": Once()}
        return self.environment.get_template(f"desk/{template}").render(
            {**shared, "page": page, "kind": KIND, "alerts": [], **context}
        )


def _choice(language: str, edition: Edition, address_in: Callable[[str], str]) -> dict[str, Any]:
    return {
        "language": language,
        "direction": direction(language),
        "name": own_name(language),
        "url": address_in(language),
        "current": language == edition.language,
    }
