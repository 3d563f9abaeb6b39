"""Blocks of the steps of a procedure: what to bring, and where each step leads."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.guides.blocks import (
    RICH_TEXT,
    DeadlineBlock,
    DurationBlock,
    Fact,
    FactURLBlock,
    LegalBasisBlock,
    LineBlock,
    ReferenceBlock,
)
from cms.guides.choices import REQUIRED, STEP_KINDS
from cms.guides.labels import LabelledBlock
from cms.guides.widgets import StepReferenceInput


class RequirementBlock(LabelledBlock):
    """A document that has to be brought, and in which form."""

    label_formats = ("{document}", _("Document"))

    document = ReferenceBlock(
        page_type="guides.DocumentTypePage", label=_("Document"), help_text=_("From the directory of documents.")
    )
    required = blocks.ChoiceBlock(
        choices=REQUIRED, default="always", label=_("Needed"), help_text=_("Whether everybody needs it, or only some.")
    )
    condition = LineBlock(
        required=False, label=_("Condition"), help_text=_("Completes “Only in this case: …”: you are married.")
    )
    original = blocks.BooleanBlock(
        required=False, label=_("The original must be shown"), help_text=_("A copy alone is not accepted.")
    )
    copies = blocks.IntegerBlock(
        min_value=0, default=0, label=_("Copies"), help_text=_("How many copies people leave there. 0 for none.")
    )
    sworn_translation = blocks.BooleanBlock(
        required=False,
        label=_("A sworn translation is needed"),
        help_text=_("If the paper is in another language, made by a translator whom courts accept."),
    )
    note = LineBlock(required=False, label=_("Note"), help_text=_("One sentence."))

    class Meta:
        icon = "doc-empty"

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


class StepReferenceBlock(Fact, blocks.CharBlock):
    """Names another step of the same procedure by its block id; the form offers the steps by title."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget = StepReferenceInput()


class BranchBlock(LabelledBlock):
    """Where a step leads when a condition holds."""

    label_formats = ("{condition}", _("Branch"))

    condition = LineBlock(
        required=False, label=_("If"), help_text=_("If the office refuses. Leave empty if it always leads there.")
    )
    step = StepReferenceBlock(label=_("Go on with"), help_text=_("The step that follows in this case."))

    class Meta:
        icon = "redirect"


class StepBlock(LabelledBlock):
    """One step of a procedure."""

    label_formats = ("{title}",)

    kind = blocks.ChoiceBlock(
        choices=STEP_KINDS,
        default="do",
        label=_("Kind of step"),
        help_text=_(
            "“And” and “or” tie the step to the one above it. A waiting step is one in which people can do nothing."
        ),
    )
    title = LineBlock(label=_("What to do"), help_text=_("Start with a verb: Book an appointment."))
    text = blocks.RichTextBlock(
        features=RICH_TEXT,
        required=False,
        label=_("Explanation"),
        help_text=_("How it is done, and what to look out for."),
    )
    documents = blocks.ListBlock(
        RequirementBlock(), default=[], label=_("Documents"), help_text=_("Papers that people need in this step.")
    )
    cost = ReferenceBlock(
        page_type="guides.CostPage",
        required=False,
        label=_("Cost"),
        help_text=_("What is paid in this step, from the directory of costs."),
    )
    duration = DurationBlock(
        required=False,
        label=_("How long it takes"),
        help_text=_("Of this step alone. Leave the numbers empty if it is not known."),
    )
    deadline = DeadlineBlock(
        required=False,
        label=_("Deadline"),
        help_text=_("By when this step must be done. Leave both empty if there is no such day."),
    )
    office = ReferenceBlock(
        page_type="guides.OfficePage",
        required=False,
        label=_("Where"),
        help_text=_("The office to which people go for this step, from the directory."),
    )
    link = FactURLBlock(
        required=False,
        label=_("Online form or appointment page"),
        help_text=_("The page on which this step is done, with https:// at its beginning."),
    )
    legal_basis = blocks.ListBlock(
        LegalBasisBlock(),
        default=[],
        label=_("Legal basis"),
        help_text=_("The law on which this step rests, if people may have to name it."),
    )
    branches = blocks.ListBlock(
        BranchBlock(),
        default=[],
        label=_("Branches"),
        help_text=_("Where people go on in a certain case. Without a branch the step below follows."),
    )

    class Meta:
        icon = "list-ol"
        form_classname = "struct-block waymark-step"
