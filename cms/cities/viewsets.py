"""The admin's views of pages, for all kinds of pages, and of cities, for those who run the installation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.cities.city_form import CityForm
from cms.cities.filters import PageFilterSet
from cms.cities.models import City


class CityPageViewSet(PageViewSet):
    """The explorer, with filters that offer the people and the site of the user's own cities."""

    filterset_class = PageFilterSet


class InstallationPolicy(ModelPermissionPolicy):
    """Cities are made and changed by those who run the installation, and deleted by nobody in the admin."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Superusers alone, whatever permissions somebody was given."""
        return bool(user.is_active and user.is_superuser and action != "delete")


class CityViewSet(ModelViewSet):
    """List, make and change cities."""

    model = City
    name = "cities"
    url_prefix = "cities"
    icon = "site"
    menu_label = _("Cities")
    add_to_settings_menu = True
    copy_view_enabled = False
    ordering = ("slug",)
    list_display = (
        "slug",
        "country",
        Column("languages", label=_("Languages"), accessor=lambda city: ", ".join(city.language_tags)),
        "publisher",
        "site_url",
    )

    def get_form_class(self, for_update: bool = False) -> type[CityForm]:
        """The same form for both: it leaves out what is settled once."""
        return CityForm
