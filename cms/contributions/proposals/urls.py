"""Where changes and new pages are proposed: below the desk of a city in a language."""

from __future__ import annotations

from django.urls import path

from cms.contributions.proposals.new_page import new_thanked, suggest_new
from cms.contributions.proposals.partner_views import partner, partner_link
from cms.contributions.proposals.views import suggest, thanked

urlpatterns = [
    path("suggest/new/", suggest_new, name="suggest_new"),
    path("suggest/new/thanks/", new_thanked, name="suggest_new_thanks"),
    path("suggest/<uuid:uuid>/", suggest, name="suggest"),
    path("suggest/<uuid:uuid>/thanks/", thanked, name="suggest_thanks"),
    path("partner/", partner, name="partner"),
    path("partner/<str:token>/", partner_link, name="partner_link"),
]
