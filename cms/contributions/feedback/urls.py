"""Where readers say whether a page helped: below the desk of a city in a language."""

from __future__ import annotations

from django.urls import path

from cms.contributions.feedback.views import counts, feedback, more, thanked

urlpatterns = [
    path("feedback/counts.json", counts, name="feedback_counts"),
    path("feedback/<uuid:uuid>/", feedback, name="feedback"),
    path("feedback/<uuid:uuid>/more/<str:token>/", more, name="feedback_more"),
    path("feedback/<uuid:uuid>/thanks/", thanked, name="feedback_thanks"),
]
