"""Which city an admin request reaches into, and whether its user belongs there.

Wagtail scopes page editing by path, but its choosers, usage lists and history views, and wagtail-localize's submit and
update views (1.14.5), check no object permission: an editor of one city could republish a page of another. Here every
id in the address that names a page, an image, a document or a translation is traced to its city before the view runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import ResolverMatch
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.cities.models import City, CityPage
from cms.cities.trees import HOME_DEPTH, HOME_PATH_LENGTH

PAGE_ARGUMENTS = ("page_id", "page_pk", "parent_page_id", "page_to_move_id", "destination_id")
IMAGE_ARGUMENTS = ("image_id",)
DOCUMENT_ARGUMENTS = ("document_id", "doc_id")

# Routes whose primary key is a page although its name does not say so.
PAGES_BY_PK = {"wagtailadmin_pages:revisions_compare"}
CHOSEN_BY_PK = {"wagtailimages_chooser:chosen": "image", "wagtaildocs_chooser:chosen": "document"}
MULTIPLE_CHOSEN = {"wagtailimages_chooser:chosen_multiple": "image", "wagtaildocs_chooser:chosen_multiple": "document"}

# Views of wagtail-localize that act on all cities at once, or that ours replace.
ADMINISTRATORS_ONLY = {
    "wagtail_localize:submit_page_translation",
    "wagtail_localize:submit_snippet_translation",
    "wagtail_localize:update_translations",
    "wagtail_localize:translations_report",
    "wagtail_localize:translations_report_results",
    "wagtail_localize:convert_to_alias",
}


def home_paths_of(user: Any) -> set[str]:
    """Paths of the home pages, in every language, of the cities in which `user` has a role."""
    return set(CityPage.objects.filter(city__in=City.objects.of_user(user)).values_list("path", flat=True))


def pages_of(user: Any) -> QuerySet[Page]:
    """Pages of the cities in which `user` has a role, home pages included."""
    within = Q(pk__in=[])
    for path in home_paths_of(user):
        within |= Q(path__startswith=path)
    return Page.objects.filter(within)


def crosses_boundary(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Whether a signed-in user without installation-wide rights reaches into a city that is not theirs."""
    match = request.resolver_match
    user = request.user
    if match is None or not user.is_authenticated or user.is_superuser:
        return False
    if match.view_name in ADMINISTRATORS_ONLY:
        return True
    paths = set(_page_paths(request, match, kwargs))
    collections = set(_collection_paths(request, match, kwargs))
    if not paths and not collections:
        return False
    own_collections = list(
        Collection.objects.filter(city__in=City.objects.of_user(user)).values_list("path", flat=True)
    )
    return bool(paths - home_paths_of(user)) or any(
        not any(path.startswith(own) for own in own_collections) for path in collections
    )


def _page_paths(request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]) -> Iterator[str]:
    """Paths of the home pages above every page that the request names. The root, which is nobody's, is left out."""
    ids = {kwargs[name] for name in PAGE_ARGUMENTS if name in kwargs}
    if match.view_name in PAGES_BY_PK:
        ids.add(kwargs["pk"])
    if match.view_name == "wagtail_bulk_action" and _is_page_model(kwargs):
        ids.update(value for value in request.GET.getlist("id") if value.isdigit())
    if "object_id" in kwargs and _is_page_model(kwargs) and str(kwargs["object_id"]).isdigit():
        ids.add(kwargs["object_id"])
    within = Q(pk__in=ids)
    if "translation_id" in kwargs:
        within |= Q(translation_key__in=Translation.objects.filter(pk=kwargs["translation_id"]).values("source__object"))
    if "translation_source_id" in kwargs:
        sources = TranslationSource.objects.filter(pk=kwargs["translation_source_id"])
        within |= Q(translation_key__in=sources.values("object"))
    for path in Page.objects.filter(within, depth__gte=HOME_DEPTH).values_list("path", flat=True):
        yield path[:HOME_PATH_LENGTH]


def _is_page_model(kwargs: dict[str, Any]) -> bool:
    return kwargs.get("app_label") in {"wagtailcore", "guides", "cities"}


def _collection_paths(request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]) -> Iterator[str]:
    """Paths of the collections of every image and document that the request names."""
    images = {kwargs[name] for name in IMAGE_ARGUMENTS if name in kwargs}
    documents = {kwargs[name] for name in DOCUMENT_ARGUMENTS if name in kwargs}
    chosen = {"image": images, "document": documents}
    if match.view_name in CHOSEN_BY_PK:
        chosen[CHOSEN_BY_PK[match.view_name]].add(kwargs["pk"])
    if match.view_name in MULTIPLE_CHOSEN:
        chosen[MULTIPLE_CHOSEN[match.view_name]].update(v for v in request.GET.getlist("id") if v.isdigit())
    for model, ids in ((get_image_model(), images), (get_document_model(), documents)):
        if ids:
            yield from model.objects.filter(pk__in=ids).values_list("collection__path", flat=True)
