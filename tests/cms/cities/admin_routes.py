"""Every address of the CMS, found by walking the URL configuration, and the ids that its arguments can take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from tests.cms.cities.furnished import Furnished
from tests.cms.factories import KINDS

# What an argument names, by its name.
NAMES = {
    "page_id": "page",
    "page_pk": "page",
    "parent_page_id": "page",
    "page_to_move_id": "page",
    "destination_id": "page",
    "object_id": "page",
    "image_id": "image",
    "document_id": "document",
    "doc_id": "document",
    "uploaded_file_id": "upload",
    "collection_id": "collection",
    "redirect_id": "redirect",
    "revision_id": "revision",
    "revision_id_a": "revision",
    "revision_id_b": "revision",
    "task_id": "task",
    "task_state_id": "task_state",
    "workflow_pk": "workflow",
    "workflow_state_id": "workflow_state",
    "session_id": "session",
    "translation_id": "translation",
    "translation_source_id": "translation_source",
    "string_segment_id": "string_segment",
    "overridable_segment_id": "string_segment",
    "finding_id": "finding",
    "build_id": "build",
    "link_id": "link",
    "organisation_id": "organisation",
    "taken_id": "taken",
    "proposal_id": "proposal",
    "partner_id": "partner",
    "webhook_id": "webhook",
    "delivery_id": "delivery",
}
# What `pk` names, by the beginning of the route's name.
PK_NAMES = {
    "wagtailadmin_api:pages": "page",
    "wagtailadmin_api:images": "image",
    "wagtailadmin_api:documents": "document",
    "wagtailadmin_pages:revisions_compare": "page",
    "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows:disable_task": "task",
    "wagtailadmin_workflows:edit_task": "task",
    "wagtailadmin_workflows:enable_task": "task",
    "wagtailadmin_workflows": "workflow",
    "wagtailimages_chooser": "image",
    "wagtaildocs_chooser": "document",
    "wagtailsites": "site",
    "wagtailsettings": "site",
    "wagtaillocales": "locale",
    "wagtailsnippets_translations_glossaryterm": "glossary_term",
    "wagtailsnippetchoosers_translations_glossaryterm": "glossary_term",
    "wagtailusers_users": "user",
    "wagtailusers_groups": "group",
    "wagtail_localize:submit_snippet_translation": "page",
    "wagtail_localize:snippets_api_detail": "page",
    "cities": "city",
}
# Arguments that name no object: a few values that lead somewhere.
LABELS: dict[str, list[Any]] = {
    "action_name": ["copy_for_translation", "approve"],
    "filter_spec": ["max-100x100"],
    "mode": ["default"],
    "name": ["css/main.css"],
    "offered_uuid": ["00000000-0000-4000-8000-000000000000"],
    "offering_city": ["zzsecret"],
    "restriction_id": [1],
    "token": ["set-password"],
    "uidb64": ["MQ"],
    "version": ["0123456789ab"],
}
MODELS = [("wagtailcore", "page"), ("cities", "citypage"), *(("guides", model.__name__.lower()) for model in KINDS)]
BULK = [
    *(("wagtailcore", "page", action) for action in ("delete", "move", "publish", "unpublish")),
    *(("wagtailimages", "image", action) for action in ("delete", "add_tags", "add_to_collection")),
    *(("wagtaildocs", "document", action) for action in ("delete", "add_tags", "add_to_collection")),
    *(("auth", "user", action) for action in ("delete", "set_active_state", "assign_role")),
]
MODEL_ARGUMENTS = (
    ("app_label", "model_name"),
    ("content_type_app_name", "content_type_model_name"),
    ("app_name", "model_name"),
)
# Routes whose screens differ from kind to kind of page.
FORMS = ("wagtailadmin_pages:add", "wagtailadmin_pages:edit")
# Words in the names of routes that search.
SEARCHES = ("api", "autocomplete", "choose", "explore", "search")
Query = Callable[[Furnished, str], dict[str, Any]]
# How one id can be written: Django reads all but the last four as the same number, and those as none.
WRITTEN = (" {}", "+{}", "{} ", "0{}", "{}\u00a0", "²", "{}.0", "-", "9" * 20)


def _written(name: str, kind: str, **more: str) -> Iterator[Query]:
    """Queries in which `name` names an object of the other city, once in each unusual way to write its id."""

    def query(way: str) -> Query:
        return lambda other, _text: {name: way.format(other.ids[kind][0]), **more}

    yield from map(query, WRITTEN)


# Query strings for routes whose names begin so: they make a list search, filter, or start at something of another city.
QUERIES: list[tuple[str, Query]] = [
    ("", lambda other, query: {}),
    ("", lambda other, query: {"q": query, "term": query, "search": query, "page_type": "wagtailcore.Page"}),
    ("wagtail_bulk_action", lambda other, query: {"id": other.ids["page"]}),
    ("wagtail_bulk_action", lambda other, query: {"id": other.ids["image"] + other.ids["user"]}),
    ("wagtail_bulk_action", lambda other, query: {"id": "all"}),
    ("wagtail_bulk_action", lambda other, query: {"id": "all", "q": query}),
    ("wagtail_bulk_action", lambda other, query: {"id": "all", "childOf": other.ids["home"][0]}),
    ("wagtail_bulk_action", lambda other, query: {"id": "all", "childOf": 1}),
    ("wagtailadmin_choose", lambda other, query: {"id": other.ids["page"]}),
    ("wagtailadmin_choose", lambda other, query: {"parent_page_id": other.ids["home"][0]}),
    ("wagtailadmin_choose", lambda other, query: {"user_perms": "move_to", "target_pages[]": other.ids["page"][2]}),
    ("wagtailadmin_api", lambda other, query: {"child_of": other.ids["home"][0], "for_explorer": 1}),
    ("wagtailadmin_api", lambda other, query: {"descendant_of": other.ids["home"][0]}),
    ("wagtailadmin_api", lambda other, query: {"translation_of": other.ids["page"][2]}),
    ("wagtailadmin_api", lambda other, query: {"ancestor_of": other.ids["page"][2]}),
    ("wagtailadmin_api", lambda other, query: {"id": other.ids["page"][2]}),
    ("wagtailadmin_reports", lambda other, query: {"export": "csv"}),
    ("wagtailadmin_reports", lambda other, query: {"user": other.ids["user"][1], "label": query}),
    ("wagtailadmin_reports", lambda other, query: {"workflow": other.ids["workflow"][0]}),
    ("wagtailimages", lambda other, query: {"collection_id": other.ids["collection"][0]}),
    ("wagtaildocs", lambda other, query: {"collection_id": other.ids["collection"][0]}),
    ("wagtailimages_chooser:chosen_multiple", lambda other, query: {"id": other.ids["image"]}),
    ("wagtaildocs_chooser:chosen_multiple", lambda other, query: {"id": other.ids["document"]}),
    ("insights", lambda other, query: {"city": other.city.slug}),
    ("editing", lambda other, query: {"city": other.city.slug}),
    ("contributions", lambda other, query: {"city": other.city.slug}),
    ("publishing", lambda other, query: {"city": other.city.slug}),
    ("sharing", lambda other, query: {"city": other.city.slug}),
    ("sharing", lambda other, query: {"from": other.city.slug, "q": query}),
    *(("wagtail_bulk_action", query) for kind in ("page", "image", "document") for query in _written("id", kind)),
    *(("wagtail_bulk_action", query) for query in _written("childOf", "home", id="all")),
    *(("wagtailadmin_choose", query) for name in ("id", "target_pages[]") for query in _written(name, "page")),
    *(("wagtailadmin_choose", query) for query in _written("parent_page_id", "home")),
    *(("wagtailimages_chooser:chosen_multiple", query) for query in _written("id", "image")),
    *(("wagtaildocs_chooser:chosen_multiple", query) for query in _written("id", "document")),
    *(
        (files, query)
        for files in ("wagtailimages", "wagtaildocs")
        for query in _written("collection_id", "collection")
    ),
    *(
        ("wagtailadmin_api", query)
        for name in ("ancestor_of", "child_of", "descendant_of", "id", "translation_of")
        for query in _written(name, "page")
    ),
]


@dataclass(frozen=True)
class Route:
    """One pattern of the URL configuration."""

    name: str
    """With its namespaces; empty where the pattern has none."""
    pattern: str
    arguments: tuple[str, ...]

    @property
    def objects(self) -> dict[str, str]:
        """By argument that names an object: what kind of object it names."""
        return {name: kind for name in self.arguments if (kind := self._kind(name))}

    def _kind(self, argument: str) -> str:
        if argument == "pk":
            for beginning in sorted(PK_NAMES, key=len, reverse=True):
                if self.name.startswith(beginning):
                    return PK_NAMES[beginning]
        return NAMES.get(argument, "")

    @property
    def unknown(self) -> set[str]:
        """Arguments of which these tests do not know what they name."""
        models = {name for pair in MODEL_ARGUMENTS for name in pair}
        return set(self.arguments) - set(self.objects) - set(LABELS) - models - {"action"}

    def addresses(self, own: Furnished, other: Furnished, *, every: bool = True) -> Iterator[str]:
        """Addresses with ids of the other city in at least one argument; without such arguments every address.

        `every` tries every object of the other city in the first argument, and not one alone.
        """
        for labels in self._labels() if every else islice(self._labels(), 2):
            if not self.objects:
                yield from self._address(labels)
                continue
            for foreign in _nonempty_subsets(tuple(self.objects)):
                ids = {name: (other if name in foreign else own).ids[kind] for name, kind in self.objects.items()}
                yield from self._addresses(labels, ids, every=every and len(foreign) == len(ids))

    def own_addresses(self, own: Furnished) -> Iterator[str]:
        """Addresses of what the city itself owns: forms for every page, all else for one object."""
        ids = {name: own.ids[kind] for name, kind in self.objects.items()}
        for labels in self._labels():
            yield from self._addresses(labels, ids, every=self.name in FORMS)

    def _addresses(self, labels: dict[str, Any], ids: dict[str, list[Any]], *, every: bool) -> Iterator[str]:
        """One address for each object of the first argument, or for one of them, with one object of all the others."""
        first, *rest = ids
        for value in ids[first] if every else ids[first][2:3] or ids[first][:1]:
            yield from self._address({**labels, first: value, **{name: ids[name][0] for name in rest if ids[name]}})

    def _labels(self) -> Iterator[dict[str, Any]]:
        if self.name == "wagtail_bulk_action":
            for app, model, action in BULK:
                yield {"app_label": app, "model_name": model, "action": action}
            return
        given = {name: LABELS[name] for name in self.arguments if name in LABELS}
        rest = [dict(zip(given, values, strict=True)) for values in product(*given.values())]
        pairs = [pair for pair in MODEL_ARGUMENTS if set(pair) <= set(self.arguments)]
        for labels in rest:
            if pairs:
                yield from ({**labels, **dict(zip(pairs[0], model, strict=True))} for model in MODELS)
            else:
                yield labels

    def _address(self, arguments: dict[str, Any]) -> Iterator[str]:
        try:
            yield reverse(self.name, kwargs=arguments)
        except NoReverseMatch:
            # Another pattern of the same name takes these arguments.
            return


def routes() -> list[Route]:
    """Every named route of the CMS."""
    return list(_walk(get_resolver(), "", (), ()))


def _walk(
    resolver: URLResolver, prefix: str, namespaces: tuple[str, ...], arguments: tuple[str, ...]
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        named = (*arguments, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            yield Route(":".join([*namespaces, entry.name]) if entry.name else "", pattern, named)
        else:
            space = (entry.namespace,) if entry.namespace else ()
            yield from _walk(entry, pattern, namespaces + space, named)


def _nonempty_subsets(names: tuple[str, ...]) -> list[set[str]]:
    every = [
        {name for name, taken in zip(names, bits, strict=True) if taken} for bits in product([0, 1], repeat=len(names))
    ]
    return [subset for subset in every if subset]
