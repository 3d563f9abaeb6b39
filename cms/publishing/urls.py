"""What previews load: the theme's files, straight from the theme."""

from __future__ import annotations

from django.urls import path

from cms.publishing.preview import theme_asset

app_name = "publishing"
urlpatterns = [path("assets/<path:name>", theme_asset, name="theme_asset")]
