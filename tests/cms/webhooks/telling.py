"""A city's webhooks and messages, as the tests of both need them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.cities.models import City
from cms.publishing.models import Build
from cms.publishing.recording import newest_revision
from cms.webhooks.announcing import announce, note_what_is_live
from cms.webhooks.models import Delivery, Webhook
from cms.webhooks.secrets import make_secret
from tests.conftest import ROOT

DOCS = ROOT / "docs" / "api" / "webhooks.md"


def hook(city: City, url: str, **facts: Any) -> Webhook:
    """A webhook with a secret."""
    made = Webhook.objects.create(city=city, name="Kiosk", url=url, **facts)
    make_secret(made, timezone.now())
    note_what_is_live(city)
    return made


def live(city: City, release: str = "000001-a", revision: int | None = None) -> list[Delivery]:
    """What is written when a release goes live."""
    newest = newest_revision(city) if revision is None else revision
    return announce(city, Build.Outcome.LIVE, release, newest)


def later(delivery: Delivery, **pause: int) -> None:
    """Let time pass for a message."""
    Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now() - timedelta(**pause or {"seconds": 1}))


def is_ours() -> Callable[[str, dict[str, str], bytes], bool]:
    """The function that the documentation has readers copy."""
    [example] = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)  # it is ours
    found: Callable[[str, dict[str, str], bytes], bool] = names["is_ours"]
    return found
