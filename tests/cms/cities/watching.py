"""Sending requests and watching what they show and what they change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction
from django.test import Client
from wagtail.admin.menu import Menu
from wagtail.admin.search import Search
from wagtail.admin.templatetags import wagtailadmin_tags

# Rows that belong to the request itself, its session and the traces of a logged-in person, the key that they are shown
# for a second factor, and those that who reads them first computes from others.
OWN_TRACES = {
    "django_session",
    "otp_totp_totpdevice",
    "wagtailusers_userprofile",
    "translations_stalestate",
    "translations_storedstate",
}
WRITE = re.compile(r'^\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What came back, and the tables in which the request changed rows."""

    status: int
    text: str
    written: frozenset[str]

    def shows(self, mark: str) -> bool:
        """Whether body, headers or cookies bear the mark."""
        return mark.lower() in self.text.lower()


def ask(client: Client, method: str, address: str, data: Mapping[str, Any] | None = None) -> Answer:
    """Send a request, note what it changes, and take its changes back."""
    with transaction.atomic(), watching_writes() as written:
        kwargs = {"content_type": "application/x-www-form-urlencoded"} if method in {"put", "delete"} else {}
        response = getattr(client, method)(address, data or {}, **kwargs)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if callable(getattr(response, "close", None)):
            response.close()
        transaction.set_rollback(True)
    head = f"{response.headers} {response.cookies}"
    return Answer(response.status_code, head + body.decode(errors="replace"), frozenset(written - OWN_TRACES))


@contextmanager
def watching_writes() -> Iterator[set[str]]:
    """The names of the tables in which rows are added, changed or deleted while the block runs."""
    written: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        match = WRITE.match(sql)
        if match and context["cursor"].rowcount:
            written.add(match[1])
        return result

    with connection.execute_wrapper(note):
        yield written


@contextmanager
def without_menu() -> Iterator[None]:
    """Pages of the admin have no menu, and no words for scripts: they are the same on each, and most of its time."""
    nothing: dict[str, Any] = {"return_value": []}
    with (
        patch.object(Menu, "menu_items_for_request", **nothing),
        patch.object(Search, "search_items_for_request", **nothing),
        patch.object(wagtailadmin_tags, "get_js_translation_strings", **nothing),
    ):
        yield
