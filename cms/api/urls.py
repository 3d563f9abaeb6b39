"""The endpoint's address, with and without a slash at its end."""

from __future__ import annotations

from django.urls import path

from cms.api.views import graphql

urlpatterns = [path("", graphql, name="graphql"), path("/", graphql)]
