"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Published documents, the feed, and the tasks that build and translate."""

    name = "cms.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Listen to Wagtail's signals, have settings checked, and say whose builds are."""
        from cms.cities import tracing
        from cms.publishing import checks, signal_handlers  # noqa: F401 - registers them
        from cms.publishing.models import Build
        from cms.publishing.previews import access, drafts

        signal_handlers.connect()
        access.MAKERS[:] = [drafts.draft_document]
        tracing.ARGUMENTS["build_id"] = lambda ids: set(
            Build.objects.filter(pk__in=list(ids)).values_list("city", flat=True)
        )
