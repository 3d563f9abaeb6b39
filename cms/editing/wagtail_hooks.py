"""Where what editors are told meets Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.cities.screens import ForInsiders
from cms.editing import views
from cms.editing.admin_api import ask_before_publishing
from cms.editing.after import tell_after_approving, tell_after_publishing
from cms.editing.gate import refuse_misleading_pages, say_what_keeps_it_back
from cms.editing.home import offer_work


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The screens, and what the editor asks while somebody types."""
    similar_to_new = (
        "guides/similar/<str:content_type_app_name>/<str:content_type_model_name>/<int:parent_page_id>/form/"
    )
    return [
        path("guides/shown/<int:page_id>/", views.UsageView.as_view(), name="editing_usage"),
        path(
            "guides/before-publishing/<int:page_id>/",
            views.BeforePublishingView.as_view(),
            name="editing_before_publishing",
        ),
        path(
            "guides/before-publishing/<int:page_id>/form/",
            views.FindingsOfFormView.as_view(),
            name="editing_findings_of_form",
        ),
        path("guides/similar/<int:page_id>/form/", views.SimilarToFormView.as_view(), name="editing_similar_to_form"),
        path(similar_to_new, views.SimilarToNewFormView.as_view(), name="editing_similar_to_new_form"),
        path("reports/mend/", views.BeforePublishingReportView.as_view(), name="editing_report"),
        path("reports/twice/", views.SimilarReportView.as_view(), name="editing_similar_report"),
    ]


@hooks.register("register_reports_menu_item")
def register_report_item() -> MenuItem:
    """What is to be mended on live pages."""
    return ForInsiders(_("What to mend"), reverse("editing_report"), icon_name="tick-inverse", order=106)


@hooks.register("register_reports_menu_item")
def register_similar_item() -> MenuItem:
    """Pairs of pages that seem to be the same."""
    return ForInsiders(_("What may be there twice"), reverse("editing_similar_report"), icon_name="copy", order=107)


hooks.register("construct_admin_api", ask_before_publishing)
hooks.register("construct_homepage_panels", offer_work)
hooks.register("before_bulk_action", refuse_misleading_pages)
hooks.register("before_edit_page", say_what_keeps_it_back)
# Before the hook that goes on to the translations, which ends the line.
hooks.register("after_publish_page", tell_after_publishing, order=-1)
hooks.register("after_edit_page", tell_after_approving, order=-1)
