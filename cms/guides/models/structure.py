"""What orders a guide: topics, situations, and the directories that hold its entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

from cms.cities.models import CityTreeMixin
from cms.guides.addresses import UrlParts
from cms.guides.blocks import ReferenceBlock
from cms.guides.choices import Icon
from cms.guides.fields import BlockField
from cms.guides.models.base import GuidePage
from cms.guides.models.entity import EntityPage

if TYPE_CHECKING:
    from django.http import HttpRequest


class TopicPage(GuidePage):
    """A topic such as housing; its place in the tree is its place in the guide's navigation."""

    kind = "topic"
    text_fields = ("title", "summary")

    summary = models.CharField(max_length=300, verbose_name=_("summary"), help_text=_("One sentence."))
    icon = models.CharField(
        max_length=20,
        choices=Icon.choices,
        blank=True,
        verbose_name=_("icon"),
        help_text=_("Helps people who read little to find the topic again."),
    )

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("icon")]
    parent_page_types: ClassVar[list[str]] = ["cities.CityPage", "guides.TopicPage"]
    subpage_types: ClassVar[list[str]] = [
        "guides.TopicPage",
        "guides.ServicePage",
        "guides.ProcedurePage",
        "guides.ArticlePage",
    ]

    class Meta:
        verbose_name = _("topic")


class SituationPage(EntityPage):
    """A life event ("I have just arrived") with the procedures that belong to it, in the order to be done."""

    kind = "situation"
    text_fields = ("title", "summary")

    summary = models.CharField(max_length=300, verbose_name=_("summary"), help_text=_("One sentence."))
    procedures = BlockField(
        [("procedure", ReferenceBlock(page_type=["guides.ProcedurePage", "guides.ServicePage"], label=_("Procedure")))],
        blank=True,
        verbose_name=_("procedures"),
        help_text=_("In the order in which they are best done."),
    )
    checklist = models.BooleanField(
        default=True, verbose_name=_("show as a checklist"), help_text=_("Readers can tick what they have done.")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("procedures"),
        FieldPanel("checklist"),
    ]

    class Meta:
        verbose_name = _("situation")


class Holding(models.TextChoices):
    """What a directory holds: one kind of entity each. The value is the kind of its documents."""

    SITUATION = "situation", _("Situations")
    ORGANISATION = "organisation", _("Organisations")
    OFFICE = "office", _("Offices")
    DOCUMENT_TYPE = "document_type", _("Documents")
    COST = "cost", _("Costs")
    CONTACT = "contact", _("Contacts")
    TERM = "term", _("Glossary")
    ALERT = "alert", _("Alerts")
    EVENT = "event", _("Events and courses")


class DirectoryPage(CityTreeMixin, Page):
    """A folder of a city's directory. It is made with the city, publishes nothing, and gives its slug to paths."""

    kind: ClassVar[str | None] = None
    provisioned: ClassVar[bool] = True

    holds = models.CharField(max_length=20, choices=Holding.choices, editable=False)

    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        TranslatableField("title"),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("holds", overridable=False),
    ]
    parent_page_types: ClassVar[list[str]] = ["cities.CityPage"]
    subpage_types: ClassVar[list[str]] = [
        "guides.SituationPage",
        "guides.OrganisationPage",
        "guides.OfficePage",
        "guides.DocumentTypePage",
        "guides.CostPage",
        "guides.ContactPage",
        "guides.TermPage",
        "guides.AlertPage",
        "guides.EventPage",
    ]

    class Meta:
        verbose_name = _("directory")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Never by hand: provisioning makes one of each."""
        return False

    def get_url_parts(self, request: HttpRequest | None = None) -> UrlParts:
        """Nowhere: readers find what a directory holds, and not the directory."""
        return None
