"""Models of the contributions app; each subpackage holds its own."""

from __future__ import annotations

from cms.contributions.desk.models import DeskCount, DeskSalt
from cms.contributions.feedback.models import Feedback
from cms.contributions.links.models import GatheredLinks, Link, LinkUse
from cms.contributions.proposals.models import Partner, Proposal
from cms.contributions.reviews.models import ReviewMail, ReviewRequest, ReviewRound

__all__ = [
    "DeskCount",
    "DeskSalt",
    "Feedback",
    "GatheredLinks",
    "Link",
    "LinkUse",
    "Partner",
    "Proposal",
    "ReviewMail",
    "ReviewRequest",
    "ReviewRound",
]
