"""Scalars that say what a string is. They are written as they stand in the published document, which was validated."""

from __future__ import annotations

from typing import Any

import graphene


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


class Time(graphene.Scalar):
    """Local time of the city, HH:MM; 24:00 is the end of the day."""

    serialize = staticmethod(str)


class Decimal(graphene.Scalar):
    """A decimal number as a string, so that no digit is lost: 12.50."""

    serialize = staticmethod(str)
