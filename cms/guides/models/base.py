"""What every page of a guide has in common."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel, PageChooserPanel, Panel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

from cms.cities.models import CityTreeMixin
from cms.guides.choices import Sensitivity
from cms.guides.references import check_references
from cms.guides.widgets import AgreedDateInput


class GuidePage(CityTreeMixin, Page):
    """A page or entity of a city's guide in one language.

    Its `translation_key` is the UUID that is the same in all languages. Facts are kept on the source page and copied to
    the translations by wagtail-localize; what is published takes them from the source alone.
    """

    # The `kind` of the published document; directories have none and publish nothing.
    kind: ClassVar[str]
    # Fields that are translated. Every other field is a fact.
    text_fields: ClassVar[tuple[str, ...]] = ("title",)

    checked_on = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("checked on"),
        help_text=_("When somebody last made sure that it is true."),
    )
    review_due = models.DateField(
        null=True, blank=True, verbose_name=_("next check"), help_text=_("Readers see when this day has passed.")
    )
    source_url = models.URLField(
        blank=True, verbose_name=_("official source"), help_text=_("The page of the authority that this rests on.")
    )
    responsible_organisation = models.ForeignKey(
        "guides.OrganisationPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("checked by"),
        help_text=_("The organisation that answers for this page."),
    )
    responsible_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible person"),
        help_text=_("Is reminded when the next check is due; readers do not see the name."),
    )
    valid_from = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("valid from"),
        help_text=_("The first day on which this holds. Leave it empty if it holds already."),
    )
    valid_until = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("valid until"),
        help_text=_("The last day on which this holds, for instance of a yearly price. Empty: no end is known."),
    )
    sensitivity = models.CharField(
        max_length=10,
        choices=Sensitivity.choices,
        default=Sensitivity.NORMAL,
        verbose_name=_("sensitivity"),
        help_text=_(
            "Careful is for health and legal status: no machine translation goes live before a person has checked it. "
            "Safety is for violence and abuse: the same, and nothing of the page is kept on a reader’s phone."
        ),
    )

    # The search of the admin begins words; it knows nothing but what is handed to it as such a field.
    search_fields = [*Page.search_fields, index.AutocompleteField("search_text")]

    validity_panel: ClassVar[Panel] = MultiFieldPanel(
        [FieldPanel("valid_from"), FieldPanel("valid_until")], heading=_("Validity")
    )
    settings_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("checked_on", widget=AgreedDateInput),
                FieldPanel("review_due", widget=AgreedDateInput),
                PageChooserPanel("responsible_organisation", "guides.OrganisationPage"),
                FieldPanel("responsible_user"),
                FieldPanel("source_url"),
            ],
            heading=_("Who keeps it true"),
        ),
        validity_panel,
        MultiFieldPanel([FieldPanel("sensitivity"), FieldPanel("slug")], heading=_("Handling and address")),
        CommentPanel(),
    ]
    promote_panels: ClassVar[list[Panel]] = []
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    @property
    def is_sensitive(self) -> bool:
        """Whether a wrong word may cost readers their health, their right to stay or their safety."""
        return self.sensitivity != Sensitivity.NORMAL

    def search_text(self) -> str:
        """What the search of the admin finds the page by, beside its title."""
        from cms.guides.searching import search_text

        return search_text(self)

    @classproperty
    def translatable_fields(cls) -> list[BaseTranslatableField]:  # noqa: N805 - a property of the class
        """Text fields are translated; everything else is synchronised and cannot be overridden in a translation.

        All but the slug: a translation takes that of its source when it is made, and keeps it. Addresses that readers
        have in one language do not change because the source's changed.
        """
        inherited = {field.name for field in Page._meta.get_fields()} | {"page_ptr"}
        own = [field.name for field in cls._meta.concrete_fields if field.editable and field.name not in inherited]
        return [
            TranslatableField(name) if name in cls.text_fields else SynchronizedField(name, overridable=False)
            for name in ["title", *own]
        ]

    @property
    def uuid(self) -> str:
        """The same in all languages."""
        return str(self.translation_key)

    def clean(self) -> None:
        """Check what no single field can: dates in order, and references that stay in the city."""
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("This is before the day from which the page is valid.")})
        check_references(self)
