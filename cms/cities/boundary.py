"""Which city an admin request reaches into, and whether its user belongs there.

Wagtail scopes page editing by path, but its choosers, bulk actions, usage lists and reports, and wagtail-localize's
submit and update views (1.14.5), check no object permission or list what all cities own: an editor of one city could
republish a page of another. Here every id in the address that names something of a city is traced to it before the view
runs, and what knows no cities at all is left to those who run the installation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import ResolverMatch, reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.cities.contributing import is_anothers, is_hidden, seen_by
from cms.cities.models import City, CityPage
from cms.cities.tracing import (
    CHOSEN,
    PAGE_PARAMETERS,
    Cities,
    Trace,
    cities_of_documents,
    cities_of_images,
    cities_of_pages,
    trace_of,
)

# Routes that know no cities, by the beginning of their names. Permissions given by mistake do not open them.
ADMINISTRATORS_ONLY = (
    # Cities, users, groups, sites, locales, redirects, snippets and settings belong to the installation.
    "cities:",
    "wagtailusers_",
    "wagtailsites:",
    "wagtaillocales:",
    "wagtailredirects:",
    "wagtailsnippet",
    "wagtailsettings:",
    "wagtailadmin_collections:",
    # Lists, and counts over, what all cities have.
    "wagtailadmin_workflows:",
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_tag_",
    "wagtailadmin_api:documents",
    "wagtailadmin_api:images",
    # Act on all cities at once, check no object permission, or make a translation something that ours cannot follow.
    "wagtail_localize:convert_to_alias",
    "wagtail_localize:snippets_api",
    "wagtail_localize:stop_translation",
    "wagtail_localize:submit_",
    "wagtail_localize:translations_report",
    "wagtail_localize:update_translations",
)

# Routes that show what of a live page is not published. Wagtail opens them to all who may add pages somewhere above;
# contributors open them for what is theirs.
UNPUBLISHED = {
    "wagtailadmin_api:pages:action",
    *(
        f"wagtailadmin_pages:{name}"
        for name in (
            "copy",
            "edit",
            "history",
            "history_results",
            "preview_on_edit",
            "revisions_compare",
            "revisions_revert",
            "revisions_view",
            "usage",
            "view_draft",
            "workflow_history",
            "workflow_history_detail",
            "workflow_preview",
        )
    ),
}

# “All” in a bulk action instead of ids.
ALL = "all"
PLAIN_ID = re.compile("[0-9]+")
# What the databases hold in an integer.
LARGEST_ID = 2**63 - 1


def home_paths_of(user: Any) -> set[str]:
    """Paths of the home pages, in every language, of the cities in which `user` has a role."""
    return set(CityPage.objects.filter(city__in=City.objects.of_user(user)).values_list("path", flat=True))


def pages_of(user: Any) -> QuerySet[Page]:
    """Pages of the cities in which `user` has a role and of which they may know, home pages included."""
    within = Q(pk__in=[])
    for path in home_paths_of(user):
        within |= Q(path__startswith=path)
    return seen_by(user, Page.objects.filter(within))


def colleagues_of(user: Any) -> QuerySet[User]:
    """People with a role in a city of `user`, and `user`; everybody for a superuser."""
    people = get_user_model().objects.all()
    if user.is_superuser:
        return people
    return people.filter(Q(groups__city_role__city__in=City.objects.of_user(user)) | Q(pk=user.pk)).distinct()


def crosses_boundary(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Whether a signed-in user without installation-wide rights reaches into a city that is not theirs.

    Raises:
        Http404: for anybody, when something that should be an id is none: Wagtail's views fail on these.
    """
    match = request.resolver_match
    user = request.user
    if match is None or not user.is_authenticated or not request.path.startswith(reverse("wagtailadmin_home")):
        return False
    if match.view_name.startswith(ADMINISTRATORS_ONLY) and not user.is_superuser:
        return True
    try:
        named = list(_named(request, match, kwargs))
    except LookupError:
        return not user.is_superuser
    if user.is_superuser:
        return False
    cities: Cities = {city for trace, ids in named for city in trace(ids)}
    if cities and not cities <= set(City.objects.of_user(user).values_list("pk", flat=True)):
        return True
    return is_hidden(user, _pages(named)) or (
        # The page itself, and not where a form puts it.
        match.view_name in UNPUBLISHED and is_anothers(user, _pages(_in_arguments(match, kwargs)))
    )


def _pages(named: Iterable[tuple[Trace, list[int]]]) -> list[int]:
    return [number for trace, ids in named if trace is cities_of_pages for number in ids]


def _named(request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]) -> Iterator[tuple[Trace, list[int]]]:
    """All ids of a request, by how to trace them. Raises LookupError when it names what cannot be traced."""
    yield from _in_arguments(match, kwargs)
    yield from _in_parameters(request)
    yield from _in_chosen(request, match)
    yield from _in_bulk_action(request, match, kwargs)


def _in_arguments(match: ResolverMatch, kwargs: dict[str, Any]) -> Iterator[tuple[Trace, list[int]]]:
    if "object_id" in kwargs and not issubclass(_model(kwargs), Page):
        raise LookupError(kwargs["model_name"])
    for name, value in kwargs.items():
        trace = trace_of(match.view_name, name)
        if trace is not None:
            # Wagtail takes some of these apart by rules of its own, so there is one way to write them.
            if not PLAIN_ID.fullmatch(str(value)):
                raise Http404(f"{value!r} is no id.")
            yield trace, _ids([str(value)])


def _in_parameters(request: HttpRequest) -> Iterator[tuple[Trace, list[int]]]:
    for name in PAGE_PARAMETERS:
        if ids := _ids([*request.GET.getlist(name), *request.POST.getlist(name)]):
            yield cities_of_pages, ids


def _in_chosen(request: HttpRequest, match: ResolverMatch) -> Iterator[tuple[Trace, list[int]]]:
    if match.view_name in CHOSEN:
        yield CHOSEN[match.view_name], _ids(request.GET.getlist("id"))


def _in_bulk_action(
    request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]
) -> Iterator[tuple[Trace, list[int]]]:
    """What a bulk action is about. “All” means all below a page of a city: Wagtail would list every page there is."""
    if match.view_name != "wagtail_bulk_action":
        return
    model = _model(kwargs)
    if issubclass(model, Page):
        trace: Trace = cities_of_pages
    elif model is get_image_model():
        trace = cities_of_images
    elif model is get_document_model():
        trace = cities_of_documents
    else:
        raise LookupError(kwargs["model_name"])
    ids = request.GET.getlist("id")
    if ALL in ids and not (trace is cities_of_pages and cities_of_pages(_ids(request.GET.getlist("childOf")))):
        raise LookupError(ALL)
    yield trace, _ids(number for number in ids if number != ALL)


def _model(kwargs: dict[str, Any]) -> type[Model]:
    return apps.get_model(kwargs["app_label"], kwargs["model_name"])


def _ids(values: Iterable[str]) -> list[int]:
    """The numbers that Django makes of ids in a query or a form, of “ 60” and “+60” too; empty ones name nothing."""
    try:
        ids = [int(value) for value in values if value]
    except ValueError as error:
        raise Http404(str(error)) from error
    if any(abs(number) > LARGEST_ID for number in ids):
        message = "No id is as large."
        raise Http404(message)
    return ids
