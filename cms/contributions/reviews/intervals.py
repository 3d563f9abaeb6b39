"""How long the facts of each kind of page hold before somebody looks at them again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from cms.guides.models import (
    ArticlePage,
    ContactPage,
    CostPage,
    DocumentTypePage,
    GuidePage,
    OfficePage,
    OrganisationPage,
    ProcedurePage,
    ServicePage,
    SituationPage,
    TermPage,
    TopicPage,
)

# Months, by how soon a mistake sends somebody to a closed door. Alerts and events are not here: they end by themselves.
MONTHS: dict[type[GuidePage], int] = {
    OfficePage: 6,
    ContactPage: 6,
    CostPage: 6,
    ProcedurePage: 6,
    ServicePage: 6,
    OrganisationPage: 12,
    DocumentTypePage: 12,
    ArticlePage: 12,
    SituationPage: 12,
    TopicPage: 24,
    TermPage: 24,
}


def next_check(model: type[GuidePage], checked_on: date) -> date | None:
    """When a page of this kind is checked next after a check; None for kinds that end by themselves."""
    months = MONTHS.get(model)
    return in_months(checked_on, months) if months else None


def in_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
