"""Whom a document concerns, asked with what is known of a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import graphene

from cms.api.errors import QueryError
from cms.api.types import field
from cms.api.types.enums import AudienceFacet, ConcernState
from site_builder.audience import FACETS, audience_of, concern, open_facets

Answers = dict[str, set[str]]


class Answer(graphene.InputObjectType):
    """What a person said of herself. Leave out what she was not asked: it hides nothing from her."""

    facet = AudienceFacet(required=True, description="To which question.")
    values = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="What is true of her, as the description of the facet lists it; nothing counts as no answer.",
    )


class Concern(graphene.ObjectType):
    """Whether a document concerns a person."""

    state = ConcernState(required=True, description="Whether it does.")
    depends_on = field.many(AudienceFacet, "What to ask her if that is open.")


def read_answers(answers: Iterable[Any]) -> Answers:
    """Answers by facet. Raises QueryError at a value that the facet does not have."""
    found: Answers = {}
    for answer in answers:
        facet, values = answer["facet"].value, set(answer["values"])
        if unknown := sorted(values - set(FACETS[facet])):
            raise QueryError("ANSWERS", f"{facet} has no {unknown[0][:40]!r}: it has {', '.join(FACETS[facet])}.")
        if values:
            found.setdefault(facet, set()).update(values)
    return found


def concern_field() -> Any:
    """Whether this document concerns a person, for documents that have an audience."""
    return graphene.Field(
        Concern,
        required=True,
        description="Whether it concerns a person. Work it out where she is, if you can: see docs/api.",
        answers=graphene.List(graphene.NonNull(Answer), required=True, default_value=[], description="What she said."),
        resolver=_resolve_concern,
    )


def _resolve_concern(root: dict[str, Any], _info: Any, answers: list[Any]) -> dict[str, Any]:
    audience, known = audience_of(root), read_answers(answers)
    return {"state": concern(audience, known).value, "depends_on": open_facets(audience, known)}
