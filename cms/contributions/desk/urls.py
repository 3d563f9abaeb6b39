"""The addresses of the desk, below the city and the language of the reader."""

from __future__ import annotations

from django.urls import include, path

app_name = "desk"
urlpatterns = [
    path("", include("cms.contributions.feedback.urls")),
    path("", include("cms.contributions.proposals.urls")),
    path("", include("cms.contributions.reviews.urls")),
]
