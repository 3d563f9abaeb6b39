"""Models of the contributions app; each subpackage holds its own."""

from __future__ import annotations

from cms.contributions.proposals.models import Partner, Proposal

__all__ = ["Partner", "Proposal"]
