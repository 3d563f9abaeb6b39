"""The endpoint's address, with and without a slash at its end, and the schema's."""

from __future__ import annotations

from django.urls import path

from cms.api.views import graphql, schema_language

urlpatterns = [
    path("graphql", graphql, name="graphql"),
    path("graphql/", graphql),
    path("graphql/schema.graphql", schema_language, name="graphql_schema"),
]
