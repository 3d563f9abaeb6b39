"""The same content served by strawberry-graphql-django, whose optimizer joins and prefetches what is asked."""

# No `from __future__ import annotations`: Strawberry reads the annotations of resolvers.
from __future__ import annotations

import datetime

import strawberry
import strawberry_django
from strawberry_django.optimizer import DjangoOptimizerExtension

from bench.api_rivals import content


@strawberry_django.type(content.Topic)
class Topic:
    uuid: strawberry.auto
    title: strawberry.auto


@strawberry_django.type(content.Organisation)
class Organisation:
    uuid: strawberry.auto
    title: strawberry.auto
    url: strawberry.auto


@strawberry_django.type(content.Office)
class Office:
    uuid: strawberry.auto
    title: strawberry.auto
    street: strawberry.auto
    organisation: Organisation


@strawberry.type
class Text:
    html: str


@strawberry_django.type(content.ServicePage)
class Service:
    uuid: strawberry.auto
    title: strawberry.auto
    summary: strawberry.auto
    for_whom: strawberry.auto
    checked_on: datetime.date
    authority: Organisation
    offices: list[Office]
    topics: list[Topic]

    @strawberry_django.field(only=["body"])
    def body(self) -> list[Text]:
        """The blocks of the stream, as Grapple gives them."""
        return [Text(html=block.value.source) for block in self.body]  # type: ignore[call-arg]  # made by Strawberry


@strawberry.type
class Query:
    @strawberry_django.field
    def services(self, first: int) -> list[Service]:
        """The first services by path."""
        return content.ServicePage.objects.order_by("path")[:first]

    @strawberry_django.field
    def service(self, uuid: str) -> Service:
        """One service."""
        return content.ServicePage.objects.get(uuid=uuid)


schema = strawberry.Schema(query=Query, extensions=[DjangoOptimizerExtension])
