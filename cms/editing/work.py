"""The kinds of work that the start page of the admin knows: what waits of each for a person.

Each costs a number of SQL statements that grows neither with pages nor with languages nor with cities.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.cities.models import CityPage, Role
from cms.cities.trees import HOME_PATH_LENGTH
from cms.cities.waiting import SHOWN, Task, Waiting, Worker, register
from cms.contributions.links.models import Link
from cms.contributions.proposals.models import Proposal, ProposalQuerySet
from cms.contributions.reviews.due import kinds
from cms.languages import CONTENT_LANGUAGES
from cms.publishing.models import Build
from translations.models import StaleState, StoredState
from translations.states import Status
from translations.stored_states import PAGES_PER_TRANSACTION, refresh_states

FAILED = (Build.Outcome.FAILED, Build.Outcome.INTERRUPTED)


def connect() -> None:
    """Register every kind of work, in the order in which it is to be done."""
    register(10, proposals)
    register(20, reviews)
    register(30, languages)
    register(40, links)
    register(50, builds)


def proposals(worker: Worker) -> Waiting:
    """Proposals that the person decides: all of a city for its editors, those in their languages for reviewers."""
    found = _decided_by(worker)
    return Waiting(
        heading=_("Proposals"),
        icon="mail",
        total=found.count(),
        url=reverse("contributions_proposals"),
        tasks=[
            Task(
                title=proposal.target.title if proposal.target else (proposal.body or {}).get("title", ""),
                url=reverse("contributions_proposal", args=[proposal.pk]),
                city=proposal.city.slug,
                detail=f"{proposal.get_kind_display()}, {date_format(proposal.created)}",
            )
            for proposal in found.select_related("target", "city")[:SHOWN]
        ],
    )


def _decided_by(worker: Worker) -> ProposalQuerySet:
    decided = Q(city__in=worker.edited)
    for city, language in worker.languages(Role.REVIEWER):
        foreign = ~Q(language=F("city__source_locale__language_code"))
        decided |= Q(city=city, language=language) if language else Q(city=city) & foreign
    return Proposal.objects.waiting().filter(decided)


def reviews(worker: Worker) -> Waiting:
    """Live pages whose next check is overdue: of a city for its editors, their own for everybody."""
    homes = _homes_of(worker)
    edited = set(worker.edited.values_list("pk", flat=True))
    overdue = _overdue(homes, edited, worker.user)
    if overdue is None:
        total, first = 0, []
    else:
        total, first = overdue.count(), list(overdue.order_by("review_due", "title")[:SHOWN])
    return Waiting(
        heading=_("Checks overdue"),
        icon="calendar-check",
        total=total,
        url=reverse("contributions_checks_report"),
        tasks=[
            Task(
                title=page["title"],
                url=reverse("wagtailadmin_pages:edit", args=[page["pk"]]),
                city=homes[page["path"][:HOME_PATH_LENGTH]][0],
                detail=_("since %(day)s") % {"day": date_format(page["review_due"])},
            )
            for page in first
        ],
    )


def _homes_of(worker: Worker) -> dict[str, tuple[str, int]]:
    """(slug, id) of the cities of a person by the paths of their home pages in the source language."""
    found = CityPage.objects.filter(city__in=worker.member_of, locale=F("city__source_locale"))
    return {path: (slug, pk) for path, slug, pk in found.values_list("path", "city__slug", "city")}


def _overdue(homes: dict[str, tuple[str, int]], edited: set[int], user: Any) -> QuerySet[Any, Any] | None:
    """One query over all kinds of pages; None for somebody without a city."""
    within, own = Q(pk__in=[]), Q(pk__in=[])
    for path, (_slug, city) in homes.items():
        own |= Q(path__startswith=path)
        if city in edited:
            within |= Q(path__startswith=path)
    if not homes:
        return None
    wanted = within | (own & Q(responsible_user=user))
    first, *others = [
        model._default_manager.filter(wanted, live=True, review_due__lt=timezone.localdate())
        .order_by()
        .values("pk", "title", "path", "review_due")
        for model in kinds()
    ]
    return first.union(*others, all=True)


def languages(worker: Worker) -> Waiting:
    """Outdated translations, by city and language: all for editors, theirs for translators and reviewers."""
    if 0 < StaleState.objects.count() <= PAGES_PER_TRANSACTION:
        refresh_states()
    homes = _homes_of(worker)
    edited = set(worker.edited.values_list("pk", flat=True))
    theirs = worker.languages(Role.TRANSLATOR, Role.REVIEWER)
    found = []
    for row in _outdated(list(homes)):
        slug, city = homes[row["home"]]
        if city in edited or (city, None) in theirs or (city, row["tag"]) in theirs:
            found.append((slug, row["tag"], row["number"]))
    return Waiting(
        heading=_("Outdated languages"),
        icon="globe",
        total=sum(number for _slug, _tag, number in found),
        url=reverse("insights_languages_report"),
        tasks=[
            Task(
                title=str(dict(CONTENT_LANGUAGES).get(tag, tag)),
                url=f"{reverse('insights_languages_report')}?city={slug}&language={tag}&status={Status.OUTDATED}",
                city=slug,
                detail=ngettext("%(count)d page", "%(count)d pages", number) % {"count": number},
            )
            for slug, tag, number in found[:SHOWN]
        ],
    )


def _outdated(homes: list[str]) -> QuerySet[Any, Any]:
    """Numbers of outdated pages by home page and language, the most first."""
    page = Page.objects.filter(translation_key=OuterRef("source__object"), locale=OuterRef("source__locale"), live=True)
    return (
        StoredState.objects.filter(status=Status.OUTDATED)
        .annotate(home=Substr(Subquery(page.values("path")[:1]), 1, HOME_PATH_LENGTH), tag=F("locale__language_code"))
        .filter(home__in=homes)
        .values("home", "tag")
        .annotate(number=Count("pk"))
        .order_by("-number", "home", "tag")
    )


def links(worker: Worker) -> Waiting:
    """Addresses that failed on three days, for those who can mend them at the entity."""
    found = Link.objects.broken().filter(city__in=worker.edited)
    return Waiting(
        heading=_("Broken links"),
        icon="link",
        total=found.count(),
        url=reverse("contributions_links_report"),
        tasks=[
            Task(
                title=link.url,
                url=reverse("contributions_mend_link", args=[link.pk]),
                city=link.city.slug,
                detail=str(link.get_answer_display()),
            )
            for link in found.select_related("city").order_by("failing_since", "pk")[:SHOWN]
        ],
    )


def builds(worker: Worker) -> Waiting:
    """Cities whose newest build did not come to its end: readers see an older guide."""
    done = Build.objects.filter(city__in=worker.edited).exclude(finished_at=None)
    newest = done.order_by().values("city").annotate(newest=Max("pk")).values("newest")
    failed = list(Build.objects.filter(pk__in=newest, outcome__in=FAILED).select_related("city").order_by("-pk"))
    return Waiting(
        heading=_("Failed builds"),
        icon="rotate",
        total=len(failed),
        url=reverse("publishing_builds"),
        tasks=[
            Task(
                title=_("The guide of %(city)s") % {"city": build.city},
                url=f"{reverse('publishing_build', args=[build.pk])}?city={build.city.slug}",
                city=build.city.slug,
                detail=build.error.strip().partition("\n")[0][:200],
            )
            for build in failed[:SHOWN]
        ],
    )
