"""The home page of a guide in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Page, Site
from wagtail_localize.fields import BaseTranslatableField, TranslatableField

from cms.cities.forms import CityCopyForm, CityTreeForm
from cms.cities.models.city import City
from cms.cities.permission_testers import CityPagePermissionTester
from cms.cities.preview import preview_response
from cms.cities.slugs import check_slug
from cms.cities.trees import document_path, home_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser
    from django.http import HttpRequest, HttpResponse


class CityTreeMixin:
    """What every page of a city shares, whatever it holds: who may do what with it, its forms and its preview."""

    # Made with the city, with a place and a slug on which the guide's addresses rest: never moved, copied or deleted.
    provisioned: ClassVar[bool] = False

    base_form_class = CityTreeForm
    copy_form_class = CityCopyForm

    @property
    def is_sensitive(self) -> bool:
        """Whether no machine text of it goes live before a person has checked it."""
        return False

    def clean(self: Page) -> None:
        """Keep the slug off the guide's own addresses; a new page has no parent yet, and its form checks it."""
        super().clean()  # type: ignore[misc]  # mixed into pages
        if self.path:
            check_slug(self.slug, self.get_parent())

    def get_url_parts(self: Page, request: HttpRequest | None = None) -> tuple[int | None, str, str] | None:
        """Address in the guide, which is where “view live” leads: the CMS itself shows nothing to readers."""
        home = home_of(self)
        if home is None:
            return None
        address = urlsplit(home.city.guide_url)
        parts = (address.path.strip("/"), home.locale.language_code, document_path(self, home))
        return home.city.site_id, f"{address.scheme}://{address.netloc}", f"/{'/'.join(filter(None, parts))}/"

    def get_url(self: Page, request: HttpRequest | None = None, current_site: Site | None = None) -> str | None:
        """The whole address: the guide is never served by the host that serves the CMS."""
        return self.get_full_url(request)

    url = property(get_url)

    def publish(self, *args: Any, **kwargs: Any) -> None:
        """Go live in one transaction with the published document that follows from it."""
        with transaction.atomic():
            super().publish(*args, **kwargs)  # type: ignore[misc]  # mixed into pages

    def move(self, *args: Any, **kwargs: Any) -> None:
        """Move in one transaction with the documents whose paths and places change with it."""
        with transaction.atomic():
            super().move(*args, **kwargs)  # type: ignore[misc]  # mixed into pages

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Be withdrawn in one transaction with the tombstone that follows from it."""
        with transaction.atomic():
            super().unpublish(*args, **kwargs)  # type: ignore[misc]  # mixed into pages

    def permissions_for_user(self: Page, user: AbstractUser) -> CityPagePermissionTester:
        """What the user may do with this page: roles of the city, and the rules that hold for everyone."""
        return CityPagePermissionTester(user, self)

    def serve_preview(self: Page, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page of the guide as the site builder would write it from this draft."""
        return preview_response(self, request)


class CityPage(CityTreeMixin, Page):
    """A city in one language: the root of that language's page tree and the home page of the guide."""

    kind: ClassVar[str] = "city"
    provisioned: ClassVar[bool] = True

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="pages", editable=False)
    introduction = RichTextField(
        features=["bold", "link", "ol", "ul"],
        help_text=_("Two or three sentences: whom the guide is for and what it helps with."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []

    # Only the provisioning service makes one: it needs groups, a collection and a workflow beside it.
    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = ["guides.TopicPage", "guides.DirectoryPage"]
    # Not the slug: home pages are siblings, so each has its own.
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        TranslatableField("title"),
        TranslatableField("introduction"),
    ]

    class Meta:
        verbose_name = _("city page")

    @property
    def is_online(self) -> bool:
        """Whether readers can choose this language. An alias, full of source text, brings none online."""
        return bool(self.live) and self.alias_of_id is None

    @property
    def is_source(self) -> bool:
        """Whether this is the home page in the language in which the editors write, on which the whole guide hangs."""
        return self.locale_id == self.city.source_locale_id
