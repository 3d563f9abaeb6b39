"""Pages × languages of a city: which are in which state, filtered and counted in SQL from the stored states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from cms.cities.models import City, CityPage
from cms.guides.models import DirectoryPage, TopicPage
from cms.insights.demand import counted_until, most_read_first, reads_of
from cms.languages import CONTENT_LANGUAGES
from translations.models import Assignment, StoredState
from translations.states import Status, TranslationState
from translations.stored_states import refresh_states

PAGES_PER_SCREEN = 50


@dataclass(frozen=True)
class Filters:
    """What a person wants to see of a city's pages. Empty values leave nothing out."""

    languages: tuple[str, ...] = ()
    """BCP 47 tags of the columns to show; all of the city's target languages if empty."""
    status: str = ""
    """A `Status`: pages that are in this state in one of the languages shown."""
    topic: int | None = None
    """Id of a topic: pages below it."""
    kind: str = ""
    """Model name of a kind of page."""
    days: int | None = None
    """Pages that are outdated for longer than so many days in one of the languages shown."""
    assignee: int | None = None
    """Id of a person: pages that are assigned to them in one of the languages shown."""
    text: str = ""
    """Words of the title."""
    most_read: bool = False
    """What was read most in the languages shown comes first, instead of the order of the tree."""


@dataclass(frozen=True)
class Cell:
    """A page in one language."""

    tag: str
    state: TranslationState
    status: Status
    assignee: str
    live: bool
    edit_id: int | None
    """Id of the translated page, None while there is none."""

    reads: int
    """How often the page was read in this language lately, in the source language if it is not translated."""

    @property
    def label(self) -> str:
        """The status in words; of what is not reviewed, who translated it."""
        return self.state.label if self.status is Status.MACHINE else str(self.status.label)


@dataclass(frozen=True)
class Row:
    """A source page with its cells in the order of the columns."""

    page: Page
    kind: str
    cells: list[Cell]

    @property
    def reads(self) -> int:
        """How often the page was read lately in all the languages shown."""
        return sum(cell.reads for cell in self.cells)


@dataclass(frozen=True)
class Share:
    """How many of the pages are in a state, and the part of a progress bar that stands for them, in per cent."""

    status: Status
    number: int
    start: str
    width: str


@dataclass(frozen=True)
class Column:
    """A target language with the numbers of the city's pages by state."""

    locale: Locale
    total: int
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        """BCP 47 tag."""
        return str(self.locale.language_code)

    @property
    def name(self) -> str:
        """The language's own name."""
        return dict(CONTENT_LANGUAGES).get(self.tag, self.tag)

    @property
    def shares(self) -> list[Share]:
        """The states that occur, in the order in which a progress bar shows them."""
        found: list[Share] = []
        start = 0.0
        for status in (Status.REVIEWED, Status.MACHINE, Status.OUTDATED, Status.MISSING):
            number = self.counts.get(status.value, 0)
            if number:
                found.append(Share(status, number, f"{start:.2f}", f"{100 * number / self.total:.2f}"))
                start += 100 * number / self.total
        return found


def target_locales(city: City) -> list[Locale]:
    """The languages into which a city translates, in the order of its language switch."""
    languages = city.languages.exclude(locale=city.source_locale).select_related("locale")
    return [language.locale for language in languages]


def source_pages(city: City) -> PageQuerySet:
    """The live pages that a city has translated, in the order of its tree."""
    home = city.pages.get(locale=city.source_locale)
    return home.get_descendants(inclusive=True).live().not_type(DirectoryPage).order_by("path")


def shown_locales(locales: Sequence[Locale], filters: Filters) -> list[Locale]:
    """The languages whose columns the filters leave."""
    return [locale for locale in locales if not filters.languages or locale.language_code in filters.languages]


def matching_pages(city: City, filters: Filters, locales: Sequence[Locale]) -> PageQuerySet:
    """The source pages that the filters leave, in the order that they ask for."""
    pages = source_pages(city)
    if filters.topic:
        topic = TopicPage.objects.filter(pk=filters.topic).first()
        pages = pages.descendant_of(topic, inclusive=True) if topic else pages.none()
    if filters.kind:
        pages = pages.filter(content_type__model=filters.kind)
    if filters.text:
        pages = pages.filter(title__icontains=filters.text)
    # Subqueries that do not look at the page are computed once; a database that asks for each page anew takes seconds.
    states = StoredState.objects.filter(locale__in=locales)
    if filters.status == Status.MISSING:
        # What nobody began has no row at all.
        begun = states.exclude(status=Status.MISSING).values("source__object").annotate(number=Count("pk"))
        pages = pages.exclude(translation_key__in=begun.filter(number=len(locales)).values("source__object"))
    elif filters.status:
        pages = pages.filter(translation_key__in=states.filter(status=filters.status).values("source__object"))
    if filters.days is not None:
        before = timezone.now() - timedelta(days=filters.days)
        pages = pages.filter(translation_key__in=states.filter(outdated_since__lt=before).values("source__object"))
    if filters.assignee:
        assigned = Assignment.objects.filter(locale__in=locales, user_id=filters.assignee)
        pages = pages.filter(translation_key__in=assigned.values("source__object"))
    if filters.most_read:
        pages = most_read_first(pages, city, [locale.language_code for locale in locales])
    return pages


