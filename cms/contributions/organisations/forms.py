"""The form of an organisation: its name, where it adds pages, who it is."""

from __future__ import annotations

import secrets
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.cities.contributing import places_of, save_organisation
from cms.cities.models import City, CityRole
from cms.guides.models import DirectoryPage, TopicPage
from cms.mailing import problem_of_sending

MAILS = "contributions/organisations/"


class PlaceField(forms.ModelMultipleChoiceField):
    """Topics and directories, each with the topics above it."""

    def label_from_instance(self, page: Page) -> str:
        """The title, after an arrow for each topic above."""
        above: str = "→ " * (page.depth - 3)
        return above + page.get_admin_display_title()


class Invitation(PasswordResetForm):
    """The mail with the way in. Django's own form keeps to itself that it could not be sent."""

    problem = ""

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Send it as plain text, and keep what went wrong."""
        subject = " ".join(render_to_string(subject_template_name, context).split())
        text = render_to_string(email_template_name, context)
        self.problem = problem_of_sending(EmailMessage(subject, text, from_email, [to_email]))


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
    def save(self) -> CityRole:
        """Make the organisation what the form says; whoever is new gets an account."""
        role = save_organisation(self.city, self.cleaned_data["name"], self.cleaned_data["places"], self.role)
        if self.role is not None:
            role.group.user_set.set(self.cleaned_data["people"])
        for address in self.cleaned_data["invited"]:
            person = User.objects.filter(email__iexact=address).first()
            role.group.user_set.add(person or _with_account(address))
        return role

    def invite(self, request: HttpRequest) -> dict[str, str]:
        """Write to whoever is new, once they are stored; by address what kept a mail from leaving."""
        problems = {}
        for address in self.cleaned_data["invited"]:
            form = Invitation({"email": address})
            if form.is_valid():
                form.save(
                    request=request,
                    use_https=request.is_secure(),
                    domain_override=settings.WAGTAILADMIN_BASE_URL.split("//")[1],
                    email_template_name=f"{MAILS}invitation.txt",
                    subject_template_name=f"{MAILS}invitation_subject.txt",
                    extra_email_context={"organisation": self.cleaned_data["name"], "city": self.city.publisher},
                )
            if form.problem:
                problems[address] = form.problem
        return problems


def _with_account(address: str) -> User:
    """A new account for an address. Its name is the address, unless somebody is called so who has another by now."""
    name = address
    while User.objects.filter(username=name).exists():
        name = f"{address}-{secrets.token_hex(3)}"
    return User.objects.create_user(name, address, secrets.token_urlsafe(32))
