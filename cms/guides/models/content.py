"""What readers come for most: services and procedures."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.guides.audience_blocks import AudienceGroupBlock
from cms.guides.blocks import (
    RICH_TEXT,
    BodyBlock,
    ChannelBlock,
    DeadlineBlock,
    DurationBlock,
    LegalBasisBlock,
    ReferenceBlock,
)
from cms.guides.fields import BlockField
from cms.guides.models.base import GuidePage
from cms.guides.models.pictured import PicturedPage
from cms.guides.models.places import OrganisationPage
from cms.guides.step_blocks import RequirementBlock, StepBlock
from cms.guides.steps import StepNode, find_problems

TITLE_OF_PROBLEM = {
    "self": _("“%(title)s” leads to itself. Choose another step, or take the branch out."),
    "missing": _("“%(title)s” leads to a step that does not exist any more. Choose another one."),
    "endless": _("After “%(title)s” the end can never be reached: it always leads back. Give its branch a condition."),
}


FOR_WHOM = _("Who can use it and who cannot: age, papers, where people live.")
DEADLINE = _("By when people must have done it. Add one only if something happens to those who are late.")


def legal_basis_field() -> BlockField:
    """Laws, each under its own name."""
    return BlockField(
        [("law", LegalBasisBlock(label=_("Law")))],
        blank=True,
        verbose_name=_("legal basis"),
        help_text=_("Laws that people can name when an office refuses. They stay as they are in every language."),
    )


class FiledPage(GuidePage):
    """A page that lives under a topic and may be filed under more topics and situations."""

    also_in = BlockField(
        [("topic", ReferenceBlock(page_type="guides.TopicPage", label=_("Topic")))],
        blank=True,
        verbose_name=_("further topics"),
        help_text=_("The page lives under the topic where you created it; here are others that list it."),
    )
    situations = BlockField(
        [("situation", ReferenceBlock(page_type="guides.SituationPage", label=_("Situation")))],
        blank=True,
        verbose_name=_("situations"),
        help_text=_("Moments in life, such as a birth, in which people need this page. Each lists it."),
    )

    audience = BlockField(
        [("group", AudienceGroupBlock(label=_("Group of conditions")))],
        blank=True,
        verbose_name=_("whom it concerns"),
        help_text=_(
            "For readers who say something about themselves on their own phone: what surely is not for them is folded. "
            "Leave it empty if the page is for everybody. It is the same in every language."
        ),
    )

    filing_panel = MultiFieldPanel([FieldPanel("also_in"), FieldPanel("situations")], heading=_("Where it is listed"))
    parent_page_types: ClassVar[list[str]] = ["guides.TopicPage"]

    class Meta:
        abstract = True


class ServicePage(PicturedPage, FiledPage):
    """Something an office does for people."""

    kind = "service"
    text_fields = ("title", "summary", "picture_alt", "for_whom", "body", "documents", "deadline", "if_it_fails")

    summary = models.TextField(
        max_length=400, verbose_name=_("summary"), help_text=_("What you get, in one or two sentences.")
    )
    for_whom = RichTextField(features=RICH_TEXT, blank=True, verbose_name=_("who it is for"), help_text=FOR_WHOM)
    body = BlockField(
        BodyBlock(),
        blank=True,
        verbose_name=_("description"),
        help_text=_("What happens there, in short paragraphs. Link to offices, costs and contacts: they stay right."),
    )
    documents = BlockField(
        [("document", RequirementBlock(label=_("Document")))],
        blank=True,
        verbose_name=_("documents to bring"),
        help_text=_("Each paper once, from the directory of documents."),
    )
    authority = models.ForeignKey(
        OrganisationPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("offered by"),
        help_text=_("The organisation that runs it."),
    )
    offices = BlockField(
        [("office", ReferenceBlock(page_type="guides.OfficePage", label=_("Office")))],
        blank=True,
        verbose_name=_("where to go"),
        help_text=_("Offices from the directory: address and hours are shown from there."),
    )
    channels = BlockField(
        [("channel", ChannelBlock(label=_("Way")))],
        blank=True,
        verbose_name=_("ways to use it"),
        help_text=_("Online, by phone, by post or in person."),
    )
    costs = BlockField(
        [("cost", ReferenceBlock(page_type="guides.CostPage", label=_("Cost")))],
        blank=True,
        verbose_name=_("costs"),
        help_text=_("From the directory of costs. Name a free cost if it is free: readers want to know."),
    )
    processing_time = BlockField(
        [("duration", DurationBlock(label=_("Time")))],
        blank=True,
        max_num=1,
        verbose_name=_("how long it takes"),
        help_text=_("From asking for it to getting it."),
    )
    deadline = BlockField(
        [("deadline", DeadlineBlock(label=_("Deadline")))],
        blank=True,
        max_num=1,
        verbose_name=_("deadline"),
        help_text=DEADLINE,
    )
    if_it_fails = RichTextField(
        features=RICH_TEXT,
        blank=True,
        verbose_name=_("if it is refused"),
        help_text=_("What people can do when they are sent away: whom to ask, where to complain."),
    )
    legal_basis = legal_basis_field()
    contact = models.ForeignKey(
        "guides.ContactPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact"),
        help_text=_("The number to call with questions about it."),
    )
    procedure = models.ForeignKey(
        "guides.ProcedurePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("procedure"),
        help_text=_("The steps that lead to this service, if they are described."),
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("for_whom"), FieldPanel("body")], heading=_("What it is")),
        FieldPanel("documents"),
        MultiFieldPanel(
            [FieldPanel("costs"), FieldPanel("processing_time"), FieldPanel("deadline")], heading=_("Cost and time")
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("authority", "guides.OrganisationPage"),
                FieldPanel("offices"),
                FieldPanel("channels"),
                PageChooserPanel("contact", "guides.ContactPage"),
                PageChooserPanel("procedure", "guides.ProcedurePage"),
            ],
            heading=_("Where and how"),
        ),
        MultiFieldPanel([FieldPanel("if_it_fails"), FieldPanel("legal_basis")], heading=_("If it goes wrong")),
        PicturedPage.picture_panel,
        FieldPanel("audience"),
        FiledPage.filing_panel,
    ]

    class Meta:
        verbose_name = _("service")


class ProcedurePage(FiledPage):
    """How to get something done, step by step."""

    kind = "procedure"
    text_fields = ("title", "summary", "outcome", "for_whom", "deadline", "steps", "appeal", "if_it_fails")

    summary = models.TextField(max_length=400, verbose_name=_("summary"), help_text=_("One or two sentences."))
    outcome = RichTextField(
        features=RICH_TEXT,
        blank=True,
        verbose_name=_("what you get"),
        help_text=_("What people have in their hands when it is done, and what it is good for."),
    )
    for_whom = RichTextField(features=RICH_TEXT, blank=True, verbose_name=_("who it is for"), help_text=FOR_WHOM)
    authority = models.ForeignKey(
        OrganisationPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("authority"),
        help_text=_("The organisation that decides."),
    )
    deadline = BlockField(
        [("deadline", DeadlineBlock(label=_("Deadline")))],
        blank=True,
        max_num=1,
        verbose_name=_("deadline"),
        help_text=DEADLINE,
    )
    duration = BlockField(
        [("duration", DurationBlock(label=_("Time")))],
        blank=True,
        max_num=1,
        verbose_name=_("how long it takes in all"),
        help_text=_("From the first step to the last, waiting included."),
    )
    online = models.BooleanField(
        default=False, verbose_name=_("possible online"), help_text=_("Tick it only if nobody has to go anywhere.")
    )
    steps = BlockField(
        [("step", StepBlock(label=_("Step")))],
        blank=True,
        collapsed=True,
        verbose_name=_("steps"),
        help_text=_("In the order in which they are done. A branch leads on when the next step is not the one below."),
    )
    appeal = RichTextField(
        features=RICH_TEXT,
        blank=True,
        verbose_name=_("how to object"),
        help_text=_("How and until when people can object to the decision."),
    )
    if_it_fails = RichTextField(
        features=RICH_TEXT,
        blank=True,
        verbose_name=_("if it goes wrong"),
        help_text=_("What people can do when they are stuck: a missing paper, no appointment, a refusal."),
    )
    legal_basis = legal_basis_field()

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("summary"), FieldPanel("outcome"), FieldPanel("for_whom")], heading=_("What it is")
        ),
        MultiFieldPanel(
            [FieldPanel("deadline"), FieldPanel("duration"), FieldRowPanel([FieldPanel("online")])], heading=_("Time")
        ),
        FieldPanel("steps"),
        PageChooserPanel("authority", "guides.OrganisationPage"),
        MultiFieldPanel(
            [FieldPanel("appeal"), FieldPanel("if_it_fails"), FieldPanel("legal_basis")], heading=_("If it goes wrong")
        ),
        FieldPanel("audience"),
        FiledPage.filing_panel,
    ]

    class Meta:
        verbose_name = _("procedure")

    def clean(self) -> None:
        """Every step leads on, and the end can be reached from everywhere."""
        super().clean()
        titles = {step.id: step.value["title"] for step in self.steps}
        nodes = [
            StepNode(
                step.id,
                step.value["kind"],
                [(branch["condition"], branch["step"]) for branch in step.value["branches"]],
            )
            for step in self.steps
        ]
        problems = [
            ValidationError(TITLE_OF_PROBLEM[problem.code], params={"title": titles[problem.step]})
            for problem in find_problems(nodes)
        ]
        if problems:
            raise ValidationError({"steps": problems})
