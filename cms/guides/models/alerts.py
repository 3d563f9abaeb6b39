"""What readers have to know for a while, before anything else on a page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.guides.addresses import UrlParts, first_page_of
from cms.guides.blocks import RICH_TEXT, ReferenceBlock
from cms.guides.choices import Severity
from cms.guides.fields import BlockField
from cms.guides.models.base import GuidePage
from cms.guides.models.entity import EntityPage

if TYPE_CHECKING:
    from django.http import HttpRequest

# Pages that readers open, by the names of their types.
AFFECTED = (
    "guides.TopicPage",
    "guides.SituationPage",
    "guides.ProcedurePage",
    "guides.ServicePage",
    "guides.ArticlePage",
    "guides.OfficePage",
    "guides.OrganisationPage",
    "guides.DocumentTypePage",
)


class AlertPage(EntityPage):
    """A notice or a warning that stands above the pages which it affects, until its last day has passed."""

    kind = "alert"
    text_fields = ("title", "text")

    severity = models.CharField(
        max_length=10,
        choices=Severity.choices,
        default=Severity.INFO,
        verbose_name=_("how serious it is"),
        help_text=_("Danger only if people come to harm who do not read it."),
    )
    text = RichTextField(
        features=RICH_TEXT,
        verbose_name=_("text"),
        help_text=_("What happens, whom it concerns, and what people should do, in two or three sentences."),
    )
    affects = BlockField(
        [("page", ReferenceBlock(page_type=list(AFFECTED), label=_("Page")))],
        blank=True,
        verbose_name=_("where it is shown"),
        help_text=_("These pages and all below them. Leave it empty if it concerns everybody: every page shows it."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("severity"),
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")])], heading=_("From when until when")
        ),
        FieldPanel("affects"),
    ]
    settings_panels: ClassVar[list[Panel]] = [
        panel for panel in GuidePage.settings_panels if panel is not GuidePage.validity_panel
    ]

    class Meta:
        verbose_name = _("alert")

    @property
    def last_day(self) -> date | None:
        """The day on which readers see it last."""
        return self.valid_until

    def clean(self) -> None:
        """An alert without an end would stand there for ever, and soon nobody would read alerts any more."""
        super().clean()
        if self.valid_until is None:
            raise ValidationError({"valid_until": _("Say until which day readers should see it.")})

    def get_url_parts(self, request: HttpRequest | None = None) -> UrlParts:
        """The first page that shows it: the home page if it concerns everybody."""
        return first_page_of(self, [block.value for block in self.affects])
