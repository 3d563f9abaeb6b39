"""The form in which those who run the installation make a city and change its facts and languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm, formfield_for_dbfield

from cms.cities.models import City, CityPage
from cms.cities.provisioning import provision_city
from cms.languages import CONTENT_LANGUAGES


class CityForm(WagtailAdminModelForm):
    """A city with its languages. Saving makes, or brings up to date, all that the city needs."""

    name = forms.CharField(
        label=_("Name"),
        max_length=255,
        help_text=_("In the source language. Readers see it; you can change it on the home page later."),
    )
    introduction = forms.CharField(
        label=_("Introduction"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two or three sentences for the home page: whom the guide is for and what it helps with."),
    )
    source_language = forms.ChoiceField(
        label=_("Source language"),
        choices=[(tag, f"{name} ({tag})") for tag, name in CONTENT_LANGUAGES],
        help_text=_("The language in which the editors write. It cannot be changed later."),
    )
    languages = forms.CharField(
        label=_("Other languages"),
        required=False,
        help_text=_(
            "Tags in the order of the language switch, for example: ar, uk, fa-AF. People with a role in the city can "
            "work in a language that you add at once. Readers can choose it when its home page is published."
        ),
    )

    instance: City

    class Meta:
        model = City
        fields = (
            "slug",
            "country",
            "region_code",
            "time_zone",
            "site_url",
            "publisher",
            "publisher_email",
            "publisher_address",
            "licence",
            "takes_contributions",
            "four_eyes",
        )
        # Wagtail's widgets, and https for addresses without a scheme.
        formfield_callback = formfield_for_dbfield

    field_order = ("name", "slug", "introduction", "source_language", "languages")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = ", ".join(f"{tag} {name}" for tag, name in CONTENT_LANGUAGES)
        self.fields["languages"].widget.attrs["title"] = known
        if self.instance.pk is not None:
            self._fill_in(self.instance)

    def _fill_in(self, city: City) -> None:
        del self.fields["name"], self.fields["introduction"]
        for name in ("slug", "source_language"):
            self.fields[name].disabled = True
        self.initial["source_language"] = city.source_language
        self.initial["languages"] = ", ".join(city.language_tags[1:])

    def clean_languages(self) -> list[str]:
        """The tags, each known and named once; none of those that the city has is left out."""
        tags = list(dict.fromkeys(self.cleaned_data["languages"].replace(",", " ").split()))
        known = dict(CONTENT_LANGUAGES)
        if unknown := [tag for tag in tags if tag not in known]:
            raise ValidationError(
                _("No guide can be written in %(unknown)s yet. These are known: %(known)s."),
                params={"unknown": ", ".join(unknown), "known": ", ".join(known)},
            )
        had = set(self.instance.language_tags[1:]) if self.instance.pk else set()
        if gone := sorted(had - set(tags)):
            raise ValidationError(
                _(
                    "Languages are added here and not taken out. Write %(gone)s again; to take a language offline, "
                    "unpublish its home page."
                ),
                params={"gone": ", ".join(gone)},
            )
        return tags

    def save(self, commit: bool = True) -> City:
        """Provision the city; its languages and pages cannot be made without saving, so `commit` changes nothing."""
        facts = {name: getattr(self.instance, name) for name in self.Meta.fields}
        if self.instance.pk is None:
            name, introduction = self.cleaned_data["name"], format_html("<p>{}</p>", self.cleaned_data["introduction"])
        else:
            home = CityPage.objects.get(city=self.instance, locale=self.instance.source_locale)
            name, introduction = home.title, home.introduction
        self.instance = provision_city(
            facts,
            source_language=self.cleaned_data["source_language"],
            languages=self.cleaned_data["languages"],
            name=name,
            introduction=introduction,
        )
        return self.instance
