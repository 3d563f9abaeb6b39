"""Where the strictness of cities meets Wagtail's hooks."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.strictness.views import StrictnessView, administered_by


class ForAdministrators(MenuItem):
    """Shown to people who administer a city."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person administers any."""
        return bool(administered_by(request.user))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The address of the screen. The city is looked up among those that a person administers."""
    return [path("checks/", StrictnessView.as_view(), name="strictness")]


@hooks.register("register_settings_menu_item")
def register_checks_item() -> MenuItem:
    """Offer the screen to administrators."""
    return ForAdministrators(_("Checks"), reverse("strictness"), icon_name="clipboard-list", order=600)
