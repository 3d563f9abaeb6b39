"""What editors are told within Wagtail's own forms of pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from wagtail.models import Page

from cms.cities.trees import city_of
from cms.editing.checking import check_page
from cms.editing.gate import is_source, similar_to_new
from cms.editing.usage import usage_of
from cms.guides.models import GuidePage

register = template.Library()


@register.inclusion_tag("editing/findings_panel.html")
def before_publishing_panel(page: Any) -> dict[str, Any]:
    """The findings of a source page in the side panel “Checks” of its editor; nothing for other content."""
    if not isinstance(page, Page) or not page.pk or not is_source(page, city_of(page)):
        return {"page": None}
    return {"page": page, "findings": check_page(page)}


@register.inclusion_tag("editing/notes.html", takes_context=True)
def editing_notes(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """Above the form of a page: where it is shown, and what is there already."""
    city = city_of(page)
    if not isinstance(page, GuidePage) or city is None or not is_source(page, city):
        return {"page": None}
    return {
        "page": page,
        "usages": usage_of(page),
        "similar": similar_to_new(page, city, context["request"].user),
        "url": reverse("editing_similar_to_form", args=[page.pk]),
    }


@register.inclusion_tag("editing/notes.html", takes_context=True)
def editing_notes_of_new(context: dict[str, Any], page: Page, parent: Page, form: Any) -> dict[str, Any]:
    """Above the form of a new page: what is there already."""
    city = city_of(parent)
    if not isinstance(page, GuidePage) or city is None or not is_source(page, city):
        return {"page": None}
    meta = page._meta
    return {
        "page": page,
        "usages": [],
        "similar": similar_to_new(page, city, context["request"].user) if form.is_bound else [],
        "url": reverse("editing_similar_to_new_form", args=[meta.app_label, meta.model_name, parent.pk]),
    }
