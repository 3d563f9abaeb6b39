"""Slugs that pages right below a home page cannot have: in every guide they stand for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.cities.trees import HOME_DEPTH, home_of
from site_builder.guide import THEME_PATHS

if TYPE_CHECKING:
    from cms.cities.models import City


def reserved_slugs(city: City) -> set[str]:
    """The addresses of the theme's own pages, and the languages of the city."""
    return {*THEME_PATHS.values(), *city.language_tags}


def is_free(slug: str, parent: Page) -> bool:
    """Whether a page below `parent` can have this slug, as far as the guide itself is concerned."""
    home = home_of(parent) if parent.depth == HOME_DEPTH else None
    return home is None or slug not in reserved_slugs(home.city)


def check_slug(slug: str, parent: Page) -> None:
    """Raise ValidationError for a slug that is not free."""
    if not is_free(slug, parent):
        raise ValidationError(
            _("The guide itself uses “%(slug)s” as an address here. Choose another one."), params={"slug": slug}
        )
