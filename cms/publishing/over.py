"""Taking out what is over: alerts, events and courses whose last day has passed where the city is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cms.cities.trees import home_of
from cms.guides.models import AlertPage, EventPage

# The kinds of pages that nobody needs any more after their `last_day`, and a field whose day is that or an earlier one.
PASSING: dict[type[AlertPage | EventPage], str] = {AlertPage: "valid_until", EventPage: "starts_on"}


def withdraw_what_is_over(now: datetime) -> list[AlertPage | EventPage]:
    """Unpublish the pages, in every language, whose last day has passed in their city; return them.

    The last day is a fact of the page and the clock is the city's, so neither a date that is moved nor a machine that
    slept needs anything else. Whoever gives such a page a later day publishes it again.
    """
    gone: list[AlertPage | EventPage] = []
    for model, field in PASSING.items():
        # Somewhere on earth it is a day later already.
        latest = (now + timedelta(days=1)).date()
        pages: Any = model._default_manager.filter(live=True, **{f"{field}__lt": latest})
        for page in pages.order_by("path"):
            home = home_of(page)
            # A translation has no dates of its own: it goes with its source.
            if home is None or page.locale_id != home.city.source_locale_id:
                continue
            if page.last_day and page.last_day < now.astimezone(ZoneInfo(home.city.time_zone)).date():
                page.unpublish(set_expired=True)
                gone.append(page)
    return gone
