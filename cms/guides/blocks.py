"""Blocks of the content model. A fact block is never sent to a translator; a text block is.

wagtail-localize takes every CharBlock, page reference and link as translatable or overridable per language unless the
block says otherwise, and a phone number "translated" once came out wrong: so each fact is a block of ours.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.guides.choices import CHANNELS, DEADLINE_COUNTED, DURATION_UNITS, WEEKDAYS, language_choices
from cms.guides.labels import LabelledBlock
from cms.guides.validators import validate_phone

RICH_TEXT = ["bold", "link", "ol", "ul"]
RICH_TEXT_WITH_HEADINGS = ["h3", "h4", *RICH_TEXT]


class Fact:
    """Keeps a block's value out of translation (documented hook of wagtail-localize's segment extractor)."""

    def get_translatable_segments(self, value: object) -> list[Any]:
        """No segments: the value is the same in every language."""
        return []


class LineBlock(blocks.CharBlock):
    """A line of text that is translated. Left out it is empty, not None, at which wagtail-localize 1.14.5 stumbles."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        super().__init__(**kwargs)

    def to_python(self, value: str | None) -> str:
        """The stored text; content written by a program may have stored None."""
        return value or ""


class FactCharBlock(Fact, blocks.CharBlock):
    """A line of text that is a fact, such as the name of a law."""


class FactURLBlock(Fact, blocks.URLBlock):
    """A web address."""


