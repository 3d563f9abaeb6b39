"""Which city an admin request reaches into, and whether its user belongs there.

Wagtail scopes page editing by path, but its choosers, bulk actions, usage lists and reports, and wagtail-localize's
submit and update views (1.14.5), check no object permission or list what all cities own: an editor of one city could
republish a page of another. Here every id in the address that names something of a city is traced to it before the view
runs, and what knows no cities at all is left to those who run the installation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import ResolverMatch, reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

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
    "wagtailsnippets",
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


def home_paths_of(user: Any) -> set[str]:
    """Paths of the home pages, in every language, of the cities in which `user` has a role."""
    return set(CityPage.objects.filter(city__in=City.objects.of_user(user)).values_list("path", flat=True))


def pages_of(user: Any) -> QuerySet[Page]:
    """Pages of the cities in which `user` has a role, home pages included."""
    within = Q(pk__in=[])
    for path in home_paths_of(user):
        within |= Q(path__startswith=path)
    return Page.objects.filter(within)


def colleagues_of(user: Any) -> QuerySet[User]:
    """People with a role in a city of `user`, and `user`; everybody for a superuser."""
    people = get_user_model().objects.all()
    if user.is_superuser:
        return people
    return people.filter(Q(groups__city_role__city__in=City.objects.of_user(user)) | Q(pk=user.pk)).distinct()


def crosses_boundary(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Whether a signed-in user without installation-wide rights reaches into a city that is not theirs."""
    match = request.resolver_match
    user = request.user
    if match is None or not user.is_authenticated or user.is_superuser:
        return False
    if not request.path.startswith(reverse("wagtailadmin_home")):
        return False
    if match.view_name.startswith(ADMINISTRATORS_ONLY):
        return True
    try:
        named = _named_cities(request, match, kwargs)
    except LookupError:
        return True
    return bool(named) and not named <= set(City.objects.of_user(user).values_list("pk", flat=True))


def _named_cities(request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]) -> Cities:
    """Cities of all that the request names. Raises LookupError when it names what cannot be traced."""
    cities: Cities = set()
    for trace, ids in (
        *_in_arguments(match, kwargs),
        *_in_parameters(request),
        *_in_chosen(request, match),
        *_in_bulk_action(request, match, kwargs),
    ):
        cities |= trace(ids)
    return cities


def _in_arguments(match: ResolverMatch, kwargs: dict[str, Any]) -> Iterator[tuple[Trace, list[Any]]]:
    if "object_id" in kwargs and not issubclass(_model(kwargs), Page):
        raise LookupError(kwargs["model_name"])
    for name, value in kwargs.items():
        trace = trace_of(match.view_name, name)
        if trace is not None and str(value).isdigit():
            yield trace, [value]


def _in_parameters(request: HttpRequest) -> Iterator[tuple[Trace, list[Any]]]:
    for name in PAGE_PARAMETERS:
        if ids := _numbers([*request.GET.getlist(name), *request.POST.getlist(name)]):
            yield cities_of_pages, ids


def _in_chosen(request: HttpRequest, match: ResolverMatch) -> Iterator[tuple[Trace, list[Any]]]:
    if match.view_name in CHOSEN:
        yield CHOSEN[match.view_name], _numbers(request.GET.getlist("id"))


def _in_bulk_action(
    request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]
) -> Iterator[tuple[Trace, list[Any]]]:
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
    if "all" in ids and not (trace is cities_of_pages and cities_of_pages(_numbers(request.GET.getlist("childOf")))):
        raise LookupError("all")
    yield trace, _numbers(ids)


def _model(kwargs: dict[str, Any]) -> type[Model]:
    return apps.get_model(kwargs["app_label"], kwargs["model_name"])


def _numbers(values: list[str]) -> list[str]:
    return [value for value in values if value.isdigit()]
