"""What would mislead readers if it went live, told by the page alone. People are kept from publishing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, get_page_models

from cms.cities.models import City
from cms.cities.trees import city_of
from cms.guides.models import GuidePage, ProcedurePage

NO_STEPS = "no_steps"
EXPIRED = "expired"


@dataclass(frozen=True)
class Misleading:
    """One thing that has to be mended first."""

    code: str
    field: str
    """Name of the model's field."""
    message: str
    remedy: str


def misleading_facts(page: Page, today: date) -> Iterator[Misleading]:
    """What is wrong with a page in its city's source language.

    Args:
        page: as it would go live, saved or not.
        today: the day in the city.
    """
    if isinstance(page, ProcedurePage) and not len(page.steps):
        yield Misleading(
            NO_STEPS,
            "steps",
            _("This procedure has no steps: readers would not learn what to do."),
            _("Add at least one step, or write the text as an article."),
        )
    if isinstance(page, GuidePage) and page.valid_until and page.valid_until < today:
        day = date_format(page.valid_until)
        yield Misleading(
            EXPIRED,
            "valid_until",
            _("It was valid until %(day)s, which has passed.") % {"day": day},
            _("Enter the new last day, or empty the field if no end is known."),
        )


def published_all_the_same(city: City) -> Iterator[str]:
    """Live pages of a city that people could not publish like this, and why: an import asks nobody.

    One SQL statement for each kind of page.
    """
    home = city.pages.get(locale=city.source_locale)
    today = today_in(city)
    for model in get_page_models():
        if issubclass(model, GuidePage):
            pages = model._default_manager.descendant_of(home).live()
            for page in pages if model is ProcedurePage else pages.filter(valid_until__lt=today):
                yield from _reasons(page, today)


def today_in(city: City | None) -> date:
    """The day that it is for the readers of a city."""
    zone = ZoneInfo(city.time_zone) if city else None
    return timezone.localtime(timezone=zone).date()


def reasons(page: Page) -> list[str]:
    """What would mislead readers of a source page: each with the page, the field and what to do."""
    return _reasons(page, today_in(city_of(page)))


def _reasons(page: Page, today: date) -> list[str]:
    return [
        _("“%(title)s”, %(field)s: %(message)s %(remedy)s")
        % {
            "title": page.title,
            "field": capfirst(page._meta.get_field(found.field).verbose_name),
            "message": found.message,
            "remedy": found.remedy,
        }
        for found in misleading_facts(page, today)
    ]
