"""Let somebody in who lost their phone, when nobody else can: the only superuser, for instance."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.access.second_factor import remove


class Command(BaseCommand):
    """Example: manage.py remove_second_factor anna"""

    help = (
        "Take the second factor and the recovery codes of a person away. Example: manage.py remove_second_factor anna"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove it; the person sets up a new one at the next log-in where the installation wants one."""
        people = get_user_model().objects.filter(username=options["username"])
        if not people:
            raise CommandError(f"Nobody is called {options['username']}. Settings → Users in the CMS lists everybody.")
        remove(people[0])
        self.stdout.write(f"{options['username']} logs in with the password alone.")
