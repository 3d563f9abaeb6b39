"""Template tags of the page chooser."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from wagtail.models import Page

register = template.Library()


@register.simple_tag(takes_context=True)
def pages_to_create(context: dict[str, Any], folder: Page, types: str) -> list[dict[str, str]]:
    """Name and address of the form for each kind of page that is wanted and that the person may make in this folder."""
    wanted = set(types.lower().split(","))
    if not folder.permissions_for_user(context["request"].user).can_add_subpage():
        return []
    return [
        {
            "name": model.get_verbose_name(),
            "url": reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, folder.pk]),
        }
        for model in folder.specific_class.creatable_subpage_models()
        if model._meta.label_lower in wanted and model.can_create_at(folder.specific)
    ]
