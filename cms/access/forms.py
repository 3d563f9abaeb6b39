"""The form behind “Forgotten password?”."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from cms.contributions.desk.limits import is_one_too_many

MAILS_TO_A_PERSON = 3  # within ten minutes


class PasswordResetForm(WagtailPasswordResetForm):
    """Sends nobody more mails than they can want. Who asks is told the same, whoever there is and whatever was sent."""

    def get_users(self, email: str) -> Iterator[User]:
        """Those with an account for the address who had not as many mails just now."""
        for user in super().get_users(email):
            if not is_one_too_many(f"password reset {user.pk}", MAILS_TO_A_PERSON):
                yield user
