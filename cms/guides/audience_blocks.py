"""Whom a page concerns, as editors say it: groups of conditions, each with boxes to tick. Facts, never translated."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.guides.labels import LabelledBlock
from site_builder.audience import FACETS

AUDIENCE_OPERATORS = [
    ("all", _("All of these are true")),
    ("any", _("At least one of these is true")),
    ("none", _("None of these is true")),
]

# By facet its name and what can be true of a person, in the words of the form.
FACET_CHOICES: dict[str, tuple[Any, dict[str, Any]]] = {
    "residence": (
        _("Residence status"),
        {
            "asylum": _("Asylum procedure not decided yet"),
            "protection": _("Refugee or protected person, also from a war"),
            "tolerated": _("Has to leave, but may stay for now"),
            "permit": _("Another residence permit or visa"),
            "union": _("Citizen of the EU, the EEA or Switzerland"),
            "citizen": _("Citizen of this country"),
            "undocumented": _("Without papers"),
        },
    ),
    "months": (
        _("Living here for"),
        {
            "from-0": _("Less than 3 months"),
            "from-3": _("3 to 6 months"),
            "from-6": _("6 to 12 months"),
            "from-12": _("1 to 3 years"),
            "from-36": _("3 to 5 years"),
            "from-60": _("5 years or more"),
        },
    ),
    "age": (
        _("Age"),
        {
            "from-0": _("Under 16"),
            "from-16": _("16 or 17"),
            "from-18": _("18 to 26"),
            "from-27": _("27 to 64"),
            "from-65": _("65 or older"),
        },
    ),
    "children": (
        _("Children"),
        {
            "none": _("No children"),
            "from-0": _("A child under 3"),
            "from-3": _("A child from 3 to 5"),
            "from-6": _("A child from 6 to 14"),
            "from-15": _("A child from 15 to 17"),
        },
    ),
    "pregnant": (_("Pregnant"), {"yes": _("Yes"), "no": _("No")}),
    "disability": (_("Disability"), {"yes": _("Yes"), "no": _("No")}),
    "employment": (
        _("Work"),
        {
            "employed": _("Employed"),
            "self_employed": _("Self-employed"),
            "seeking": _("Looking for work"),
            "training": _("At school, in training or at university"),
            "none": _("None of this"),
        },
    ),
    "level": (
        _("Level of the local language"),
        {"none": _("None yet"), "A1": "A1", "A2": "A2", "B1": "B1", "B2": "B2", "C1": _("C1 or C2")},
    ),
    "housing": (
        _("Housing"),
        {
            "shelter": _("In a shelter or reception centre"),
            "friends": _("With friends or family"),
            "renting": _("Renting"),
            "owner": _("In a home of one’s own"),
            "homeless": _("Without a home"),
        },
    ),
}


def _condition(facet: str) -> blocks.MultipleChoiceBlock:
    label, values = FACET_CHOICES[facet]
    return blocks.MultipleChoiceBlock(
        choices=[(value, values[value]) for value in FACETS[facet]],
        widget=forms.CheckboxSelectMultiple,
        label=label,
        help_text=_("Tick everything that fits: one of the ticked is enough."),
    )


class ConditionsBlock(blocks.StreamBlock):
    """Conditions on different facets."""

    class Meta:
        icon = "list-ul"
        block_counts = {facet: {"max_num": 1} for facet in FACETS}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([(facet, _condition(facet)) for facet in FACETS], **kwargs)


class AudienceGroupBlock(LabelledBlock):
    """Conditions, and whether all, any or none of them has to be true."""

    label_formats = ("{operator}",)

    operator = blocks.ChoiceBlock(
        choices=AUDIENCE_OPERATORS,
        default="all",
        label=_("The page concerns people of whom"),
        help_text=_("With several groups, each of them has to be true."),
    )
    conditions = ConditionsBlock(
        label=_("Conditions"),
        help_text=_("Only what decides: readers who have not answered a question still see the page."),
    )

    class Meta:
        icon = "group"
