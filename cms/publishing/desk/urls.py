"""The desk's addresses within the admin."""

from __future__ import annotations

from django.urls import path

from cms.publishing.desk.restoring import RestoreView
from cms.publishing.desk.views import DeskPreviewView, DeskView, SegmentView

urlpatterns = [
    path("guides/desk/<int:page_id>/", DeskView.as_view(), name="publishing_desk"),
    path(
        "guides/desk/<int:page_id>/restore/<int:revision_id>/",
        RestoreView.as_view(),
        name="publishing_desk_restore",
    ),
    path("guides/desk/<int:page_id>/preview/", DeskPreviewView.as_view(), name="publishing_desk_preview"),
    path(
        "guides/desk/<int:page_id>/segments/<int:string_segment_id>/",
        SegmentView.as_view(),
        name="publishing_desk_segment",
    ),
]
