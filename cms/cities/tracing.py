"""From the ids in an address to the cities that they belong to.

A trace takes ids of one kind of object and answers with the ids of their cities, and with None for what belongs to no
city. An id of nothing answers nothing: its view says that it does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from cms.cities.models import City, CityLanguage, CityPage, CityRole
from cms.cities.trees import HOME_DEPTH, HOME_PATH_LENGTH
from translations.models import SegmentFinding

Cities = set[int | None]
Trace = Callable[[Iterable[Any]], Cities]


def cities_of_pages(ids: Iterable[Any]) -> Cities:
    """Cities of pages. The root of all trees is left out: everybody begins there."""
    return _cities_of_paths(Page.objects.filter(pk__in=list(ids), depth__gte=HOME_DEPTH))


def cities_of_images(ids: Iterable[Any]) -> Cities:
    """Cities of images, by the collection that they lie in."""
    return _cities_of_collections(get_image_model().objects.filter(pk__in=list(ids)))


def cities_of_documents(ids: Iterable[Any]) -> Cities:
    """Cities of uploaded documents, by the collection that they lie in."""
    return _cities_of_collections(get_document_model().objects.filter(pk__in=list(ids)))


def cities_of_translations(ids: Iterable[Any]) -> Cities:
    """Cities of wagtail-localize's translations."""
    return _cities_of_keys(Translation.objects.filter(pk__in=list(ids)).values("source__object"))


def cities_of_translation_sources(ids: Iterable[Any]) -> Cities:
    """Cities of wagtail-localize's copies of source pages."""
    return _cities_of_keys(TranslationSource.objects.filter(pk__in=list(ids)).values("object"))


def cities_of_findings(ids: Iterable[Any]) -> Cities:
    """Cities of what the quality checks found."""
    return _cities_of_keys(SegmentFinding.objects.filter(pk__in=list(ids)).values("translation__context__object"))


def cities_of_organisations(ids: Iterable[Any]) -> Cities:
    """Cities of the organisations that contribute to them."""
    return set(CityRole.objects.exclude(organisation="").filter(pk__in=list(ids)).values_list("city", flat=True))


def cities_of_tasks(ids: Iterable[Any]) -> Cities:
    """Cities of the tasks of workflows."""
    wanted = {"workflow__workflow_tasks__task__in": list(ids)}
    own = City.objects.filter(**wanted).values_list("pk", flat=True)
    of_languages = CityLanguage.objects.filter(**wanted).values_list("city", flat=True)
    return {*own, *of_languages}


# What each argument of an admin address names. An app with other arguments adds them in its AppConfig.ready().
ARGUMENTS: dict[str, Trace] = {
    "page_id": cities_of_pages,
    "page_pk": cities_of_pages,
    "parent_page_id": cities_of_pages,
    "page_to_move_id": cities_of_pages,
    "destination_id": cities_of_pages,
    "image_id": cities_of_images,
    "document_id": cities_of_documents,
    "doc_id": cities_of_documents,
    "translation_id": cities_of_translations,
    "translation_source_id": cities_of_translation_sources,
    "finding_id": cities_of_findings,
    "task_id": cities_of_tasks,
    "organisation_id": cities_of_organisations,
    # Of what `app_label` and `model_name` say; cms.cities.boundary lets pages pass and nothing else.
    "object_id": cities_of_pages,
}
# Routes whose `pk` names an object of a city, by the beginning of their names.
PRIMARY_KEYS: dict[str, Trace] = {
    "wagtailadmin_api:pages": cities_of_pages,
    "wagtailadmin_pages:revisions_compare": cities_of_pages,
    "wagtailimages_chooser:chosen": cities_of_images,
    "wagtaildocs_chooser:chosen": cities_of_documents,
}
# Routes whose query string names objects by `id`.
CHOSEN: dict[str, Trace] = {
    "wagtailadmin_api:images:find": cities_of_images,
    "wagtailadmin_api:pages:find": cities_of_pages,
    "wagtailadmin_choose_page_chosen_multiple": cities_of_pages,
    "wagtailimages_chooser:chosen_multiple": cities_of_images,
    "wagtaildocs_chooser:chosen_multiple": cities_of_documents,
}
# Fields of forms and query strings that name pages, on whatever route.
PAGE_PARAMETERS = (
    "childOf",
    "chooser",
    "destination_page_id",
    "new_parent_page",
    "parent_page",
    "parent_page_id",
    "target_pages[]",
)
# Looked up by their views among those of the page or translation in the same address, or among the user's own.
WITHIN_ANOTHER = {
    "overridable_segment_id",
    "revision_id",
    "revision_id_a",
    "revision_id_b",
    "session_id",
    "string_segment_id",
    "task_state_id",
    "uploaded_file_id",
    "workflow_state_id",
}
# Arguments that name no object.
LABELS = {
    "action",
    "action_name",
    "app_label",
    "app_name",
    "content_type_app_name",
    "content_type_model_name",
    "filter_spec",
    "mode",
    "model_name",
    "token",
    "uidb64",
}


def trace_of(route: str, argument: str) -> Trace | None:
    """What the argument of a route names, or None if it names nothing that a city owns by itself.

    Raises:
        LookupError: when nobody said what the argument names.
    """
    if argument in ARGUMENTS:
        return ARGUMENTS[argument]
    if argument == "pk":
        for beginning, trace in PRIMARY_KEYS.items():
            if route.startswith(beginning):
                return trace
    if argument in WITHIN_ANOTHER or argument in LABELS:
        return None
    raise LookupError(argument)


def _cities_of_keys(keys: Any) -> Cities:
    return _cities_of_paths(Page.objects.filter(translation_key__in=keys, depth__gte=HOME_DEPTH))


def _cities_of_paths(pages: Any) -> Cities:
    homes = {path[:HOME_PATH_LENGTH] for path in pages.values_list("path", flat=True)}
    if not homes:
        return set()
    cities = dict(CityPage.objects.filter(path__in=homes).values_list("path", "city_id"))
    return {cities.get(home) for home in homes}


def _cities_of_collections(files: Any) -> Cities:
    paths = set(files.values_list("collection__path", flat=True))
    if not paths:
        return set()
    owned = list(City.objects.exclude(collection=None).values_list("collection__path", "pk"))
    return {next((city for own, city in owned if path.startswith(own)), None) for path in paths}
