"""What readers of a review mail open."""

from __future__ import annotations

from django.urls import path

from cms.contributions.reviews.answering import still_right

urlpatterns = [path("still-right/<str:token>/", still_right, name="still_right")]