def columns(city: City, locales: Sequence[Locale]) -> list[Column]:
    """The numbers of all of a city's pages by state, for each language."""
    pages = source_pages(city)
    total = pages.count()
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    rows = (
        StoredState.objects.filter(source__object__in=pages.values("translation_key"), locale__in=locales)
        .exclude(status=Status.MISSING)
        .values_list("locale", "status")
        .annotate(Count("pk"))
    )
    for locale, status, number in rows:
        counts[locale][status] = number
    for locale in locales:
        counts[locale.pk][Status.MISSING.value] = total - sum(counts[locale.pk].values())
    return [Column(locale, total, counts[locale.pk]) for locale in locales]


def rows(
    city: City, pages: Iterable[Page], locales: Sequence[Locale], keys: Sequence[UUID] | QuerySet[Page, Any]
) -> list[Row]:
    """Pages with their states; four SQL statements however many there are.

    Args:
        city: whose pages they are.
        pages: with their content types.
        locales: the columns.
        keys: translation keys of at least these pages, or a query for them.
    """
    # Whole sources would bring the text of every page along.
    states = {
        (state.key, state.locale_id): state
        for state in StoredState.objects.filter(source__object__in=keys).annotate(key=F("source__object"))
    }
    assignees = {
        (each.key, each.locale_id): each.user.get_full_name() or each.user.get_username()
        for each in Assignment.objects.filter(source__object__in=keys)
        .annotate(key=F("source__object"))
        .select_related("user")
    }
    targets = {
        (page.translation_key, page.locale_id): page
        for page in Page.objects.filter(translation_key__in=keys, locale__in=locales, alias_of=None)
    }
    reads = reads_of(city, keys, [locale.language_code for locale in locales])
    return [
        Row(
            page,
            _kind(page),
            [
                _cell(
                    locale,
                    states.get((page.translation_key, locale.pk)),
                    assignees.get((page.translation_key, locale.pk), ""),
                    targets.get((page.translation_key, locale.pk)),
                    reads.get((page.translation_key, locale.language_code), 0),
                )
                for locale in locales
            ],
        )
        for page in pages
    ]


def report(city: City, filters: Filters, screen_number: str) -> dict[str, Any]:
    """What the matrix shows, in a number of SQL statements that grows neither with pages nor with languages."""
    refresh_states()
    locales = target_locales(city)
    shown = shown_locales(locales, filters)
    pages = matching_pages(city, filters, shown).select_related("content_type")
    screen: PaginatorPage[Page] = Paginator(pages, PAGES_PER_SCREEN).get_page(screen_number)
    on_screen = list(screen)
    return {
        "columns": columns(city, shown),
        "rows": rows(city, on_screen, shown, [page.translation_key for page in on_screen]),
        "screen": screen,
        "locales": locales,
        "topics": TopicPage.objects.descendant_of(_home(city)).live().order_by("path"),
        "kinds": _kinds(source_pages(city)),
        "counted_until": counted_until(city),
    }


def _home(city: City) -> CityPage:
    home: CityPage = city.pages.get(locale=city.source_locale)
    return home


def _kinds(pages: PageQuerySet) -> list[tuple[str, str]]:
    found = ContentType.objects.filter(pk__in=pages.order_by().values("content_type").distinct())
    return sorted(((each.model, _name(each)) for each in found), key=lambda kind: kind[1])


def _kind(page: Page) -> str:
    return _name(page.content_type)


def _name(content_type: ContentType) -> str:
    model = content_type.model_class()
    return str(model._meta.verbose_name) if model else content_type.model


def _cell(locale: Locale, stored: StoredState | None, assignee: str, target: Page | None, reads: int) -> Cell:
    state = TranslationState()
    if stored is not None:
        state = TranslationState(stored.segments, stored.translated, stored.machine, stored.blocked, stored.from_files)
    return Cell(
        tag=locale.language_code,
        state=state,
        status=Status(stored.status) if stored else Status.MISSING,
        assignee=assignee,
        live=target is not None and target.live,
        edit_id=target.pk if target else None,
        reads=reads,
    )
