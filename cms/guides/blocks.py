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

from cms.guides.choices import DURATION_UNITS, REQUIRED, STEP_KINDS, WEEKDAYS, language_choices
from cms.guides.validators import validate_phone
from cms.guides.widgets import StepReferenceInput

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


class DurationBlock(blocks.StructBlock):
    """How long something takes.

    No child is called `value`: wagtail-localize 1.14.5 takes such a child for the block's own raw value.
    """

    shortest = blocks.IntegerBlock(min_value=1, required=False, label=_("From or about"))
    longest = blocks.IntegerBlock(min_value=1, required=False, label=_("Up to"))
    unit = blocks.ChoiceBlock(choices=DURATION_UNITS, default="week", label=_("Unit"))

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


class DeadlineBlock(blocks.StructBlock):
    """By when something must be done: a number of days, and the event from which they count."""

    days = blocks.IntegerBlock(min_value=0, required=False, label=_("Days"))
    event = LineBlock(
        required=False, label=_("From when"), help_text=_("Completes “within … days”: after you move in.")
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
        choices=language_choices, required=False, label=_("Languages spoken on this line")
    )

    class Meta:
        icon = "mobile-alt"


class OpeningBlock(blocks.StructBlock):
    """A period in which an office is open on some days of the week. A lunch break makes two of them."""

    # Boxes, since in a list the second day needs a key held down, and Sunday is out of sight.
    days = blocks.MultipleChoiceBlock(choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple, label=_("Days"))
    opens = blocks.TimeBlock(label=_("Opens"))
    closes = blocks.TimeBlock(label=_("Closes"), help_text=_("00:00 means midnight."))
    by_appointment = blocks.BooleanBlock(required=False, label=_("By appointment only"))

    class Meta:
        icon = "time"
        label_format = "{days} {opens}–{closes}"


class ClosureBlock(blocks.StructBlock):
    """Days on which an office is closed although its hours say otherwise."""

    first_day = blocks.DateBlock(label=_("First day"))
    last_day = blocks.DateBlock(label=_("Last day"))
    reason = LineBlock(required=False, label=_("Reason"))

    class Meta:
        icon = "date"

    def clean(self, value: Any) -> Any:
        """Refuse closures that end before they begin. A draft may leave out a day."""
        cleaned = super().clean(value)
        if cleaned["first_day"] and cleaned["last_day"] and cleaned["last_day"] < cleaned["first_day"]:
            raise StructBlockValidationError({"last_day": ValidationError(_("This is before the first day."))})
        return cleaned


class LegalBasisBlock(blocks.StructBlock):
    """The law that something rests on, under its own name."""

    title = FactCharBlock(label=_("Law and section"), help_text=_("As it is called in its own language."))
    url = FactURLBlock(required=False, label=_("Address of the text"))

    class Meta:
        icon = "doc-full"


class RequirementBlock(blocks.StructBlock):
    """A document that has to be brought, and in which form."""

    document = ReferenceBlock(page_type="guides.DocumentTypePage", label=_("Document"))
    required = blocks.ChoiceBlock(choices=REQUIRED, default="always", label=_("Needed"))
    condition = LineBlock(
        required=False, label=_("Condition"), help_text=_("Completes “Only in this case: …”: you are married.")
    )
    original = blocks.BooleanBlock(required=False, label=_("The original must be shown"))
    copies = blocks.IntegerBlock(min_value=0, default=0, label=_("Copies"))
    sworn_translation = blocks.BooleanBlock(required=False, label=_("A sworn translation is needed"))
    note = LineBlock(required=False, label=_("Note"), help_text=_("One sentence."))

    class Meta:
        icon = "doc-empty"
        label_format = "{document}"

    def clean(self, value: Any) -> Any:
        """A conditional document says its condition, an unconditional one has none."""
        cleaned = super().clean(value)
        if cleaned["required"] == "if" and not cleaned["condition"]:
            raise StructBlockValidationError({"condition": ValidationError(_("Say when it is needed."))})
        if cleaned["required"] == "always" and cleaned["condition"]:
            raise StructBlockValidationError(
                {"condition": ValidationError(_("It is always needed: take the condition out, or choose “only if”."))}
            )
        return cleaned


class ChannelBlock(blocks.StructBlock):
    """A way to use a service."""

    kind = blocks.ChoiceBlock(
        choices=[("online", _("Online")), ("phone", _("By phone")), ("post", _("By post")), ("visit", _("In person"))],
        label=_("How"),
    )
    url = FactURLBlock(required=False, label=_("Address"))

    class Meta:
        icon = "link"


class StepReferenceBlock(Fact, blocks.CharBlock):
    """Names another step of the same procedure by its block id; the form offers the steps by title."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget = StepReferenceInput()


class BranchBlock(blocks.StructBlock):
    """Where a step leads when a condition holds."""

    condition = LineBlock(
        required=False, label=_("If"), help_text=_("If the office refuses. Leave empty if it always leads there.")
    )
    step = StepReferenceBlock(label=_("Go on with"))

    class Meta:
        icon = "redirect"


class StepBlock(blocks.StructBlock):
    """One step of a procedure."""

    kind = blocks.ChoiceBlock(choices=STEP_KINDS, default="do", label=_("Kind of step"))
    title = LineBlock(label=_("What to do"), help_text=_("Start with a verb: Book an appointment."))
    text = blocks.RichTextBlock(features=RICH_TEXT, required=False, label=_("Explanation"))
    documents = blocks.ListBlock(RequirementBlock(), default=[], label=_("Documents"))
    cost = ReferenceBlock(page_type="guides.CostPage", required=False, label=_("Cost"))
    duration = DurationBlock(required=False, label=_("How long it takes"))
    deadline = DeadlineBlock(required=False, label=_("Deadline"))
    office = ReferenceBlock(page_type="guides.OfficePage", required=False, label=_("Where"))
    link = FactURLBlock(required=False, label=_("Online form or appointment page"))
    legal_basis = blocks.ListBlock(LegalBasisBlock(), default=[], label=_("Legal basis"))
    branches = blocks.ListBlock(BranchBlock(), default=[], label=_("Branches"))

    class Meta:
        icon = "list-ol"
        label_format = "{title}"
        form_classname = "struct-block waymark-step"


class BodyBlock(blocks.StreamBlock):
    """The body of an article or a service: text, notes and warnings."""

    text = blocks.RichTextBlock(features=RICH_TEXT_WITH_HEADINGS, icon="pilcrow", label=_("Text"))
    info = blocks.RichTextBlock(features=RICH_TEXT, icon="info-circle", label=_("Good to know"))
    warning = blocks.RichTextBlock(features=RICH_TEXT, icon="warning", label=_("Warning"))
