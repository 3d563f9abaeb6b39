"""Agreed words that have no page of their own: those of the installation, and those that a city keeps in a list."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale


class GlossaryTerm(ClusterableModel):
    """A word of one language, and what is done with it in translations."""

    # Words use no pages or pictures, and Wagtail's index would read a term again with each of its translations.
    wagtail_reference_index_ignore = True

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    text = models.CharField(_("word"), max_length=200, help_text=_("As it stands in a dictionary."))
    # Whose it is (see translations.memory.owners); empty for the whole installation.
    owner = models.CharField(max_length=36, blank=True, db_index=True, editable=False)
    definition = models.TextField(_("meaning"), blank=True, help_text=_("For translators, in a sentence."))
    do_not_translate = models.BooleanField(
        _("do not translate"), default=False, help_text=_("The word stays as it is in every language.")
    )
    keep_source = models.BooleanField(
        _("keep the official word"),
        default=False,
        help_text=_("The word stands in brackets behind its translation, because readers meet it on forms."),
    )

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering: ClassVar = ["text"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "locale", "text"],
                name="a_word_once_per_language_and_owner",
                violation_error_message=_("The glossary has this word in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.locale.language_code})"

    def clean(self) -> None:
        """Refuse a word that is both left as it is and followed by itself in brackets."""
        self.text = " ".join(self.text.split())
        if self.do_not_translate and self.keep_source:
            raise ValidationError(
                {"keep_source": _("A word that is not translated has no translation to stand behind.")}
            )


class GlossaryTranslation(models.Model):
    """The agreed translation of a term into one language."""

    wagtail_reference_index_ignore = True

    term = ParentalKey(GlossaryTerm, on_delete=models.CASCADE, related_name="translations")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    text = models.CharField(_("translation"), max_length=200)

    class Meta:
        verbose_name = _("agreed translation")
        verbose_name_plural = _("agreed translations")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["term", "locale"],
                name="one_agreed_translation_per_language",
                violation_error_message=_("There is one agreed translation in each language."),
            )
        ]

    def __str__(self) -> str:
        return self.text
