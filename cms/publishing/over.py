"""Taking out what is over: alerts whose last day has passed where the city is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F
from django.db.models.expressions import Combinable

from cms.cities.trees import home_of
from cms.guides.models import AlertPage, GuidePage

# The kinds of pages that nobody needs any more after a day, and which day that is.
LAST_DAYS: dict[type[GuidePage], Combinable] = {AlertPage: F("valid_until")}


def withdraw_what_is_over(now: datetime) -> list[GuidePage]:
    """Unpublish the pages, in every language, whose last day has passed in their city; return them.

    The last day is a fact of the page and the clock is the city's, so neither a date that is moved nor a machine that
    slept needs anything else. Whoever gives such a page a later day publishes it again.
    """
    gone: list[GuidePage] = []
    for model, last_day in LAST_DAYS.items():
        # Somewhere on earth it is a day later already.
        pages: Any = model._default_manager.filter(live=True).annotate(last_day=last_day)
        for page in pages.filter(last_day__lt=(now + timedelta(days=1)).date()).order_by("path"):
            home = home_of(page)
            # A translation has no dates of its own: it goes with its source.
            if home is None or page.locale_id != home.city.source_locale_id:
                continue
            if page.last_day < now.astimezone(ZoneInfo(home.city.time_zone)).date():
                page.unpublish(set_expired=True)
                gone.append(page)
    return gone
