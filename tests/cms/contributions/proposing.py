"""Proposals and partners for tests."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.cities.models import City
from cms.cities.trees import city_of
from cms.contributions.proposals.models import Partner, Proposal


def propose(page: Page, field: str = "summary", after: str = "", **more: Any) -> Proposal:
    """A change of a field of a page in the source language, waiting."""
    city = city_of(page)
    assert city is not None
    given = {"kind": "change", "language": city.source_language, "before": "", **more}
    return Proposal.objects.create(city=city, target_id=page.pk, field=field, after=after, **given)


def make_partner(city: City, name: str = "Beratung e.V.", **more: Any) -> Partner:
    """A partner who is written to in German."""
    given = {"email": "partner@example.org", "language": "de", **more}
    return Partner.objects.create(city=city, name=name, **given)
