"""The rivals' endpoints."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from graphene_django.views import GraphQLView as GrappleView
from strawberry.django.views import GraphQLView as StrawberryView

from bench.api_rivals.strawberries import schema

urlpatterns = [
    path("grapple", csrf_exempt(GrappleView.as_view())),
    path("strawberry", csrf_exempt(StrawberryView.as_view(schema=schema))),
]
