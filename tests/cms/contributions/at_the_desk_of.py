"""Readers at a city's desk: an article that they read, and forms that they send as a browser would."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.utils import timezone

from cms.cities.models import City
from cms.guides.models import ArticlePage
from tests.cms.factories import make_city, make_page


@dataclass
class Reader:
    """Somebody with a browser, and nothing else."""

    city: City
    page: ArticlePage
    language: str = "de"
    address: str = "192.0.2.7"
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    @property
    def place(self) -> str:
        """Where the buttons are sent."""
        return f"/desk/{self.city.slug}/{self.language}/feedback/{self.page.translation_key}/"

    def get(self, place: str) -> Any:
        """Open a page."""
        return self.client.get(place, REMOTE_ADDR=self.address)

    def post(self, place: str, **fields: str) -> Any:
        """Send a form."""
        body = urlencode(fields)
        return self.client.post(place, body, "application/x-www-form-urlencoded", REMOTE_ADDR=self.address)

    def token(self, place: str) -> str:
        """The token in the form at an address, as old as a person needs to read it."""
        html = self.get(place).content.decode()
        found = re.search(r'name="token" value="([^"]+)"', html)
        assert found, html
        return found[1]


def a_reader(**facts: Any) -> Reader:
    """A reader of an article of a city that speaks English and German."""
    city = make_city("alpha", "en", ("en", "de"))
    for name, value in facts.items():
        setattr(city, name, value)
    city.save()
    return Reader(city, make_page(ArticlePage, city, title="Where to register"))


def later(seconds: int = 10) -> Any:
    """A moment so many seconds from now, for `time.time`."""
    moment = (timezone.now() + timedelta(seconds=seconds)).timestamp()
    return lambda: moment
