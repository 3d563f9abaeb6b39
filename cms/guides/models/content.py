"""What readers come for: services, procedures and articles."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.guides.blocks import (
    RICH_TEXT,
    BodyBlock,
    ChannelBlock,
    DeadlineBlock,
    DurationBlock,
    LegalBasisBlock,
    ReferenceBlock,
    RequirementBlock,
    StepBlock,
)
from cms.guides.fields import BlockField
from cms.guides.models.base import GuidePage
from cms.guides.models.places import OrganisationPage
from cms.guides.steps import StepNode, find_problems

TITLE_OF_PROBLEM = {
    "self": _("“%(title)s” leads to itself. Choose another step, or take the branch out."),
    "missing": _("“%(title)s” leads to a step that does not exist any more. Choose another one."),
    "endless": _("From “%(title)s” the end can never be reached. Give one of its branches a condition."),
}


def legal_basis_field() -> BlockField:
    """Laws, each under its own name."""
    return BlockField([("law", LegalBasisBlock(label=_("Law")))], blank=True, verbose_name=_("legal basis"))


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
    )

    filing_panel = MultiFieldPanel([FieldPanel("also_in"), FieldPanel("situations")], heading=_("Where it is listed"))
    parent_page_types: ClassVar[list[str]] = ["guides.TopicPage"]

    class Meta:
        abstract = True


class ServicePage(FiledPage):
    """Something an office does for people."""

    kind = "service"
    text_fields = ("title", "summary", "for_whom", "body", "documents", "deadline", "if_it_fails")

    summary = models.TextField(
        max_length=400, verbose_name=_("summary"), help_text=_("What you get, in one or two sentences.")
    )
    for_whom = RichTextField(features=RICH_TEXT, blank=True, verbose_name=_("who it is for"))
    body = BlockField(BodyBlock(), blank=True, verbose_name=_("description"))
    documents = BlockField(
        [("document", RequirementBlock(label=_("Document")))], blank=True, verbose_name=_("documents to bring")
    )
    authority = models.ForeignKey(
        OrganisationPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("offered by"),
    )
    offices = BlockField(
        [("office", ReferenceBlock(page_type="guides.OfficePage", label=_("Office")))],
        blank=True,
        verbose_name=_("where to go"),
    )
    channels = BlockField([("channel", ChannelBlock(label=_("Way")))], blank=True, verbose_name=_("ways to use it"))
    costs = BlockField(
        [("cost", ReferenceBlock(page_type="guides.CostPage", label=_("Cost")))], blank=True, verbose_name=_("costs")
    )
    processing_time = BlockField(
        [("duration", DurationBlock(label=_("Time")))], blank=True, max_num=1, verbose_name=_("how long it takes")
    )
    deadline = BlockField(
        [("deadline", DeadlineBlock(label=_("Deadline")))], blank=True, max_num=1, verbose_name=_("deadline")
    )
    if_it_fails = RichTextField(features=RICH_TEXT, blank=True, verbose_name=_("if it is refused"))
    legal_basis = legal_basis_field()
    contact = models.ForeignKey(
        "guides.ContactPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact"),
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
        FiledPage.filing_panel,
    ]

    class Meta:
        verbose_name = _("service")


class ProcedurePage(FiledPage):
    """How to get something done, step by step."""

    kind = "procedure"
    text_fields = ("title", "summary", "outcome", "for_whom", "deadline", "steps", "appeal", "if_it_fails")

    summary = models.TextField(max_length=400, verbose_name=_("summary"), help_text=_("One or two sentences."))
    outcome = RichTextField(features=RICH_TEXT, blank=True, verbose_name=_("what you get"))
    for_whom = RichTextField(features=RICH_TEXT, blank=True, verbose_name=_("who it is for"))
    authority = models.ForeignKey(
        OrganisationPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("authority"),
    )
    deadline = BlockField(
        [("deadline", DeadlineBlock(label=_("Deadline")))], blank=True, max_num=1, verbose_name=_("deadline")
    )
    duration = BlockField(
        [("duration", DurationBlock(label=_("Time")))],
        blank=True,
        max_num=1,
        verbose_name=_("how long it takes in all"),
    )
    online = models.BooleanField(default=False, verbose_name=_("possible online"))
    steps = BlockField([("step", StepBlock(label=_("Step")))], blank=True, collapsed=True, verbose_name=_("steps"))
    appeal = RichTextField(features=RICH_TEXT, blank=True, verbose_name=_("how to object"))
    if_it_fails = RichTextField(features=RICH_TEXT, blank=True, verbose_name=_("if it goes wrong"))
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


class ArticlePage(FiledPage):
    """Text that explains something."""

    kind = "article"
    text_fields = ("title", "summary", "body")

    summary = models.TextField(
        max_length=400, blank=True, verbose_name=_("summary"), help_text=_("One or two sentences.")
    )
    body = BlockField(BodyBlock(), blank=True, verbose_name=_("text"))
    attribution = models.CharField(
        max_length=300, blank=True, verbose_name=_("attribution"), help_text=_("Credit that a licence asks for.")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("attribution"),
        FiledPage.filing_panel,
    ]

    class Meta:
        verbose_name = _("article")
