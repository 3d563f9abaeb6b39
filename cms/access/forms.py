"""The form behind “Forgotten password?”."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import translation
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from cms.access.addresses import client_network
from cms.access.tasks import mail_ways_in
from cms.contributions.desk.limits import is_one_too_many

MAILS_TO_A_PERSON = 3  # within ten minutes
FROM_A_CLIENT = 30


class PasswordResetForm(WagtailPasswordResetForm):
    """Sends nobody more mails than they can want. Who asks is told the same, and after the same time, whoever there is
    and whatever was sent: each request does the same work, and a worker does the rest.
    """

    def save(self, *, request: HttpRequest, **_options: Any) -> None:
        """Leave the mails to a worker, also if there are none to send."""
        email = self.cleaned_data["email"]
        if is_one_too_many(f"password resets from {client_network(request)}", FROM_A_CLIENT):
            return
        is_enough = is_one_too_many(f"password reset {email.casefold()}", MAILS_TO_A_PERSON)
        people = [user.pk for user in self.get_users(email)]
        about = ([] if is_enough else people, translation.get_language(), request.is_secure(), request.get_host())
        # While the queue cannot be reached nobody is told anything else; the log says it.
        transaction.on_commit(lambda: mail_ways_in.enqueue(*about), robust=True)
