"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class EditingConfig(AppConfig):
    """See the package."""

    name = "cms.editing"
    label = "editing"

    def ready(self) -> None:
        """Check every form of a page that is about to be published, and say what waits on the start page."""
        from cms.cities import forms
        from cms.editing import work
        from cms.editing.gate import check_form

        forms.CHECKS.append(check_form)
        work.connect()
