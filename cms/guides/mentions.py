"""Links to pages in the editor of rich text: what readers see in other pages has no address, and is no broken link."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler, PageLinkElementHandler
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry


class MentionElementHandler(PageLinkElementHandler):
    """Gives the editor the address of the form where there is none in the guide, such as for a cost not yet named."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        """As Wagtail's; directories keep no address, since the guide drops links to them."""
        data: dict[str, Any] = super().get_attribute_data(attrs)
        if data["url"] is None and data["parentId"] is not None:
            page = Page.objects.get(pk=data["id"])
            if getattr(page.specific_class, "kind", None):
                data["url"] = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return data


def register_mentions(features: FeatureRegistry) -> None:
    """Put ours in the place of Wagtail's rule for links."""
    features.register_converter_rule(
        "contentstate",
        "link",
        {
            "from_database_format": {
                "a[href]": ExternalLinkElementHandler("LINK"),
                'a[linktype="page"]': MentionElementHandler("LINK"),
            },
            "to_database_format": {"entity_decorators": {"LINK": link_entity}},
        },
    )
