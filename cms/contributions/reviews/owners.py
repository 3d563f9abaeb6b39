"""Who is asked about a page: its person, else its organisation, else the city's editors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from wagtail.users.models import UserProfile

from cms.cities.models import City, Role
from cms.guides.models import GuidePage


@dataclass(frozen=True)
class Recipient:
    """Somebody to whom a mail about pages goes."""

    address: str
    language: str
    user_id: int | None = None
    organisation_id: int | None = None
    name: str = ""


class Owners:
    """The recipients for the pages of one city; people are looked up once."""

    def __init__(self, city: City) -> None:
        self.city = city
        people = {person.pk: person for person in city.people().filter(is_active=True)}
        languages = dict(
            UserProfile.objects.filter(user__in=people)
            .exclude(preferred_language="")
            .values_list("user_id", "preferred_language")
        )
        self._people = {
            person.pk: self._of_person(person, languages.get(person.pk)) for person in people.values() if person.email
        }
        self.editors = self._with_role(Role.EDITOR) or self._with_role(Role.ADMINISTRATOR)

    def of(self, page: GuidePage) -> list[Recipient]:
        """Whom to ask about a page.

        A person who left the city or has no address is asked no more. An organisation is written to when it has an
        address and the city knows it.
        """
        person = self._people.get(page.responsible_user_id)
        if person:
            return [person]
        organisation = page.responsible_organisation
        if organisation and organisation.live and organisation.verified and organisation.email:
            return [
                Recipient(
                    organisation.email,
                    self.city.source_language,
                    organisation_id=organisation.pk,
                    name=organisation.title,
                )
            ]
        return self.editors

    def is_asked(self, page: GuidePage, address: str, user_id: int | None, organisation_id: int | None) -> bool:
        """Whether somebody who was asked about a page once would still be asked, be it as one of the editors."""
        return any(
            (each.address, each.user_id, each.organisation_id) == (address, user_id, organisation_id)
            for each in (*self.of(page), *self.editors)
        )

    def _of_person(self, person: User, preferred: str | None) -> Recipient:
        name = person.get_full_name() or person.get_username()
        return Recipient(person.email, preferred or self.city.source_language, user_id=person.pk, name=name)

    def _with_role(self, role: Role) -> list[Recipient]:
        with_role: Any = self.city.people().filter(groups__city_role__city=self.city, groups__city_role__role=role)
        return [
            self._people[pk]
            for pk in with_role.order_by("pk").values_list("pk", flat=True).distinct()
            if pk in self._people
        ]
