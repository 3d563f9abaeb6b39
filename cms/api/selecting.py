"""Which documents of a city are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import graphene

from cms.api.errors import QueryError
from cms.api.identity import uuid_from
from cms.api.library import Body, Library
from cms.api.types.concerns import Answer, read_answers
from cms.api.types.enums import ConcernState, DocumentKind, DocumentOrder
from cms.api.types.scalars import Date
from site_builder.audience import audience_of, concern
from site_builder.distance import distance

FARTHEST = 100_000  # metres

Filter = Callable[[Body], bool]
# Where a document stands in a list. It goes into the cursor.
Place = tuple[int | str, ...]


@dataclass(frozen=True)
class Selection:
    """Documents in order; `away` says by UUID how many metres it is to them, if they were sought around a place."""

    bodies: list[Body]
    away: Mapping[str, int]
    by_distance: bool

    def place(self, body: Body) -> Place:
        """By what the documents are in order."""
        place = body["path"], body["uuid"]
        return (self.away[body["uuid"]], *place) if self.by_distance else place


class Near(graphene.InputObjectType):
    """A place, and how far around it to look."""

    latitude = graphene.Float(required=True, description="Degrees, WGS 84, from -90 to 90.")
    longitude = graphene.Float(required=True, description="Degrees, WGS 84, from -180 to 180.")
    within = graphene.Int(required=True, default_value=2000, description="Metres as the crow flies, from 1 to 100,000.")


def selection_arguments() -> dict[str, Any]:
    """The arguments that choose documents; all of those that are given have to hold."""
    return {
        "kind": DocumentKind(description="Only documents of this kind."),
        "topic": graphene.ID(description="Only documents that are filed under the topic with this UUID."),
        "situation": graphene.ID(description="Only documents that matter in the situation with this UUID."),
        "office": graphene.ID(
            description="Only the office with this UUID and what is offered, done or held there: services, procedures, "
            "events."
        ),
        "organisation": graphene.ID(
            description="Only the organisation with this UUID and what it answers for: its parts, its offices and what "
            "is offered there, what it decides, issues, organises or keeps right."
        ),
        "answers": graphene.List(
            graphene.NonNull(Answer), description="What is known of a person: only documents that may concern her."
        ),
        "concern": graphene.List(
            graphene.NonNull(ConcernState),
            required=True,
            default_value=[ConcernState.get("yes"), ConcernState.get("maybe")],
            description="With `answers`: only documents that concern her so. What is open hides nothing.",
        ),
        "changed_after": graphene.Int(
            description="Only documents that changed after this revision of the city. To keep a copy, follow `changes`."
        ),
        "changed_since": Date(
            description="Only documents that went live, or whose `history` tells of a change, on this day or later."
        ),
        "near": Near(description="Only offices around a place, and what is offered, done or held there."),
        "order": DocumentOrder(required=True, default_value=DocumentOrder.get("path"), description="In which order."),
    }


def select(library: Library, order: Any, near: Any = None, **asked: Any) -> Selection:
    """The documents that pass what is `asked`, by the names of `selection_arguments`, in order.

    Raises QueryError if an argument is wrong.
    """
    by_distance = order.value == "distance"
    if by_distance and near is None:
        raise QueryError("ARGUMENTS", "The order DISTANCE needs `near`.")
    filters = list(_filters(library, **asked))
    bodies = library.in_order
    if filters:
        bodies = [body for body in bodies if all(passes(body) for passes in filters)]
    if near is None:
        return Selection(bodies, {}, by_distance)
    away = _around(library, bodies, near)
    found = Selection([body for body in bodies if body["uuid"] in away], away, by_distance)
    if by_distance:
        found.bodies.sort(key=found.place)
    return found


def offices_in(body: Body) -> list[str]:
    """UUIDs of the offices at which something is offered, done or held; an office is at itself."""
    match body["kind"]:
        case "office":
            return [body["uuid"]]
        case "service":
            return list(body["offices"])
        case "procedure":
            return [step["office"] for step in body["steps"] if step["office"] is not None]
        case "event":
            return [body["office"]] if body["office"] is not None else []
    return []


def _filters(
    library: Library,
    kind: Any = None,
    topic: str | None = None,
    situation: str | None = None,
    office: str | None = None,
    organisation: str | None = None,
    answers: list[Any] | None = None,
    concern: list[Any] | None = None,
    changed_after: int | None = None,
    changed_since: str | None = None,
) -> Iterator[Filter]:
    if kind is not None:
        yield lambda body: body["kind"] == kind.value
    if topic is not None:
        yield _names(topic, lambda body: body["topics"])
    if situation is not None:
        yield _names(situation, lambda body: body["situations"])
    if office is not None:
        yield _names(office, offices_in)
    if organisation is not None:
        yield _of_organisation(library, uuid_from(organisation))
    if answers is not None:
        yield _concerning(answers, concern or [])
    if changed_after is not None:
        yield lambda body: library.revision_of(body["uuid"]) > changed_after
    if changed_since is not None:
        yield lambda body: _last_change(library, body) >= changed_since


def _last_change(library: Library, body: Body) -> str:
    """The day on which something last changed that readers see, or the document came; "" if nobody knows."""
    newest = (change["on"] for change in body.get("history", ())[:1])
    return max(*newest, library.appeared_on(body["uuid"]) or "", "")


def _names(asked: str, named: Callable[[Body], list[str]]) -> Filter:
    uuid = uuid_from(asked)
    return lambda body: uuid in named(body)


def _of_organisation(library: Library, uuid: str) -> Filter:
    offices = {body["uuid"] for body in library if body["kind"] == "office" and body["organisation"] == uuid}
    roles = ("uuid", "owner", "organisation", "authority", "organiser", "issued_by", "parent_organisation")
    return lambda body: any(body.get(role) == uuid for role in roles) or not offices.isdisjoint(offices_in(body))


def _concerning(answers: list[Any], states: list[Any]) -> Filter:
    known, wanted = read_answers(answers), {state.value for state in states}
    return lambda body: concern(audience_of(body), known).value in wanted


def _around(library: Library, bodies: list[Body], near: Any) -> dict[str, int]:
    """By UUID of those of the documents that lie near how far it is to the nearest of their offices."""
    if not 1 <= near["within"] <= FARTHEST:
        raise QueryError("NEAR", f"`within` must be between 1 and {FARTHEST} metres, not {near['within']}.")
    here = near["latitude"], near["longitude"]
    if abs(here[0]) > 90 or abs(here[1]) > 180:
        raise QueryError("NEAR", "`near` must be degrees: latitude from -90 to 90, longitude from -180 to 180.")
    away = {
        office["uuid"]: round(distance(here, (office["latitude"], office["longitude"])))
        for office in library
        if office["kind"] == "office" and office["latitude"] is not None and office["longitude"] is not None
    }
    near_by = {office: metres for office, metres in away.items() if metres <= near["within"]}
    found = {body["uuid"]: [near_by[office] for office in offices_in(body) if office in near_by] for body in bodies}
    return {uuid: min(metres) for uuid, metres in found.items() if metres}
