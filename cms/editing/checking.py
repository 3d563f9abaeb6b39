"""The checks before publishing: of one page as it stands in the editor, and of all live pages of a city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.cities.models import City, CityPage
from cms.cities.trees import city_of
from cms.editing.findings import Code, Finding, finding
from cms.editing.missing import missing_facts
from cms.editing.wording import wording_findings
from cms.guides.misleading import misleading_facts, today_in
from cms.guides.models import GuidePage
from cms.guides.references import referenced_pages
from cms.guides.texts import texts_of
from cms.insights.reading import Reading, reading_of, stored_readings


@dataclass(frozen=True)
class Named:
    """What is known of a page that another one names."""

    title: str
    live: bool


def blocking_findings(page: Page, today: date) -> list[Finding]:
    """Why nobody may publish a source page as it is; empty for what may go live."""
    return [
        finding(page, Code(found.code), found.field, found.message, found.remedy, blocks=True)
        for found in misleading_facts(page, today)
    ]


def check_page(page: Page, city: City | None = None) -> list[Finding]:
    """All findings of a source page as it is in memory: what blocks first. A fixed number of SQL statements."""
    city = city or city_of(page)
    ids = {pk for _field, pk in _references(page)}
    named = {pk: Named(title, live) for pk, title, live in _live_of(ids)}
    return [*_findings(page, named, today_in(city)), *_hard_to_read(page, reading_of(page))]


def check_city(city: City) -> Iterator[tuple[GuidePage | CityPage, list[Finding]]]:
    """Each live source page of a city with its findings, in the order of the tree, those without findings too.

    One statement for each kind of page, one for what pages name, one for how hard they are to read: to read them takes
    longer than all the rest together, and is done by a worker.
    """
    home = city.pages.get(locale=city.source_locale)
    named = {
        pk: Named(title, live)
        for pk, title, live in home.get_descendants(inclusive=True).values_list("pk", "title", "live")
    }
    today, readings = today_in(city), stored_readings(city)
    for page in home.get_descendants(inclusive=True).live().order_by("path").specific():
        page.locale = city.source_locale
        reading = readings.get(page.pk)
        yield page, [*_findings(page, named, today), *(_hard_to_read(page, reading) if reading else ())]


def _findings(page: Page, named: Mapping[int, Named], today: date) -> list[Finding]:
    texts = list(texts_of(page))
    return [
        *blocking_findings(page, today),
        *_dead_references(page, named),
        *missing_facts(page),
        *wording_findings(page, texts),
    ]


def _references(page: Page) -> Iterator[tuple[str, int]]:
    return referenced_pages(page) if isinstance(page, GuidePage | CityPage) else iter(())


def _live_of(ids: set[int]) -> Iterator[tuple[int, str, bool]]:
    return iter(Page.objects.filter(pk__in=ids).values_list("pk", "title", "live"))


def _dead_references(page: Page, named: Mapping[int, Named]) -> Iterator[Finding]:
    told = set()
    for field, pk in _references(page):
        other = named.get(pk)
        if (other and other.live) or pk in told:
            continue
        told.add(pk)
        if other is None:
            message = _("It names a page that was deleted.")
            remedy = _("Choose another page, or take it out.")
        else:
            message = _("It names “%(title)s”, which is not published: readers do not see it.") % {"title": other.title}
            remedy = _("Publish that page too, choose another one, or take it out.")
        yield finding(page, Code.DEAD_REFERENCE, field, message, remedy)


def _hard_to_read(page: Page, reading: Reading) -> Iterator[Finding]:
    if not reading.is_hard:
        return
    message = ngettext(
        "%(count)d place in %(words)d words is hard to read.",
        "%(count)d places in %(words)d words are hard to read.",
        reading.marks,
    ) % {"count": reading.marks, "words": reading.words}
    yield finding(
        page,
        Code.READABILITY,
        reading.path.split(".", maxsplit=1)[0],
        message,
        _("See the marked words in the editor: shorter sentences, and verbs instead of nouns."),
        path=reading.path,
    )
