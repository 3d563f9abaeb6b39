"""Wagtail's page chooser under its own address, by a view that knows cities. It stands before Wagtail's own."""

from __future__ import annotations

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.guides.choosing import ChooseInTheCityView

urlpatterns = decorate_urlpatterns(
    [path("choose-page/", ChooseInTheCityView.as_view(), name="wagtailadmin_choose_page")],
    require_admin_access,
)
