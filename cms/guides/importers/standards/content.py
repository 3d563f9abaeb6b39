"""The content files that a feed becomes, each with the record that it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from babel.numbers import get_territory_currencies

from cms.guides.importers.standards.identities import Identities
from cms.guides.importers.standards.report import FeedReport

Data = dict[str, Any]


@dataclass(frozen=True)
class Settings:
    """What a feed does not say of itself."""

    country: str
    """ISO code: whose phone numbers are written without a country code, and whose addresses without a country."""
    topic: str
    """Title of the topic for services that name none."""
    organisation_kind: str = "ngo"
    """Of organisations that do not say what they are."""
    taxonomy: str = ""
    """Name of the taxonomy whose terms become topics, besides that of Waymark's own dumps."""
    site_url: str = ""
    """Of the city: pages of its own guide are left alone."""

    @property
    def currency(self) -> str:
        """Of amounts that name none: that in which the country pays."""
        return next(iter(get_territory_currencies(self.country)), "EUR")


class Origin(Protocol):
    """Where something came from, so that a report can name it."""

    @property
    def file(self) -> str:
        """The name of the file."""

    @property
    def record(self) -> str:
        """The id of the record in it, or its IRI."""

    def leave(self, name: str, why: str) -> None:
        """Report that a field was not taken."""


@dataclass
class Content:
    """Content files by name, which lie over those that the city has."""

    identities: Identities
    settings: Settings
    report: FeedReport
    files: dict[str, Data] = field(default_factory=dict)
    records: dict[str, Origin] = field(default_factory=dict)
    """By the name of a file: the record that it came from."""
