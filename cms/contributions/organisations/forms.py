"""The form of an organisation: its name, where it adds pages, who it is."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.cities.contributing import places_of, save_organisation
from cms.cities.models import City, CityRole
from cms.guides.models import DirectoryPage, TopicPage

MAILS = "contributions/organisations/"


class PlaceField(forms.ModelMultipleChoiceField):
    """Topics and directories, each with the topics above it."""

    def label_from_instance(self, page: Page) -> str:
        """The title, after an arrow for each topic above."""
        above: str = "→ " * (page.depth - 3)
        return above + page.get_admin_display_title()


class OrganisationForm(forms.Form):
    """Which pages an organisation adds, and its people. Whoever is new gets an account, and a mail with the way in."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    places = PlaceField(
        label=gettext_lazy("Where they add pages"),
        queryset=Page.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("In a topic, and in all topics below it; in a directory, for offices of theirs."),
    )
    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Their people"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Untick who has left: the account stays, without this role."),
    )
    invited = forms.CharField(
        label=gettext_lazy("Invite people"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "E-mail addresses, one in a line. Each gets a mail with a link to choose a password, which works for three "
            "days; after that “Forgotten password?” at the log-in sends another."
        ),
    )

    def __init__(self, city: City, role: CityRole | None, *args: Any, **kwargs: Any) -> None:
        if role is not None:
            members = list(role.group.user_set.all())
            kwargs["initial"] = {"name": role.organisation, "places": places_of(role), "people": members}
        super().__init__(*args, **kwargs)
        self.city, self.role = city, role
        home = city.pages.get(locale=city.source_locale)
        places, people = cast(PlaceField, self.fields["places"]), self.fields.get("people")
        places.queryset = (
            Page.objects.descendant_of(home).type(TopicPage, DirectoryPage).order_by("path").defer_streamfields()
        )
        if role is None:
            del self.fields["people"]
        elif isinstance(people, forms.ModelMultipleChoiceField):
            people.queryset = role.group.user_set.order_by("username")

    def clean_name(self) -> str:
        """Another organisation may not be called so."""
        name: str = self.cleaned_data["name"]
        others = self.city.roles.filter(organisation__iexact=name)
        if others.exclude(pk=self.role.pk if self.role else 0).exists():
            raise ValidationError(_("Another organisation of this city is called so. Change that one, or add a place."))
        return name

    def clean_invited(self) -> list[str]:
        """Addresses, each once."""
        addresses = list(dict.fromkeys(self.cleaned_data["invited"].lower().split()))
        for address in addresses:
            try:
                validate_email(address)
            except ValidationError as error:
                message = _("%(address)s is no e-mail address. Write one address in each line.")
                raise ValidationError(message % {"address": address}) from error
        return addresses

    @transaction.atomic
    def save(self, request: HttpRequest) -> CityRole:
        """Make the organisation what the form says, and write to whoever is new."""
        role = save_organisation(self.city, self.cleaned_data["name"], self.cleaned_data["places"], self.role)
        if self.role is not None:
            role.group.user_set.set(self.cleaned_data["people"])
        for address in self.cleaned_data["invited"]:
            person = User.objects.filter(email__iexact=address).first()
            if person is None:
                person = get_user_model().objects.create_user(address, address, secrets.token_urlsafe(32))
            role.group.user_set.add(person)
            transaction.on_commit(partial(self._invite, address, request))
        return role

    def _invite(self, address: str, request: HttpRequest) -> None:
        form = PasswordResetForm({"email": address})
        if form.is_valid():
            form.save(
                request=request,
                use_https=request.is_secure(),
                domain_override=settings.WAGTAILADMIN_BASE_URL.split("//")[1],
                email_template_name=f"{MAILS}invitation.txt",
                subject_template_name=f"{MAILS}invitation_subject.txt",
                extra_email_context={"organisation": self.cleaned_data["name"], "city": self.city.publisher},
            )
