"""Where organisations meet Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.cities.screens import ForAdministrators
from cms.contributions.organisations.views import OrganisationsView, OrganisationView


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The addresses of the screens."""
    return [
        path("contributors/", OrganisationsView.as_view(), name="contributions_organisations"),
        path("contributors/new/", OrganisationView.as_view(), name="contributions_new_organisation"),
        path("contributors/<int:organisation_id>/", OrganisationView.as_view(), name="contributions_organisation"),
    ]


@hooks.register("register_settings_menu_item")
def register_item() -> MenuItem:
    """Offer it to those who administer a city."""
    url = reverse("contributions_organisations")
    return ForAdministrators(_("Contributors"), url, icon_name="group", order=620)
