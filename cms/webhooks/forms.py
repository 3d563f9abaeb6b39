"""The form in which an administrator says who is told of releases."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.cities.models import City
from cms.cities.models.city import CityQuerySet
from cms.outside import NoAnswerError, Reason
from cms.webhooks.models import LONGEST_ADDRESS, Webhook
from cms.webhooks.sending import caller
from site_builder.languages import own_name


class WebhookForm(forms.ModelForm[Webhook]):
    """It offers the cities that the person administers; a webhook stays in its city."""

    url = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=LONGEST_ADDRESS,
        assume_scheme="https",
        help_text=gettext_lazy("Where messages are sent. It begins with https://"),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick none to tell of every release. Else: of those with changed text in these alone."),
    )

    class Meta:
        model = Webhook
        fields = ("city", "name", "url", "languages", "active")

    def __init__(self, *args: Any, cities: CityQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        city = cast("forms.ModelChoiceField[City]", self.fields["city"])
        if self.instance.pk:
            del self.fields["city"]
            offered = [self.instance.city]
        else:
            city.queryset = cities
            offered = list(cities)
            if len(offered) == 1:
                city.initial, city.widget = offered[0], forms.HiddenInput()
        tags = dict.fromkeys(tag for each in offered for tag in each.language_tags)
        tags |= dict.fromkeys(self.instance.languages)
        choices = [(tag, own_name(tag)) for tag in tags]
        cast(forms.MultipleChoiceField, self.fields["languages"]).choices = choices

    def clean_url(self) -> str:
        """An address that messages may be sent to: with TLS, to a host that everybody can reach."""
        url: str = self.cleaned_data["url"]
        parts = urlsplit(url)
        if parts.scheme != "https" and not (settings.DEBUG and parts.scheme == "http"):
            raise ValidationError(_("The address begins with https://: what is sent is read by nobody on the way."))
        if parts.username or parts.password:
            raise ValidationError(_("No name and no password in the address: the signature says who we are."))
        try:
            caller(url).look_up(url)
        except NoAnswerError as error:
            _refuse(error.reason)
        return url

    def clean(self) -> dict[str, Any]:
        """The languages are those of the city."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        city = cleaned.get("city")
        if city and not set(cleaned.get("languages", ())) <= set(city.language_tags):
            self.add_error("languages", _("The guide of this city does not have all of these languages."))
        return cleaned


def _refuse(reason: Reason) -> None:
    """Say what is wrong with an address; a name server that has a bad day is no reason."""
    if reason == Reason.INSIDE:
        raise ValidationError(_("This address leads into a private network. Messages go to public addresses alone."))
    if reason != Reason.NO_ANSWER:
        raise ValidationError(_("There is no such host."))
