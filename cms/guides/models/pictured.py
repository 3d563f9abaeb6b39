"""A page with one picture."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string

from cms.cities.pictures import OTHER_CITYS_PICTURE, is_outside
from cms.cities.trees import city_of
from cms.guides.models.base import GuidePage


class PicturedPage(GuidePage):
    """A page that may show one picture. What it shows is said in words, and those are translated."""

    picture = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("One that helps people: the entrance, a form. Nobody in it who did not agree."),
    )
    picture_alt = models.CharField(
        max_length=300,
        blank=True,
        verbose_name=_("what the picture shows"),
        help_text=_("For people who do not see it, or whose connection is too slow: one sentence."),
    )
    picture_credit = models.CharField(
        max_length=300,
        blank=True,
        verbose_name=_("credit of the picture"),
        help_text=_("Who made it, and under which licence, if the licence asks for that. It is not translated."),
    )

    picture_panel = MultiFieldPanel(
        [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_credit")], heading=_("Picture")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A picture needs its words, and is one of the city."""
        super().clean()
        if self.picture_id and not self.picture_alt.strip():
            raise ValidationError({"picture_alt": _("Say what the picture shows: not everybody sees it.")})
        city = city_of(self) if self.path else None
        if city and is_outside(city, self.picture_id):
            raise ValidationError({"picture": OTHER_CITYS_PICTURE})
