"""Mails with a way in for people who forgot their password."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views.account import PasswordResetView


class Letters(PasswordResetForm):
    """The mails to people who are known."""

    def __init__(self, people: Iterable[User]) -> None:
        super().__init__()
        self.people = people
        self.cleaned_data = {"email": ""}

    def get_users(self, email: str) -> Iterable[User]:
        """Those, whatever the address."""
        return self.people

    def write(self, is_secure: bool, host: str) -> None:
        """Send them, with Wagtail's own text."""
        self.save(
            domain_override=host,
            use_https=is_secure,
            subject_template_name=PasswordResetView.subject_template_name,
            email_template_name=PasswordResetView.email_template_name,
        )
