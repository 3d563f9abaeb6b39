"""Where the choice of engines meets Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.publishing.engine_choice import EngineChoiceView
from cms.strictness.wagtail_hooks import ForAdministrators


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The address of the screen. The city is looked up among those that a person administers."""
    return [path("guides/engines/", EngineChoiceView.as_view(), name="publishing_engines")]


@hooks.register("register_settings_menu_item")
def register_engines_item() -> ForAdministrators:
    """Offer the screen to administrators."""
    return ForAdministrators(_("Translation engines"), reverse("publishing_engines"), icon_name="globe", order=610)
