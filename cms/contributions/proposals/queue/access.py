"""Who sees what was proposed, and who decides it."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.cities.models import City
from cms.contributions.proposals.models import Proposal, ProposalQuerySet

# Of a page, any of these in the source language; reviewers have the second in the languages that they answer for.
DECIDE = frozenset({"change", "publish"})


def seen_by(user: Any) -> ProposalQuerySet:
    """The proposals that a person sees. They name no one, but what an NGO proposes is no other NGO's business."""
    return Proposal.objects.filter(city__in=City.objects.known_inside_by(user))


def may_decide(user: Any, page: Page | None) -> bool:
    """Whether a person decides what is proposed for a page, in whichever language it stands.

    A translator may change translations and yet not put a stranger's words into them: that is for those who publish.
    """
    if page is None:
        return False
    if user.is_superuser:
        return True
    permissions = page.specific_deferred.permissions_for_user(user).permissions
    return bool(permissions & (DECIDE if _is_source(page) else {"publish"}))


def _is_source(page: Page) -> bool:
    from cms.cities.trees import home_of

    home = home_of(page)
    return home is not None and home.is_source
