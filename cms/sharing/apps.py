"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """See the package."""

    name = "cms.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Tell what the addresses of the screens name, which pages carry a credit, and what waits for somebody."""
        from cms.cities import tracing, waiting
        from cms.guides.content_files.origins import KEEPERS, Keeper
        from cms.guides.document_context import CREDITS
        from cms.sharing import content_files
        from cms.sharing.credit import credits_of
        from cms.sharing.tracing import cities_of_taken_pages
        from cms.sharing.waiting import origins

        tracing.ARGUMENTS["taken_id"] = cities_of_taken_pages
        # A document that a city offers to all others: its screens look it up among these.
        tracing.LABELS.update({"offering_city", "offered_uuid"})
        CREDITS.append(credits_of)
        KEEPERS.append(Keeper(content_files.told, content_files.keep))
        waiting.register(45, origins)
