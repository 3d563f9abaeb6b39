"""From a token to the draft that it opens, and to nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from wagtail.models import Page

from cms.publishing.previews.record import PreviewToken

SALT = "cms.publishing.previews"
# Says how the draft of a page becomes a document. cms.publishing.apps fills it in: the API, which reads from here, must
# not know the content model.
MAKERS: list[Callable[[Page], tuple[str, dict[str, Any]]]] = []


class PreviewRefusedError(Exception):
    """The token opens nothing. Whoever holds it is not told why: it may have been guessed."""


@dataclass(frozen=True)
class Draft:
    """A draft as a document, beside what is published in its city and language."""

    city: str
    language: str
    body: dict[str, Any]


def token_of(record: PreviewToken) -> str:
    """The token that is handed out: the same each time, so that it can be shown again."""
    return signing.Signer(salt=SALT).sign_object({"id": record.pk, **_scope(record.page)})


def open_draft(token: str) -> Draft:
    """The draft that a token opens.

    Raises PreviewRefusedError if the token was not made here, has expired or was revoked, if its page is gone, and if
    whoever made it may no longer edit the page.
    """
    try:
        claimed = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        raise PreviewRefusedError from None
    valid = PreviewToken.objects.valid().select_related("page__locale", "made_by")
    record = valid.filter(pk=claimed["id"]).first()
    if record is None or claimed != {"id": record.pk, **_scope(record.page)}:
        raise PreviewRefusedError
    page = record.page.specific
    if not page.permissions_for_user(record.made_by).can_edit():
        raise PreviewRefusedError
    (make,) = MAKERS
    city, body = make(page)
    return Draft(city, body["language"], body)


def _scope(page: Page) -> dict[str, str]:
    """What a token is good for."""
    return {"uuid": str(page.translation_key), "language": page.locale.language_code}
