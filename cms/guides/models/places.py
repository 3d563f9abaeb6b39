"""Who there is and where to go: organisations and offices."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.guides.blocks import RICH_TEXT, ClosureBlock
from cms.guides.choices import OrganisationKind, YesNo
from cms.guides.fields import BlockField
from cms.guides.models.entity import (
    EMAIL_HELP,
    WEBSITE_HELP,
    EntityPage,
    check_hours,
    hours_field,
    languages_field,
    phones_field,
)
from cms.guides.models.pictured import PicturedPage


class OrganisationPage(EntityPage):
    """An authority, NGO, company or club."""

    kind = "organisation"
    text_fields = ("title", "description")

    organisation_kind = models.CharField(
        max_length=10,
        choices=OrganisationKind.choices,
        default=OrganisationKind.AUTHORITY,
        verbose_name=_("kind"),
        help_text=_("Readers trust an authority with other things than a charity: say what it is."),
    )
    description = RichTextField(
        features=RICH_TEXT,
        blank=True,
        verbose_name=_("what it does"),
        help_text=_("Whom it helps, and with what, in two or three sentences."),
    )
    website = models.URLField(blank=True, verbose_name=_("web site"), help_text=WEBSITE_HELP)
    email = models.EmailField(blank=True, verbose_name=_("e-mail"), help_text=EMAIL_HELP)
    phones = phones_field()
    parent_organisation = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("part of"),
        help_text=_("The larger organisation that it belongs to."),
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


class OfficePage(PicturedPage, EntityPage):
    """A place that people go to, with its hours. Change a fact here and every page and language shows it."""

    kind = "office"
    text_fields = ("title", "access_notes", "closures", "picture_alt")

    organisation = models.ForeignKey(
        OrganisationPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("Whose office it is."),
    )
    street = models.CharField(
        max_length=200,
        verbose_name=_("street and number"),
        help_text=_("As on a letter: people show it to a driver, or search for it on a map."),
    )
    postal_code = models.CharField(
        max_length=20, blank=True, verbose_name=_("postal code"), help_text=_("As on a letter.")
    )
    locality = models.CharField(max_length=100, verbose_name=_("town"), help_text=_("As on a letter."))
    latitude = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        verbose_name=_("latitude"),
        help_text=_("Degrees north, such as 52.721400; a map shows it when you press on the entrance."),
    )
    longitude = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        verbose_name=_("longitude"),
        help_text=_("Degrees east, such as -0.943200; west of Greenwich it is below zero."),
    )
    access_notes = models.CharField(
        max_length=300, blank=True, verbose_name=_("how to find the door"), help_text=_("Entrance, floor, bus stop.")
    )
    step_free = models.CharField(
        max_length=7,
        choices=YesNo.choices,
        default=YesNo.UNKNOWN,
        verbose_name=_("step-free"),
        help_text=_("Whether a wheelchair or a pram gets in without a step."),
    )
    toilet = models.CharField(
        max_length=7,
        choices=YesNo.choices,
        default=YesNo.UNKNOWN,
        verbose_name=_("accessible toilet"),
        help_text=_("Whether a wheelchair fits into a toilet that visitors may use."),
    )
    lift = models.CharField(
        max_length=7,
        choices=YesNo.choices,
        default=YesNo.UNKNOWN,
        verbose_name=_("lift"),
        help_text=_("Whether a lift goes to the floor where visitors are served."),
    )
    hearing_loop = models.CharField(
        max_length=7,
        choices=YesNo.choices,
        default=YesNo.UNKNOWN,
        verbose_name=_("hearing loop"),
        help_text=_("Whether the counter has one for hearing aids."),
    )
    phones = phones_field()
    email = models.EmailField(blank=True, verbose_name=_("e-mail"), help_text=EMAIL_HELP)
    website = models.URLField(blank=True, verbose_name=_("web site"), help_text=WEBSITE_HELP)
    appointment_url = models.URLField(
        blank=True,
        verbose_name=_("page to book an appointment"),
        help_text=_("The page on which the booking itself begins, with https:// at its beginning."),
    )
    opening_hours = hours_field()
    closures = BlockField(
        [("closure", ClosureBlock(label=_("Closed")))],
        blank=True,
        verbose_name=_("closures"),
        help_text=_("Holidays and other days on which it is closed although the hours say otherwise."),
    )
    languages_spoken = languages_field(
        _("languages spoken"),
        _("Languages in which people are served at the counter. Leave it empty if you do not know."),
    )

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
        PicturedPage.picture_panel,
    ]

    class Meta:
        verbose_name = _("office")

    def clean(self) -> None:
        """Opening hours may not overlap; a position has both its numbers."""
        super().clean()
        check_hours(self.opening_hours)
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"latitude": _("Give both latitude and longitude, or neither.")})
