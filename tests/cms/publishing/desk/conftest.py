"""A city with one article, and the people who work on its translation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Page

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import make_city, make_page, make_translation, make_user
from tests.cms.publishing.desk.screens import PAY, body

LogIn = Callable[[User], Client]


@pytest.fixture
def city() -> City:
    return make_city(languages=("en", "de", "ar"))


@pytest.fixture
def article(city: City) -> ArticlePage:
    return make_page(ArticlePage, city, title="Rent", summary="Short.", body=body(PAY, "Ask <b>us</b> first."))


@pytest.fixture
def page(article: ArticlePage) -> Page:
    """The article in German, a draft by hand."""
    return make_translation(article, "de")


@pytest.fixture
def translator(city: City, as_user: LogIn) -> Client:
    return as_user(make_user(city, Role.TRANSLATOR, "ana"))


@pytest.fixture
def reviewer(city: City, as_user: LogIn) -> Client:
    return as_user(make_user(city, Role.REVIEWER, "rita"))
