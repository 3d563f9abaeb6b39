"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """See the package."""

    name = "cms.access"
    label = "access"

    def ready(self) -> None:
        """Set limits that hold for the whole process."""
        from cms.access.uploads import limit_pixels

        limit_pixels()
