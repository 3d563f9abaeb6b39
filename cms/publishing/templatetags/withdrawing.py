"""What leaves the guide together with a page, for the templates that ask before it does."""

from __future__ import annotations

from django import template
from wagtail.models import Page

from cms.cities.models import CityPage
from cms.publishing import withdrawing

register = template.Library()


@register.simple_tag
def when_unpublished(page: Page) -> str:
    """What else readers lose when this page is unpublished."""
    return withdrawing.when_unpublished(page)


@register.simple_tag
def city_to_confirm(page: Page) -> str:
    """The slug of the city whose whole guide goes offline with this page; empty for every other page."""
    return page.city.slug if isinstance(page, CityPage) and page.is_source else ""
