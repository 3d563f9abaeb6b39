"""A token opens the draft of one page in one language, over HTTP, and nothing else opens any draft."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.models import PreviewToken, PublishedDocument
from cms.publishing.previews.access import SALT, token_of
from tests.cms.api.asking import code_of, get, named, post
from tests.cms.factories import make_city, make_page, make_translation, make_user

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]
QUERY = """query Preview($token: String!) {
  preview(token: $token) { uuid language requestedLanguage translationState title revision body city { slug } }
}"""


@pytest.fixture
def city() -> City:
    return make_city()


@pytest.fixture
def editor(city: City) -> User:
    return make_user(city, Role.EDITOR)


def with_draft(city: City, title: str) -> ArticlePage:
    """A published article with a draft of another title."""
    page = make_page(ArticlePage, city)
    page.title = title
    page.save_revision()
    return page


def token_for(page: ArticlePage, user: User, days: float = 1) -> PreviewToken:
    until = timezone.now() + timedelta(days)
    return PreviewToken.objects.create(page=page.page_ptr, made_by=user, expires_at=until)


def asked(token: str) -> Any:
    """The answer to somebody without an account, which nobody may keep."""
    body = json.dumps({"query": QUERY, "variables": {"token": token}})
    answer = Client().post("/graphql", body, content_type="application/json")
    assert answer["Cache-Control"] == "no-store"
    return answer.json()


def refusal(token: str) -> str:
    answer = asked(token)
    assert answer["data"] == {"preview": None}
    (error,) = answer["errors"]
    code: str = error["extensions"]["code"]
    return code


def test_an_editor_makes_a_token_that_opens_the_draft_as_it_would_be_published(
    city: City, editor: User, as_user: LogIn
) -> None:
    page, client = with_draft(city, "Not yet told"), as_user(editor)
    address = reverse("publishing_preview_tokens", args=[page.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    client.post(address, {"purpose": "The screen in the hall", "days": "7"})
    record = PreviewToken.objects.get()
    screen = client.get(address)
    assert token_of(record) in screen.content.decode()
    assert "no-store" in screen["Cache-Control"]

    draft = asked(token_of(record))["data"]["preview"]
    live = PublishedDocument.objects.get(city=city, uuid=page.translation_key, language="en").body
    assert draft.pop("body") == live | {"title": "Not yet told"}
    assert draft == {
        "uuid": str(page.translation_key),
        "language": "en",
        "requestedLanguage": "en",
        "translationState": "SOURCE",
        "title": "Not yet told",
        "revision": 0,
        "city": {"slug": city.slug},
    }


def test_a_token_opens_no_other_page_and_no_other_language(city: City, editor: User) -> None:
    page, other = with_draft(city, "One"), with_draft(city, "Another")
    german = make_translation(page, "de")
    record = token_for(page, editor)
    scope = {"id": record.pk, "uuid": str(page.translation_key), "language": "en"}
    signer = signing.Signer(salt=SALT)
    assert signer.sign_object(scope) == token_of(record), "what follows differs from it in one thing"
    assert refusal(signer.sign_object(scope | {"uuid": str(other.translation_key)})) == "PREVIEW"
    assert refusal(signer.sign_object(scope | {"language": "de"})) == "PREVIEW"
    opened = asked(token_of(token_for(german, editor)))["data"]["preview"]
    assert (opened["language"], opened["requestedLanguage"]) == ("de", "de")


def test_a_token_in_an_address_opens_nothing(city: City, editor: User) -> None:
    token = token_of(token_for(with_draft(city, "Not yet told"), editor))
    assert post(Client(), QUERY, variables={"token": token}, extensions=named(QUERY)).status_code == 200
    refused = get(Client(), QUERY, {"token": token})
    assert (refused.status_code, code_of(refused)) == (405, "METHOD")


def test_expired_revoked_and_forged_tokens_are_refused_with_the_same_words(
    city: City, editor: User, as_user: LogIn
) -> None:
    page = with_draft(city, "Not yet told")
    expired, revoked = token_for(page, editor, days=-0.001), token_for(page, editor)
    address = reverse("publishing_preview_tokens", args=[page.pk])
    as_user(editor).post(address, {"revoke": str(revoked.pk)})
    valid = token_of(token_for(page, editor))
    tokens = [
        token_of(expired),
        token_of(revoked),
        valid[:-1] + "~",
        signing.Signer().sign_object({"id": 1}),
        "",
        "é",
    ]
    assert {json.dumps(asked(token)["errors"][0]["message"]) for token in tokens} == {
        '"This token opens nothing: it is not one of ours, has expired or was revoked. Ask for another."'
    }
    assert asked(valid)["data"]["preview"]["title"] == "Not yet told"
    listed = as_user(editor).get(address).content.decode()
    assert (valid in listed, token_of(revoked) in listed) == (True, False)


def test_a_token_ends_with_the_right_of_who_made_it(city: City, editor: User) -> None:
    boss = make_user(city, Role.ADMINISTRATOR)
    page = with_draft(city, "Not yet told")
    tokens = [token_of(token_for(page, person)) for person in (editor, boss)]
    editor.groups.clear()
    User.objects.filter(pk=boss.pk).update(is_active=False, is_superuser=True)
    assert [refusal(token) for token in tokens] == ["PREVIEW"] * 2


def test_a_token_outlives_a_change_of_the_key_if_the_former_one_is_kept(
    city: City, editor: User, settings: Settings
) -> None:
    token = token_of(token_for(with_draft(city, "Not yet told"), editor))
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    assert refusal(token) == "PREVIEW"
    settings.SECRET_KEY_FALLBACKS = [former]
    assert asked(token)["data"]["preview"]["title"] == "Not yet told"


@pytest.mark.parametrize("who", [Role.TRANSLATOR, None])
def test_who_may_not_edit_the_page_makes_no_token_and_sees_none(city: City, who: Role | None, as_user: LogIn) -> None:
    page = with_draft(city, "Not yet told")
    stranger = make_user(city, who) if who else make_user(make_city("beta"), Role.ADMINISTRATOR)
    address = reverse("publishing_preview_tokens", args=[page.pk])
    client = as_user(stranger)
    assert client.get(address).status_code in (302, 403)
    assert client.post(address, {"days": "7"}).status_code in (302, 403)
    assert not PreviewToken.objects.exists()


def test_a_token_of_another_page_is_not_revoked_on_this_one(city: City, editor: User, as_user: LogIn) -> None:
    page, other = with_draft(city, "One"), with_draft(city, "Another")
    record = token_for(other, editor)
    as_user(editor).post(reverse("publishing_preview_tokens", args=[page.pk]), {"revoke": str(record.pk)})
    assert PreviewToken.objects.get().is_valid
