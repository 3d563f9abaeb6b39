"""Nobody cuts a translation loose from its source: source text would go live under another language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.models import PublishedDocument
from cms.publishing.translating import begin_by_hand
from tests.cms.factories import make_city, make_page, make_superuser, make_user
from translations.completeness import translation_behind

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]


def begun(city: City) -> tuple[Page, Translation]:
    """A translation of which nothing is written yet: its page is full of source text."""
    target = begin_by_hand(make_page(ArticlePage, city, title="Bring your passport"), "de", None)
    translation = translation_behind(target)
    assert translation is not None
    return target, translation


@pytest.mark.parametrize("who", ["superuser", Role.EDITOR, Role.TRANSLATOR])
def test_stopping_a_translation_is_refused_and_publishes_nothing(as_user: LogIn, who: str) -> None:
    city = make_city()
    target, translation = begun(city)
    client = as_user(make_superuser() if who == "superuser" else make_user(city, Role(who)))
    edit = reverse("wagtailadmin_pages:edit", args=[target.pk])
    stop = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    answer = client.post(stop, {"next": edit}, follow=True)
    assert "translate it by hand" in answer.content.decode()
    translation.refresh_from_db()
    assert translation.enabled
    form = {"title": "Bring your passport", "slug": target.slug, "summary": "", "action-publish": "1"}
    client.post(edit, form)
    client.post(edit, {"action": "publish"})
    assert not Page.objects.get(pk=target.pk).live
    assert not PublishedDocument.objects.filter(uuid=target.translation_key, language="de").exists()


def test_turning_a_translation_into_a_copy_of_its_source_is_refused(as_user: LogIn) -> None:
    target, _translation = begun(make_city())
    address = reverse("wagtail_localize:convert_to_alias", args=[target.pk])
    answer = as_user(make_superuser()).post(address, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert Page.objects.get(pk=target.pk).alias_of_id is None


def test_the_translations_of_another_city_are_not_even_named(as_user: LogIn) -> None:
    _target, translation = begun(make_city("alpha"))
    client = as_user(make_user(make_city("beta"), Role.EDITOR))
    address = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    assert client.post(address).status_code in {302, 403}
    assert "passport" not in client.post(address, follow=True).content.decode()
