"""Where the strictness of cities meets Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.cities.screens import ForAdministrators
from cms.strictness.views import StrictnessView


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The address of the screen. The city is looked up among those that a person administers."""
    return [path("checks/", StrictnessView.as_view(), name="strictness")]


@hooks.register("register_settings_menu_item")
def register_checks_item() -> ForAdministrators:
    """Offer the screen to administrators."""
    return ForAdministrators(_("Checks"), reverse("strictness"), icon_name="clipboard-list", order=600)
