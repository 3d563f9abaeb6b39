"""The app of the comparison."""

from __future__ import annotations

from django.apps import AppConfig


class ApiRivalsConfig(AppConfig):
    """Its models are in `content`."""

    name = "bench.api_rivals"
    label = "api_rivals"
    models_module = None

    def import_models(self) -> None:
        """Find the models under their own name."""
        super().import_models()
        from bench.api_rivals import content

        self.models_module = content
