"""The endpoint's address, with and without a slash at its end, and the schema's."""

from __future__ import annotations

from django.urls import path

from cms.api.views import graphql, schema_language

urlpatterns = [
    path("", graphql, name="graphql"),
    path("/", graphql),
    path("/schema.graphql", schema_language, name="graphql_schema"),
]
