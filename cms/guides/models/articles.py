"""Text that is neither a service nor a procedure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.guides.blocks import BodyBlock
from cms.guides.fields import BlockField
from cms.guides.models.content import FiledPage
from cms.guides.models.pictured import PicturedPage


class ArticlePage(PicturedPage, FiledPage):
    """Text that explains something."""

    kind = "article"
    text_fields = ("title", "summary", "picture_alt", "body")

    summary = models.TextField(
        max_length=400, blank=True, verbose_name=_("summary"), help_text=_("One or two sentences.")
    )
    body = BlockField(
        BodyBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_("Short paragraphs under headings. Link to offices, costs and contacts: they stay right."),
    )
    attribution = models.CharField(
        max_length=300, blank=True, verbose_name=_("attribution"), help_text=_("Credit that a licence asks for.")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        PicturedPage.picture_panel,
        FieldPanel("attribution"),
        FieldPanel("audience"),
        FiledPage.filing_panel,
    ]

    class Meta:
        verbose_name = _("article")
