"""What one answer needs: the library that each field of the query's root reads from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from time import monotonic
from typing import Any

from graphql import GraphQLError, GraphQLResolveInfo
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import get_argument_values

from cms.api.errors import QueryError, TimeIsUpError
from cms.api.identity import parts_of
from cms.api.library import Asked, Cities, Library, libraries

MOST_LANGUAGES = 5


class Context:
    """The libraries of one answer, all of them loaded when the first is asked for.

    `storable` turns false when the answer holds what is not in the city's revision: a draft, or what depends on the
    hour at which it was asked. Such an answer must not be kept by anybody.
    """

    def __init__(self, deadline: float = math.inf, cities: Cities | None = None) -> None:
        """`deadline` is the time by `time.monotonic` at which the answer has to be ready; `cities` are those that the
        query names, if they were read already."""
        self._cities = cities
        self._libraries: dict[str, Library | QueryError] | None = None
        self._deadline = deadline
        self.storable = True

    def library(self, info: GraphQLResolveInfo) -> Library | None:
        """The library of the field of the query's root under which `info` is; None for an unknown city.

        Raises QueryError if the arguments of that field do not say clearly what to read.
        """
        if monotonic() > self._deadline:
            raise TimeIsUpError
        if self._libraries is None:
            self._libraries = _load(info, self._cities)
        found = self._libraries.get(_root_key(info))
        if isinstance(found, QueryError):
            raise found
        return found

    def lend(self, info: GraphQLResolveInfo, library: Library) -> None:
        """Let all that is under the field of the query's root that is being resolved read from this library."""
        if self._libraries is None:
            self._libraries = _load(info, self._cities)
        self._libraries[_root_key(info)] = library


def library_of(info: GraphQLResolveInfo) -> Library:
    """The library that a document came from. A document that is being resolved has one."""
    library: Library | None = info.context.library(info)
    if library is None:
        raise LookupError(f"No library for {info.path.as_list()}")
    return library


def _asked_for(arguments: Mapping[str, Any]) -> Asked:
    if "id" in arguments:
        city, languages, _uuid = parts_of(arguments["id"])
    else:
        city = arguments["city"] if "city" in arguments else arguments["slug"]
        languages = tuple(arguments.get("languages") or ())
    language = arguments.get("language")
    if language is not None and languages:
        raise QueryError("ARGUMENTS", "Give either `language` or `languages`.")
    if len(languages) > MOST_LANGUAGES:
        raise QueryError("ARGUMENTS", f"`languages` takes {MOST_LANGUAGES} languages at most.")
    return city, (language,) if language is not None else tuple(dict.fromkeys(languages))


def _root_key(info: GraphQLResolveInfo) -> str:
    path = info.path
    while path.prev is not None:
        path = path.prev
    return str(path.key)


def _load(info: GraphQLResolveInfo, cities: Cities | None) -> dict[str, Library | QueryError]:
    """Read the arguments of all fields of the query's root, so that what they need is loaded at once."""
    query_type = info.schema.query_type
    if query_type is None:
        raise LookupError("The schema has no queries.")
    fields = collect_fields(info.schema, info.fragments, info.variable_values, query_type, info.operation.selection_set)
    asked: dict[str, Asked] = {}
    found: dict[str, Library | QueryError] = {}
    for key, (node, *_) in fields.items():
        definition = query_type.fields.get(node.name.value)
        if definition is None or not {"language", "id"} & set(definition.args):
            continue
        try:
            asked[key] = _asked_for(get_argument_values(definition, node, info.variable_values))
        except QueryError as error:
            found[key] = error
        except GraphQLError:  # the field itself will say what is wrong with them
            continue
    loaded = libraries(asked.values(), cities)
    return found | {key: loaded[pair] for key, pair in asked.items() if pair in loaded}
