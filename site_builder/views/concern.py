"""Whom a page concerns, in words and for the script that marks it; the words of the facets and their values."""

from __future__ import annotations

import json
from typing import Any

from site_builder.audience import FACETS, expression
from site_builder.library import Document
from site_builder.views.edition import Edition, shared

MONTHS_OF_A_YEAR = 12
ADULT = 18  # up to which age children are asked for


def audience(edition: Edition, document: Document) -> dict[str, Any] | None:
    """The audience of a page for its readers and for the script; None where the page is for everybody."""
    line = audience_line(document)
    return {"line": line, "groups": _groups(edition, document["audience"])} if line else None


def audience_line(document: Document) -> str:
    """The audience as the script reads it; empty where there is none, and on pages that leave nothing on a device."""
    found = document.get("audience")
    return expression(found) if found and document["sensitivity"] == "normal" else ""


def _groups(edition: Edition, groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    _ = edition.gettext
    heads = {
        "all": _("It concerns you if all of this is true:"),
        "any": _("It concerns you if one of these is true:"),
        "none": _("It does not concern you if one of these is true:"),
    }
    names, values = facet_names(edition), value_words(edition)
    line = _("{facet}: {values}")
    return [
        {
            "head": heads[group["operator"]],
            "conditions": [
                line.format(
                    facet=names[condition["facet"]],
                    values=_(" or ").join(values[condition["facet"]][value] for value in condition["values"]),
                )
                for condition in group["conditions"]
            ],
        }
        for group in groups
    ]


@shared
def facet_names(edition: Edition) -> dict[str, str]:
    """By facet its name."""
    _ = edition.gettext
    return {
        "residence": _("Residence status"),
        "months": _("Time lived here"),
        "age": _("Age"),
        "children": _("Children"),
        "pregnant": _("Pregnancy"),
        "disability": _("Disability"),
        "employment": _("Work"),
        "level": _("Level of {language}").format(language=edition.language_name(edition.guide.source_language)),
        "housing": _("Housing"),
    }


@shared
def facet_data(edition: Edition) -> str:
    """The names of the facets for the script, as JSON."""
    return json.dumps(facet_names(edition), ensure_ascii=False)


@shared
def value_words(edition: Edition) -> dict[str, dict[str, str]]:
    """By facet and value the value in words."""
    _ = edition.gettext
    yes_no = {"yes": _("yes"), "no": _("no")}
    return {
        "residence": {
            "asylum": _("asylum not decided yet"),
            "protection": _("refugee or protected person"),
            "tolerated": _("must leave, but may stay for now"),
            "permit": _("other residence permit or visa"),
            "union": _("citizen of the EU, the EEA or Switzerland"),
            "citizen": _("citizen of this country"),
            "undocumented": _("without papers"),
        },
        "months": _spans(edition, "months", "month"),
        "age": _spans(edition, "age", "year"),
        "children": {"none": _("no children"), **_spans(edition, "children", "year")},
        "pregnant": yes_no,
        "disability": yes_no,
        "employment": {
            "employed": _("employed"),
            "self_employed": _("self-employed"),
            "seeking": _("looking for work"),
            "training": _("at school, in training or at university"),
            "none": _("none of this"),
        },
        "level": {"none": _("none yet"), **{level: level for level in FACETS["level"][1:-1]}, "C1": "C1, C2"},
        "housing": {
            "shelter": _("in a shelter or reception centre"),
            "friends": _("with friends or family"),
            "renting": _("rented"),
            "owner": _("in a home of my own"),
            "homeless": _("without a home"),
        },
    }


def _spans(edition: Edition, facet: str, unit: str) -> dict[str, str]:
    """`from-3`, which reaches up to the next value, in words: "3–5 years"."""
    starts = [int(value.removeprefix("from-")) for value in FACETS[facet] if value.startswith("from-")]
    ends: list[int | None] = [*starts[1:], ADULT if facet == "children" else None]
    return {f"from-{start}": _span(edition, start, end, unit) for start, end in zip(starts, ends, strict=True)}


def _span(edition: Edition, start: int, end: int | None, unit: str) -> str:
    if unit == "month" and start >= MONTHS_OF_A_YEAR:
        # "1–3 years" of living here ends where "3–5 years" begins, as "3–6 months" does.
        start, end, unit = start // MONTHS_OF_A_YEAR, end // MONTHS_OF_A_YEAR if end else None, "year"
    elif unit == "year" and end is not None:
        end -= 1  # who is 5 years old is not 6
    span = edition.formats.duration({"value": start, "maximum": end, "unit": unit})
    return span if end is not None else edition.gettext("{span} or more").format(span=span)
