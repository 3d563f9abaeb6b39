"""Entities that pages refer to: organisations, offices, document types, costs, contacts and terms."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.guides.blocks import RICH_TEXT, ClosureBlock, OpeningBlock, PhoneBlock
from cms.guides.choices import PAYMENT_METHODS, OrganisationKind, YesNo, language_choices
from cms.guides.fields import BlockField
from cms.guides.models.base import GuidePage
from cms.guides.validators import (
    validate_amount,
    validate_opening_hours,
    validate_phone_or_short_number,
)


class EntityPage(GuidePage):
    """An entity in a directory that holds its kind."""

    parent_page_types: ClassVar[list[str]] = ["guides.DirectoryPage"]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """In the directory for this kind only."""
        return super().can_create_at(parent) and parent.specific.holds == cls.kind


def phones_field() -> BlockField:
    """Phone numbers, each with the languages spoken there."""
    return BlockField([("phone", PhoneBlock(label=_("Phone")))], blank=True, verbose_name=_("phone numbers"))


def languages_field(label: object) -> BlockField:
    """A list of languages that people speak."""
    block = blocks.ChoiceBlock(choices=language_choices, label=_("Language"))
    return BlockField([("language", block)], blank=True, verbose_name=label)


def hours_field() -> BlockField:
    """Weekly opening hours."""
    return BlockField([("opening", OpeningBlock(label=_("Open")))], blank=True, verbose_name=_("opening hours"))


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


class OrganisationPage(EntityPage):
    """An authority, NGO, company or club."""

    kind = "organisation"
    text_fields = ("title", "description")

    organisation_kind = models.CharField(
        max_length=10, choices=OrganisationKind.choices, default=OrganisationKind.AUTHORITY, verbose_name=_("kind")
    )
    description = RichTextField(features=RICH_TEXT, blank=True, verbose_name=_("what it does"))
    website = models.URLField(blank=True, verbose_name=_("web site"))
    email = models.EmailField(blank=True, verbose_name=_("e-mail"))
    phones = phones_field()
    parent_organisation = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("part of")
    )
    verified = models.BooleanField(
        default=False, verbose_name=_("verified"), help_text=_("The city knows this organisation.")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("organisation_kind"),
        FieldPanel("description"),
        MultiFieldPanel(
            [FieldPanel("website"), FieldPanel("email"), FieldPanel("phones")], heading=_("How to reach it")
        ),
        PageChooserPanel("parent_organisation", "guides.OrganisationPage"),
        FieldPanel("verified"),
    ]

    class Meta:
        verbose_name = _("organisation")


class OfficePage(EntityPage):
    """A place that people go to, with its hours. Change a fact here and every page and language shows it."""

    kind = "office"
    text_fields = ("title", "access_notes", "closures")

    organisation = models.ForeignKey(
        OrganisationPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("organisation"),
    )
    street = models.CharField(max_length=200, verbose_name=_("street and number"))
    postal_code = models.CharField(max_length=20, blank=True, verbose_name=_("postal code"))
    locality = models.CharField(max_length=100, verbose_name=_("town"))
    latitude = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        verbose_name=_("latitude"),
    )
    longitude = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        verbose_name=_("longitude"),
    )
    access_notes = models.CharField(
        max_length=300, blank=True, verbose_name=_("how to find the door"), help_text=_("Entrance, floor, bus stop.")
    )
    step_free = models.CharField(
        max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN, verbose_name=_("step-free")
    )
    toilet = models.CharField(
        max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN, verbose_name=_("accessible toilet")
    )
    lift = models.CharField(max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN, verbose_name=_("lift"))
    hearing_loop = models.CharField(
        max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN, verbose_name=_("hearing loop")
    )
    phones = phones_field()
    email = models.EmailField(blank=True, verbose_name=_("e-mail"))
    website = models.URLField(blank=True, verbose_name=_("web site"))
    appointment_url = models.URLField(blank=True, verbose_name=_("page to book an appointment"))
    opening_hours = hours_field()
    closures = BlockField([("closure", ClosureBlock(label=_("Closed")))], blank=True, verbose_name=_("closures"))
    languages_spoken = languages_field(_("languages spoken"))

    content_panels = [
        *Page.content_panels,
        PageChooserPanel("organisation", "guides.OrganisationPage"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("locality")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("access_notes"),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [FieldPanel("opening_hours"), FieldPanel("closures")],
            heading=_("Opening hours"),
        ),
        MultiFieldPanel(
            [FieldPanel("phones"), FieldPanel("email"), FieldPanel("website"), FieldPanel("appointment_url")],
            heading=_("How to reach it"),
        ),
        FieldPanel("languages_spoken"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("step_free"), FieldPanel("lift")]),
                FieldRowPanel([FieldPanel("toilet"), FieldPanel("hearing_loop")]),
            ],
            heading=_("Accessibility"),
        ),
    ]

    class Meta:
        verbose_name = _("office")

    def clean(self) -> None:
        """Opening hours may not overlap; a position has both its numbers."""
        super().clean()
        check_hours(self.opening_hours)
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"latitude": _("Give both latitude and longitude, or neither.")})


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
    )
    how_to_get = models.ForeignKey(
        "guides.ProcedurePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("how to get it"),
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
    )
    currency = models.CharField(
        max_length=3, verbose_name=_("currency"), help_text=_("Three letters, as in ISO 4217: EUR, GBP.")
    )
    free = models.BooleanField(default=False, verbose_name=_("free"))
    reduction = models.CharField(max_length=300, blank=True, verbose_name=_("who pays less"))
    condition = models.CharField(max_length=300, blank=True, verbose_name=_("when it has to be paid"))
    payment_methods = BlockField(
        [("method", blocks.ChoiceBlock(choices=PAYMENT_METHODS, label=_("Method")))],
        blank=True,
        verbose_name=_("ways to pay"),
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
    email = models.EmailField(blank=True, verbose_name=_("e-mail"))
    website = models.URLField(blank=True, verbose_name=_("web site"))
    when_to_call = models.CharField(max_length=300, verbose_name=_("when to call"))
    languages = languages_field(_("languages spoken"))
    always = models.BooleanField(default=False, verbose_name=_("day and night"))
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
