"""The content of the comparison as Wagtail and Django usually hold it: pages with a stream, and what they refer to."""

from __future__ import annotations

from typing import Any

from django.db import models
from grapple.models import (
    GraphQLCollection,
    GraphQLForeignKey,
    GraphQLStreamfield,
    GraphQLString,
)
from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class Topic(models.Model):
    """What a service is filed under."""

    uuid = models.CharField(max_length=36, unique=True)
    title = models.CharField(max_length=200)
    graphql_fields = [GraphQLString("uuid"), GraphQLString("title")]

    class Meta:
        app_label = "api_rivals"

    def __str__(self) -> str:
        return self.title


class Organisation(models.Model):
    """Who answers for a service."""

    uuid = models.CharField(max_length=36, unique=True)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=200)
    graphql_fields = [GraphQLString("uuid"), GraphQLString("title"), GraphQLString("url")]

    class Meta:
        app_label = "api_rivals"

    def __str__(self) -> str:
        return self.title


class Office(models.Model):
    """Where a service is given."""

    uuid = models.CharField(max_length=36, unique=True)
    title = models.CharField(max_length=200)
    street = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    graphql_fields = [
        GraphQLString("uuid"),
        GraphQLString("title"),
        GraphQLString("street"),
        GraphQLForeignKey("organisation", "api_rivals.Organisation"),
    ]

    class Meta:
        app_label = "api_rivals"

    def __str__(self) -> str:
        return self.title


class ServicePage(Page):
    """A service of a city."""

    uuid = models.CharField(max_length=36, unique=True)
    summary = models.TextField()
    for_whom = models.TextField()
    checked_on = models.DateField()
    authority = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    offices: Any = ParentalManyToManyField(Office, related_name="+")
    topics: Any = ParentalManyToManyField(Topic, related_name="+")
    body = StreamField([("text", RichTextBlock())])
    graphql_fields = [
        GraphQLString("uuid"),
        GraphQLString("summary"),
        GraphQLString("for_whom"),
        GraphQLString("checked_on"),
        GraphQLForeignKey("authority", "api_rivals.Organisation"),
        GraphQLCollection(GraphQLForeignKey, "offices", "api_rivals.Office"),
        GraphQLCollection(GraphQLForeignKey, "topics", "api_rivals.Topic"),
        GraphQLStreamfield("body"),
    ]

    class Meta:
        app_label = "api_rivals"
