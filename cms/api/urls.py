"""The endpoint's address, with and without a slash at its end, the schema's, and those of the element."""

from __future__ import annotations

from django.urls import path

from cms.api import element
from cms.api.views import graphql, schema_language

urlpatterns = [
    path("graphql", graphql, name="graphql"),
    path("graphql/", graphql),
    path("graphql/schema.graphql", schema_language, name="graphql_schema"),
    path("graphql/element.json", element.about),
    path("graphql/element/waymark-service.js", element.newest),
    path("graphql/element/<slug:version>/<path:name>", element.file, name="element"),
]
