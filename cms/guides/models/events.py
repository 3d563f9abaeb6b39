"""What happens on a day or every week: events and courses."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.guides.blocks import RICH_TEXT, ReferenceBlock
from cms.guides.choices import WEEKDAYS, EventKind, Level
from cms.guides.fields import BlockField
from cms.guides.labels import LabelledBlock
from cms.guides.models.entity import WEBSITE_HELP, EntityPage, languages_field


class RecurrenceBlock(LabelledBlock):
    """Every week on the same days."""

    label_formats = ("{days} – {until}", "{days}")

    days = blocks.MultipleChoiceBlock(
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        label=_("Days"),
        help_text=_("The day on which it begins is one of them."),
    )
    until = blocks.DateBlock(label=_("Last day"), help_text=_("The day on which it takes place for the last time."))

    class Meta:
        icon = "repeat"


class EventPage(EntityPage):
    """Something that people go to: once, or every week as a course does."""

    kind = "event"
    text_fields = ("title", "summary", "text")

    event_kind = models.CharField(
        max_length=10,
        choices=EventKind.choices,
        default=EventKind.EVENT,
        verbose_name=_("kind"),
        help_text=_("In a course people learn something together, and those who begin come again."),
    )
    summary = models.TextField(
        max_length=400, verbose_name=_("summary"), help_text=_("What happens there and who it is for, in one sentence.")
    )
    text = RichTextField(
        features=RICH_TEXT, blank=True, verbose_name=_("description"), help_text=_("What else people should know.")
    )
    # Empty on drafts of translations alone, which have no facts of their own.
    starts_on = models.DateField(null=True, verbose_name=_("first day"), help_text=_("The day on which it begins."))
    starts_at = models.TimeField(
        null=True,
        blank=True,
        verbose_name=_("begins at"),
        help_text=_("In 24 hours: 18:00. Leave it empty if it lasts all day."),
    )
    ends_on = models.DateField(
        null=True, blank=True, verbose_name=_("last day"), help_text=_("Only if it lasts longer than a day.")
    )
    ends_at = models.TimeField(null=True, blank=True, verbose_name=_("ends at"), help_text=_("In 24 hours: 19:30."))
    recurrence = BlockField(
        [("recurrence", RecurrenceBlock(label=_("Every week")))],
        blank=True,
        max_num=1,
        verbose_name=_("repeated"),
        help_text=_("Add one if it takes place every week, at the same hour."),
    )
    office = models.ForeignKey(
        "guides.OfficePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("where"),
        help_text=_("An office from the directory; or fill in the address below."),
    )
    venue = models.CharField(
        max_length=200, blank=True, verbose_name=_("name of the place"), help_text=_("As it stands at the door.")
    )
    street = models.CharField(
        max_length=200, blank=True, verbose_name=_("street and number"), help_text=_("As on a letter.")
    )
    postal_code = models.CharField(
        max_length=20, blank=True, verbose_name=_("postal code"), help_text=_("As on a letter.")
    )
    locality = models.CharField(max_length=100, blank=True, verbose_name=_("town"), help_text=_("As on a letter."))
    level = models.CharField(
        max_length=2,
        choices=Level.choices,
        blank=True,
        verbose_name=_("level of language"),
        help_text=_("What a language course leads to, or what people should know already."),
    )
    cost = models.ForeignKey(
        "guides.CostPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cost"),
        help_text=_("From the directory of costs. Name a free cost if it is free: readers want to know."),
    )
    childcare = models.BooleanField(
        default=False, verbose_name=_("childcare"), help_text=_("Somebody looks after the children meanwhile.")
    )
    women_only = models.BooleanField(
        default=False, verbose_name=_("for women only"), help_text=_("Those who lead it are women, too.")
    )
    languages = languages_field(_("languages"), _("Languages in which it is held. Leave it empty if you do not know."))
    registration_url = models.URLField(blank=True, verbose_name=_("page to register"), help_text=WEBSITE_HELP)
    organiser = models.ForeignKey(
        "guides.OrganisationPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("organised by"),
        help_text=_("The organisation that runs it."),
    )
    topics = BlockField(
        [("topic", ReferenceBlock(page_type="guides.TopicPage", label=_("Topic")))],
        blank=True,
        verbose_name=_("topics"),
        help_text=_("The topics that list it, the most important one first."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("event_kind"),
        FieldPanel("summary"),
        FieldPanel("text"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("starts_at")]),
                FieldRowPanel([FieldPanel("ends_on"), FieldPanel("ends_at")]),
                FieldPanel("recurrence"),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("office", "guides.OfficePage"),
                FieldPanel("venue"),
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("locality")]),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("level"),
                FieldPanel("languages"),
                FieldRowPanel([FieldPanel("childcare"), FieldPanel("women_only")]),
            ],
            heading=_("Who it is for"),
        ),
        PageChooserPanel("cost", "guides.CostPage"),
        FieldPanel("registration_url"),
        PageChooserPanel("organiser", "guides.OrganisationPage"),
        FieldPanel("topics"),
    ]

    class Meta:
        verbose_name = _("event or course")

    @property
    def repeats(self) -> Any:
        """Days and last day of what takes place every week, as the block has them; None for what happens once."""
        return self.recurrence[0].value if len(self.recurrence) else None

    @property
    def last_day(self) -> date | None:
        """The day on which it takes place for the last time."""
        repeats = self.repeats
        return (repeats["until"] if repeats else None) or self.ends_on or self.starts_on

    def clean(self) -> None:
        """It ends after it began, a week holds it, and it takes place in one place."""
        super().clean()
        if self.starts_on is None:
            return
        self._check_times(self.starts_on)
        if self.repeats:
            self._check_recurrence(self.repeats, self.starts_on)
        if self.office_id and (self.street or self.venue):
            raise ValidationError({"office": _("Choose an office or fill in an address, not both.")})
        if self.street and not self.locality:
            raise ValidationError({"locality": _("Name the town, too.")})

    def _check_times(self, starts_on: date) -> None:
        if self.ends_on and self.ends_on < starts_on:
            raise ValidationError({"ends_on": _("This is before the first day.")})
        if self.ends_at and not self.starts_at:
            raise ValidationError({"starts_at": _("Say when it begins.")})
        one_day = self.ends_on in (None, starts_on)
        if one_day and self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("This is not after its beginning.")})

    def _check_recurrence(self, repeats: Any, starts_on: date) -> None:
        if self.ends_on and self.ends_on != starts_on:
            raise ValidationError({"ends_on": _("What is repeated every week ends on the day on which it begins.")})
        if repeats["until"] < starts_on:
            raise ValidationError({"recurrence": _("The last day is before the first.")})
        if str(starts_on.isoweekday()) not in map(str, repeats["days"]):
            raise ValidationError({"starts_on": _("This is on none of the days of the week that you ticked below.")})
