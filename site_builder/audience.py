"""Whom a page concerns: conditions on facets of a person, and whether they hold for what she has answered.

The audience of a document is a list of groups that all have to hold. A group says whether all, any or none of its
conditions hold; a condition names a facet and those of its values of which one fits. A question that nobody has
answered leaves open what depends on it, so it hides nothing. themes/waymark/js/audience.js does the same on a phone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import Any

# The closed list, in the order in which readers are asked. A value `from-18` reaches up to the next one.
FACETS: dict[str, tuple[str, ...]] = {
    "residence": ("asylum", "protection", "tolerated", "permit", "union", "citizen", "undocumented"),
    "months": ("from-0", "from-3", "from-6", "from-12", "from-36", "from-60"),
    "age": ("from-0", "from-16", "from-18", "from-27", "from-65"),
    "children": ("none", "from-0", "from-3", "from-6", "from-15"),
    "pregnant": ("yes", "no"),
    "disability": ("yes", "no"),
    "employment": ("employed", "self_employed", "seeking", "training", "none"),
    "level": ("none", "A1", "A2", "B1", "B2", "C1"),
    "housing": ("shelter", "friends", "renting", "owner", "homeless"),
}
# Facets of which several values can be true of one person.
SEVERAL = frozenset({"children"})
OPERATORS = ("all", "any", "none")

Groups = Iterable[Mapping[str, Any]]
Answers = Mapping[str, Collection[str]]
"""By facet what a person said: the values that are true of her. A facet that is missing was not answered."""


class Concern(Enum):
    """Whether a page concerns a person."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


def concern(audience: Groups, answers: Answers) -> Concern:
    """Whether a page with this audience concerns somebody who answered so. Without conditions it concerns everybody."""
    return _all(_group(group, answers) for group in audience)


def audience_of(document: Mapping[str, Any]) -> Groups:
    """Whom the document concerns. Pages that nobody must be seen reading ask nothing of their readers."""
    return document.get("audience", ()) if document["sensitivity"] == "normal" else ()


def open_facets(audience: Groups, answers: Answers) -> list[str]:
    """On which facets it depends whether a page concerns her: those without an answer in groups that are undecided."""
    if concern(audience, answers) is not Concern.MAYBE:
        return []
    undecided = [group for group in audience if _group(group, answers) is Concern.MAYBE]
    facets = (condition["facet"] for group in undecided for condition in group["conditions"])
    return list(dict.fromkeys(facet for facet in facets if facet not in answers))


def expression(audience: Groups) -> str:
    """The audience in one line for scripts: `all:residence=permit,union;level=none|none:housing=owner`."""
    return "|".join(
        f"{group['operator']}:"
        + ";".join(f"{condition['facet']}={','.join(condition['values'])}" for condition in group["conditions"])
        for group in audience
    )


def _group(group: Mapping[str, Any], answers: Answers) -> Concern:
    found = [_condition(condition, answers) for condition in group["conditions"]]
    match group["operator"]:
        case "all":
            return _all(found)
        case "any":
            return _not(_all(map(_not, found)))
        case _:
            return _all(map(_not, found))


def _condition(condition: Mapping[str, Any], answers: Answers) -> Concern:
    if condition["facet"] not in answers:
        return Concern.MAYBE
    return Concern.YES if set(condition["values"]) & set(answers[condition["facet"]]) else Concern.NO


def _all(found: Iterable[Concern]) -> Concern:
    every = set(found)
    if Concern.NO in every:
        return Concern.NO
    return Concern.MAYBE if Concern.MAYBE in every else Concern.YES


def _not(found: Concern) -> Concern:
    return {Concern.YES: Concern.NO, Concern.NO: Concern.YES, Concern.MAYBE: Concern.MAYBE}[found]
