"""What a worker does for log-ins."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.utils import translation
from django_tasks import task

from cms.access.letters import Letters


@task()
def mail_ways_in(people: list[int], language: str, is_secure: bool, host: str) -> int:
    """Mail each of these people a link for a new password, in a language; return how many there were."""
    users = list(get_user_model().objects.filter(pk__in=people))
    with translation.override(language):
        Letters(users).write(is_secure, host)
    return len(users)
