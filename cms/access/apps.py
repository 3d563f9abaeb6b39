"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """See the package."""

    name = "cms.access"
    label = "access"

    def ready(self) -> None:
        """Set what holds for the whole process."""
        from cms.access.spreadsheets import keep_formulas_out
        from cms.access.starting import start_choosers_by_name
        from cms.access.uploads import limit_pixels

        limit_pixels()
        start_choosers_by_name()
        keep_formulas_out()
