"""What is hard to read, within other pages of the admin."""

from __future__ import annotations

from typing import Any

from django import template
from wagtail.models import Page

from cms.insights.readability import readability_of
from cms.insights.readability_views import is_source_page

register = template.Library()


@register.inclusion_tag("insights/readability_panel.html")
def readability_panel(page: Any) -> dict[str, Any]:
    """The marks of a source page in the side panel “Checks” of its editor; nothing for other content."""
    if not isinstance(page, Page) or not is_source_page(page):
        return {"page": None}
    return {"page": page, "readability": readability_of(page)}


@register.inclusion_tag("insights/readability_warning.html", takes_context=True)
def readability_warning(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """A line before a page is translated, if something on it is hard to read. It keeps nobody from translating."""
    may_edit = page.permissions_for_user(context["request"].user).can_edit()
    return {"page": page, "readability": readability_of(page), "may_edit": may_edit}
