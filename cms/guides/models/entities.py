"""What pages mention: document types, costs, contacts and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.guides.addresses import UrlParts, page_that_names, place_on_theme_page
from cms.guides.blocks import RICH_TEXT
from cms.guides.choices import PAYMENT_METHODS
from cms.guides.fields import BlockField
from cms.guides.models.entity import (
    EMAIL_HELP,
    WEBSITE_HELP,
    EntityPage,
    check_hours,
    hours_field,
    languages_field,
)
from cms.guides.models.places import OrganisationPage
from cms.guides.validators import (
    validate_amount,
    validate_phone_or_short_number,
)

if TYPE_CHECKING:
    from django.http import HttpRequest


class DocumentTypePage(EntityPage):
    """A paper that offices ask for or hand out."""

    kind = "document_type"
    text_fields = ("title", "description", "synonyms")

    official_name = models.CharField(
        max_length=200,
        blank=True,
        verbose_name=_("official name"),
        help_text=_("The word on the form, in the city's own language, if it differs from the title."),
    )
    description = RichTextField(
        features=RICH_TEXT, blank=True, verbose_name=_("description"), help_text=_("What it is and what it looks like.")
    )
    synonyms = BlockField(
        [("synonym", blocks.CharBlock(label=_("Synonym")))],
        blank=True,
        verbose_name=_("other names"),
        help_text=_("Words under which people look for it."),
    )
    issued_by = models.ForeignKey(
        OrganisationPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("issued by"),
        help_text=_("The organisation that makes it out."),
    )
    how_to_get = models.ForeignKey(
        "guides.ProcedurePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("how to get it"),
        help_text=_("The procedure at whose end people have it."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("official_name"),
        FieldPanel("description"),
        FieldPanel("synonyms"),
        PageChooserPanel("issued_by", "guides.OrganisationPage"),
        PageChooserPanel("how_to_get", "guides.ProcedurePage"),
    ]

    class Meta:
        verbose_name = _("document type")


class CostPage(EntityPage):
    """A fee or price, kept once for all pages that mention it."""

    kind = "cost"
    text_fields = ("title", "reduction", "condition")

    amount = models.DecimalField(
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        verbose_name=_("amount"),
        help_text=_("A number such as 12.50. If it differs from case to case, the most common one."),
    )
    currency = models.CharField(
        max_length=3, verbose_name=_("currency"), help_text=_("Three letters, as in ISO 4217: EUR, GBP.")
    )
    free = models.BooleanField(
        default=False, verbose_name=_("free"), help_text=_("It costs nothing. Leave the amount empty then.")
    )
    reduction = models.CharField(
        max_length=300,
        blank=True,
        verbose_name=_("who pays less"),
        help_text=_("Who pays less or nothing, and what they have to show for it."),
    )
    condition = models.CharField(
        max_length=300,
        blank=True,
        verbose_name=_("when it has to be paid"),
        help_text=_("For instance: at the counter, or only for the second copy."),
    )
    payment_methods = BlockField(
        [("method", blocks.ChoiceBlock(choices=PAYMENT_METHODS, label=_("Method")))],
        blank=True,
        verbose_name=_("ways to pay"),
        help_text=_("All that are accepted. Leave it empty if you do not know."),
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("amount"), FieldPanel("currency")]), FieldPanel("free")], heading=_("Amount")
        ),
        FieldPanel("reduction"),
        FieldPanel("condition"),
        FieldPanel("payment_methods"),
    ]

    class Meta:
        verbose_name = _("cost")

    def clean(self) -> None:
        """Either free, or an amount with its currency."""
        super().clean()
        validate_amount(self.amount, self.currency, free=self.free)

    def get_url_parts(self, request: HttpRequest | None = None) -> UrlParts:
        """Readers see a cost on the pages that name it, and nowhere else."""
        return page_that_names(self)


class ContactPage(EntityPage):
    """A number to call: emergency services and advice lines."""

    kind = "contact"
    text_fields = ("title", "when_to_call")

    number = models.CharField(
        max_length=30,
        validators=[validate_phone_or_short_number],
        verbose_name=_("number"),
        help_text=_("With the country code: +49 30 23125000; or a short number such as 112."),
    )
    email = models.EmailField(blank=True, verbose_name=_("e-mail"), help_text=EMAIL_HELP)
    website = models.URLField(blank=True, verbose_name=_("web site"), help_text=WEBSITE_HELP)
    when_to_call = models.CharField(
        max_length=300, verbose_name=_("when to call"), help_text=_("What this number is for, in one sentence.")
    )
    languages = languages_field(
        _("languages spoken"), _("Languages in which somebody answers. Leave it empty if you do not know.")
    )
    always = models.BooleanField(
        default=False, verbose_name=_("day and night"), help_text=_("Somebody answers at every hour of every day.")
    )
    opening_hours = hours_field()
    emergency = models.BooleanField(
        default=False, verbose_name=_("emergency number"), help_text=_("Shown first, on the home page of the guide.")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("when_to_call"),
        MultiFieldPanel(
            [FieldPanel("number"), FieldPanel("email"), FieldPanel("website")], heading=_("How to reach it")
        ),
        MultiFieldPanel([FieldPanel("always"), FieldPanel("opening_hours")], heading=_("Hours")),
        FieldPanel("languages"),
        FieldPanel("emergency"),
    ]

    class Meta:
        verbose_name = _("contact")

    def clean(self) -> None:
        """Opening hours may not overlap, and make no sense beside “day and night”."""
        super().clean()
        check_hours(self.opening_hours)
        if self.always and len(self.opening_hours):
            raise ValidationError({"always": _("Take out the opening hours, or untick “day and night”.")})

    def get_url_parts(self, request: HttpRequest | None = None) -> UrlParts:
        """The emergency numbers of the guide, which list all contacts."""
        return place_on_theme_page(self, "emergency")


class TermPage(EntityPage):
    """A word of the authorities, explained. Its title in a translation is the approved translation of the term."""

    kind = "term"
    text_fields = ("title", "explanation")

    explanation = RichTextField(features=RICH_TEXT, verbose_name=_("explanation"), help_text=_("In plain words."))
    do_not_translate = models.BooleanField(
        default=False,
        verbose_name=_("do not translate"),
        help_text=_("The word stays as it is in every language: a name, or a word that stands on forms."),
    )

    content_panels = [*Page.content_panels, FieldPanel("explanation"), FieldPanel("do_not_translate")]

    class Meta:
        verbose_name = _("term")

    def get_url_parts(self, request: HttpRequest | None = None) -> UrlParts:
        """The entry in the glossary."""
        return place_on_theme_page(self, "glossary")
