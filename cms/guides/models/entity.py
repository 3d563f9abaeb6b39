"""What entities in a directory have in common."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from cms.guides.blocks import OpeningBlock, PhoneBlock
from cms.guides.choices import language_choices
from cms.guides.fields import BlockField
from cms.guides.models.base import GuidePage
from cms.guides.validators import (
    validate_opening_hours,
)

EMAIL_HELP = _("An address that is read by more than one person.")
WEBSITE_HELP = _("The whole address, with https:// at its beginning.")


class EntityPage(GuidePage):
    """An entity in a directory that holds its kind."""

    parent_page_types: ClassVar[list[str]] = ["guides.DirectoryPage"]

    class Meta:
        abstract = True

    @classmethod
    def can_exist_under(cls, parent: Page) -> bool:
        """In the directory for this kind only, whether the page is made there or moved there."""
        return super().can_exist_under(parent) and parent.specific.holds == cls.kind


def phones_field() -> BlockField:
    """Phone numbers, each with the languages spoken there."""
    return BlockField(
        [("phone", PhoneBlock(label=_("Phone")))],
        blank=True,
        verbose_name=_("phone numbers"),
        help_text=_("Each with its country code, so that people can call by a tap."),
    )


def languages_field(label: object, help_text: object) -> BlockField:
    """A list of languages that people speak."""
    block = blocks.ChoiceBlock(choices=language_choices, label=_("Language"))
    return BlockField([("language", block)], blank=True, verbose_name=label, help_text=help_text)


def hours_field() -> BlockField:
    """Weekly opening hours."""
    return BlockField(
        [("opening", OpeningBlock(label=_("Open")))],
        blank=True,
        verbose_name=_("opening hours"),
        help_text=_("One entry for all days with the same hours. A lunch break makes two entries."),
    )


def check_hours(hours: object) -> None:
    """Raise ValidationError for the field opening_hours when periods overlap or run backwards."""
    periods = [
        {
            "days": {int(day) for day in block.value["days"]},
            "opens": block.value["opens"],
            "closes": block.value["closes"],
        }
        for block in hours  # type: ignore[attr-defined]  # a StreamValue; its blocks have a value
    ]
    if any(period["opens"] is None or period["closes"] is None for period in periods):
        return
    try:
        validate_opening_hours(periods)
    except ValidationError as error:
        raise ValidationError({"opening_hours": error}) from error
