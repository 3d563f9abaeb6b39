"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    """See the package."""

    name = "cms.contributions"
    label = "contributions"

    def ready(self) -> None:
        """Give pages their first checks, and say whose what is that addresses name."""
        from cms.cities import tracing
        from cms.contributions.links.models import cities_of_links
        from cms.contributions.proposals.partner_admin import cities_of_partners
        from cms.contributions.reviews import first_checks

        first_checks.connect()
        tracing.ARGUMENTS["link_id"] = cities_of_links
        # Its view looks it up among the proposals of the person's own cities.
        tracing.WITHIN_ANOTHER.add("proposal_id")
        tracing.ARGUMENTS["partner_id"] = cities_of_partners
