"""Ids that are enough to find a document again as it was answered: in which city, for readers of which languages."""

from __future__ import annotations

import base64
import binascii
import uuid as uuids

from cms.api.errors import QueryError


def global_id(city: str, languages: tuple[str, ...], uuid: str) -> str:
    """The id of a document as readers of these languages get it: opaque for those who use it, and always the same."""
    return base64.urlsafe_b64encode(f"{city}/{','.join(languages)}/{uuid}".encode()).decode().rstrip("=")


def parts_of(identity: str) -> tuple[str, tuple[str, ...], str]:
    """City, languages and UUID of a document, from its id. Raises QueryError if it is none of ours."""
    try:
        text = base64.urlsafe_b64decode(identity.encode() + b"=" * (-len(identity) % 4)).decode()
        city, languages, uuid = text.split("/")
        if "\0" in text:
            raise ValueError(text)  # databases do not take it
        return city, tuple(languages.split(",")), str(uuids.UUID(uuid))
    except (ValueError, binascii.Error):
        raise QueryError("ID", f"{identity[:40]!r} is not an `id` of this API. Take it from a document.") from None


def uuid_from(value: str) -> str:
    """A UUID as documents spell it. Raises QueryError if it is none."""
    try:
        return str(uuids.UUID(value))
    except ValueError:
        raise QueryError("UUID", f"{value[:40]!r} is not a UUID.") from None
