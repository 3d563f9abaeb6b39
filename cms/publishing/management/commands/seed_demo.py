"""Fill a development installation with the demo cities and one person for each role."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cms.cities.models import City, Role

# Known to everyone who reads this, which is why the command refuses to run outside of development.
PASSWORD = "waymark-demo"  # noqa: S105 - printed, for a demo on this machine


class Command(BaseCommand):
    """Example: manage.py seed_demo"""

    help = (
        "Bring in the demo cities of content/ and make a superuser and one user for each role of each city. Cities "
        "that are here already keep what was edited. For development only: the passwords are printed. "
        "Example: manage.py seed_demo"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the content, make people, and print who they are on standard output."""
        if not settings.DEBUG:
            message = "seed_demo makes users with a known password, so it runs in development alone (DEBUG)."
            raise CommandError(message)
        user_model = get_user_model()
        for folder in sorted((settings.BASE_DIR / "content").iterdir()):
            if not (folder / "city.yaml").exists():
                continue
            # People are made after the content, so where they are the content is whole, and may have been edited since.
            if user_model.objects.filter(username=f"{folder.name}-{Role.ADMINISTRATOR}").exists():
                self.stderr.write(f"{folder.name}: here already, with all that was edited since")
            else:
                call_command("import_content", str(folder), stdout=self.stderr, stderr=self.stderr)
        rows = [("admin", "everything")]
        admin, created = user_model.objects.get_or_create(
            username="admin", defaults={"is_staff": True, "is_superuser": True, "email": "admin@example.org"}
        )
        self._give_password(admin, created)
        for city in City.objects.all():
            for role in Role:
                name = f"{city.slug}-{role.value}"
                user, created = user_model.objects.get_or_create(
                    username=name, defaults={"email": f"{name}@example.org"}
                )
                self._give_password(user, created)
                user.groups.add(city.group_of(role))
                rows.append((name, f"{role.label} of {city.slug}"))
        width = max(len(name) for name, _what in rows)
        self.stdout.write(f"People (password of all: {PASSWORD}):")
        for name, what in rows:
            self.stdout.write(f"  {name:<{width}}  {what}")

    def _give_password(self, user: Any, created: bool) -> None:
        if created:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
