"""Scalars that say what a string is. They are written as they stand in the published document, which was validated."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import graphene
from graphql import StringValueNode, print_ast

from cms.api.errors import QueryError

# Between these no arithmetic with time zones and days leaves the calendar.
YEARS = range(1900, 2200)


class JSON(graphene.Scalar):
    """Any JSON value."""

    class Meta:
        specified_by_url = "https://datatracker.ietf.org/doc/html/rfc8259"

    @staticmethod
    def serialize(value: Any) -> Any:
        """The value itself: it came from JSON."""
        return value


class HTML(graphene.Scalar):
    """Sanitised rich text: paragraphs, headings, lists, emphasis, links and references to other documents."""

    serialize = staticmethod(str)


class URL(graphene.Scalar):
    """An absolute address: https, http, mailto or tel."""

    class Meta:
        specified_by_url = "https://datatracker.ietf.org/doc/html/rfc3986"

    serialize = staticmethod(str)


class Date(graphene.Scalar):
    """A calendar day, YYYY-MM-DD."""

    class Meta:
        specified_by_url = "https://datatracker.ietf.org/doc/html/rfc3339#section-5.6"

    serialize = staticmethod(str)

    @staticmethod
    def parse_value(value: Any) -> str:
        """The day as documents spell it. Raises QueryError if it is none."""
        try:
            return date.fromisoformat(value).isoformat()
        except (TypeError, ValueError):
            raise QueryError("DATE", f"{str(value)[:40]!r} is not a day written as YYYY-MM-DD.") from None

    @classmethod
    def parse_literal(cls, node: Any, _variables: Any = None) -> str:
        """The same, written in the query itself."""
        return cls.parse_value(_text_of(node))


class DateTime(graphene.Scalar):
    """A moment, YYYY-MM-DDTHH:MM, followed by Z or an offset such as +01:00; without one it is the city's time zone."""

    class Meta:
        specified_by_url = "https://datatracker.ietf.org/doc/html/rfc3339#section-5.6"

    @staticmethod
    def serialize(value: datetime) -> str:
        """As it is parsed."""
        return value.isoformat()

    @staticmethod
    def parse_value(value: Any) -> datetime:
        """The moment. Raises QueryError if it is none, or none of our times."""
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            moment = None
        if moment is None or moment.year not in YEARS:
            raise QueryError("DATE", f"{str(value)[:40]!r} is not a moment written as YYYY-MM-DDTHH:MM+00:00.")
        return moment

    @classmethod
    def parse_literal(cls, node: Any, _variables: Any = None) -> datetime:
        """The same, written in the query itself."""
        return cls.parse_value(_text_of(node))


class Time(graphene.Scalar):
    """Local time of the city, HH:MM; 24:00 is the end of the day."""

    serialize = staticmethod(str)


class Decimal(graphene.Scalar):
    """A decimal number as a string, so that no digit is lost: 12.50."""

    serialize = staticmethod(str)


def _text_of(node: Any) -> str:
    return node.value if isinstance(node, StringValueNode) else print_ast(node)
