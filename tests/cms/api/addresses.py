"""The API at its address, without the rest of the CMS."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("graphql", include("cms.api.urls"))]