class PhoneNumberBlock(Fact, blocks.CharBlock):
    """A phone number with its country code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("With the country code: +49 30 23125000."))
        super().__init__(validators=[validate_phone], **kwargs)


class ReferenceBlock(Fact, blocks.PageChooserBlock):
    """Names a page of the same city. Written in the source language and valid in all of them."""


class DurationBlock(LabelledBlock):
    """How long something takes.

    No child is called `value`: wagtail-localize 1.14.5 takes such a child for the block's own raw value.
    """

    label_formats = ("{shortest}–{longest} {unit}", "{shortest} {unit}")

    shortest = blocks.IntegerBlock(
        min_value=1,
        required=False,
        label=_("From or about"),
        help_text=_("A whole number. If it always takes the same time, this one alone."),
    )
    longest = blocks.IntegerBlock(
        min_value=1, required=False, label=_("Up to"), help_text=_("Only if it can take longer.")
    )
    unit = blocks.ChoiceBlock(
        choices=DURATION_UNITS,
        default="week",
        label=_("Unit"),
        help_text=_("The smallest in which the number is whole."),
    )

    class Meta:
        icon = "time"
        help_text = _("Leave the numbers empty if it is not known.")

    def clean(self, value: Any) -> Any:
        """Refuse spans that end before they begin, or have no beginning."""
        cleaned = super().clean(value)
        if cleaned["longest"] and not cleaned["shortest"]:
            raise StructBlockValidationError({"shortest": ValidationError(_("Give the shorter time here."))})
        if cleaned["longest"] and cleaned["longest"] <= cleaned["shortest"]:
            raise StructBlockValidationError({"longest": ValidationError(_("This must be longer than the first."))})
        return cleaned


class DeadlineBlock(LabelledBlock):
    """By when something must be done: a number of days, and the event from which they count."""

    label_formats = (_("{days} days {event}"),)

    days = blocks.IntegerBlock(
        min_value=0, required=False, label=_("Days"), help_text=_("How many days people have. 0 means on the same day.")
    )
    event = LineBlock(
        required=False, label=_("From when"), help_text=_("Completes “within … days”: after you move in.")
    )
    counted = blocks.ChoiceBlock(
        choices=DEADLINE_COUNTED,
        required=False,
        label=_("The last day lies"),
        help_text=_(
            "If you say so, a reader can enter the day of the event and gets the last day as a date for her calendar. "
            "Leave it empty if the days are not counted as calendar days, for instance as working days."
        ),
    )

    class Meta:
        icon = "date"

    def clean(self, value: Any) -> Any:
        """Days and event come together or not at all."""
        cleaned = super().clean(value)
        if cleaned["days"] is not None and not cleaned["event"]:
            raise StructBlockValidationError({"event": ValidationError(_("Say from when the days count."))})
        if cleaned["event"] and cleaned["days"] is None:
            raise StructBlockValidationError({"days": ValidationError(_("Say how many days."))})
        return cleaned


class PhoneBlock(blocks.StructBlock):
    """A phone number and the languages spoken there."""

    number = PhoneNumberBlock(label=_("Number"))
    languages = blocks.MultipleChoiceBlock(
        choices=language_choices,
        required=False,
        label=_("Languages spoken on this line"),
        help_text=_("Leave it empty if you do not know."),
    )

    class Meta:
        icon = "mobile-alt"


class OpeningBlock(LabelledBlock):
    """A period in which an office is open on some days of the week. A lunch break makes two of them."""

    label_formats = ("{days} {opens}–{closes}", "{days}")

    # Boxes, since in a list the second day needs a key held down, and Sunday is out of sight.
    days = blocks.MultipleChoiceBlock(
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        label=_("Days"),
        help_text=_("All days with these hours."),
    )
    opens = blocks.TimeBlock(label=_("Opens"), help_text=_("In 24 hours: 09:00, 14:30."))
    closes = blocks.TimeBlock(label=_("Closes"), help_text=_("00:00 means midnight."))
    by_appointment = blocks.BooleanBlock(
        required=False,
        label=_("By appointment only"),
        help_text=_("Without an appointment nobody is served at this time."),
    )

    class Meta:
        icon = "time"


class ClosureBlock(LabelledBlock):
    """Days on which an office is closed although its hours say otherwise."""

    label_formats = ("{first_day}–{last_day} {reason}", "{first_day}–{last_day}")

    first_day = blocks.DateBlock(label=_("First day"), help_text=_("The first day on which it is closed."))
    last_day = blocks.DateBlock(
        label=_("Last day"), help_text=_("The last day on which it is closed; for a single day the same once more.")
    )
    reason = LineBlock(required=False, label=_("Reason"), help_text=_("For instance: Christmas. Readers see it."))

    class Meta:
        icon = "date"

    def clean(self, value: Any) -> Any:
        """Refuse closures that end before they begin. A draft may leave out a day."""
        cleaned = super().clean(value)
        if cleaned["first_day"] and cleaned["last_day"] and cleaned["last_day"] < cleaned["first_day"]:
            raise StructBlockValidationError({"last_day": ValidationError(_("This is before the first day."))})
        return cleaned


class LegalBasisBlock(LabelledBlock):
    """The law that something rests on, under its own name."""

    label_formats = ("{title}", _("Law"))

    title = FactCharBlock(label=_("Law and section"), help_text=_("As it is called in its own language."))
    url = FactURLBlock(
        required=False,
        label=_("Address of the text"),
        help_text=_("Where the law can be read, with https:// at its beginning."),
    )

    class Meta:
        icon = "doc-full"


class ChannelBlock(blocks.StructBlock):
    """A way to use a service."""

    kind = blocks.ChoiceBlock(
        choices=CHANNELS,
        label=_("How"),
        help_text=_("One entry for each way."),
    )
    url = FactURLBlock(
        required=False,
        label=_("Address"),
        help_text=_("The page on which it begins, for the way “online”; with https:// at its beginning."),
    )

    class Meta:
        icon = "link"


class BodyBlock(blocks.StreamBlock):
    """The body of an article or a service: text, notes and warnings."""

    text = blocks.RichTextBlock(
        features=RICH_TEXT_WITH_HEADINGS,
        icon="pilcrow",
        label=_("Text"),
        help_text=_("Plain text with headings and lists."),
    )
    info = blocks.RichTextBlock(
        features=RICH_TEXT,
        icon="info-circle",
        label=_("Good to know"),
        help_text=_("A tip that stands out from the text."),
    )
    warning = blocks.RichTextBlock(
        features=RICH_TEXT,
        icon="warning",
        label=_("Warning"),
        help_text=_("What can go badly wrong. Readers see it first: one or two in a page at most."),
    )
