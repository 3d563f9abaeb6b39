"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    """See the package."""

    name = "cms.contributions"
    label = "contributions"

    def ready(self) -> None:
        """Give pages their first checks."""
        from cms.cities import tracing
        from cms.contributions.reviews import first_checks

        first_checks.connect()
        # Its view looks it up among the proposals of the person's own cities.
        tracing.WITHIN_ANOTHER.add("proposal_id")
