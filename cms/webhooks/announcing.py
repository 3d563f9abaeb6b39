"""From a release that went live to a message for each webhook of its city, in one transaction with the build's end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.cities.models import City
from cms.publishing.models import Build, PublishedDocument
from cms.queueing import after_commit
from cms.webhooks.models import Announced, Delivery, Webhook
from site_builder.build import built_revision, city_folder
from site_builder.release import Releases

MOST_DOCUMENTS = 100  # that a message names; the feed has all


def announce(city: City, outcome: str, release: str, revision: int | None, **_signal: Any) -> list[Delivery]:
    """Write the messages of a release, unless it was announced before; see cms.publishing.signals.guide_settled."""
    with transaction.atomic():
        last, is_first = Announced.objects.select_for_update().get_or_create(city=city)
        if last.release == release and not is_first:
            return []
        known = last.revision
        last.release, last.revision = release, known if revision is None else revision
        last.save()
        if is_first and not release:
            return []
        is_rolled_back = outcome == Build.Outcome.ROLLED_BACK
        changed = [] if is_rolled_back or not release else _changed(city, known, last.revision)
        told = {"release": release, "revision": revision, "previousRevision": known}
        event = Delivery.Event.OFFLINE if not release else Delivery.Event.LIVE
        event = Delivery.Event.ROLLED_BACK if is_rolled_back else event
        written = [
            message(webhook, event, told | documents)
            for webhook in Webhook.objects.filter(city=city, active=True)
            if (documents := _for(webhook, changed, event)) is not None
        ]
        Delivery.objects.bulk_create(written)
    for delivery in written:
        wake_after_commit(delivery.webhook_id)
    return written


def message(webhook: Webhook, event: Delivery.Event, data: dict[str, Any]) -> Delivery:
    """A message that is due now, not stored yet."""
    now = timezone.now()
    city = webhook.city
    body = {
        "type": event,
        "timestamp": now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "data": {"city": city.slug, "guide": city.guide_url, **data},
    }
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Delivery(webhook=webhook, event=event, body=text, due_at=now)


def wake_after_commit(webhook_id: int) -> None:
    """Have what is due to a webhook delivered once this is stored."""
    from cms.webhooks.tasks import deliver_webhook

    after_commit(deliver_webhook.enqueue, webhook_id)


def note_what_is_live(city: City) -> None:
    """Begin with the release that is live: whoever registers a webhook is told of the next one."""
    release, revision = live_release(city)
    Announced.objects.get_or_create(city=city, defaults={"release": release, "revision": revision})


def live_release(city: City) -> tuple[str, int]:
    """The name of the release that readers see, empty if there is none, and the revision that it shows."""
    if settings.GUIDE_TARGETS:
        last = Build.objects.told().filter(city=city).order_by("-pk").first()
        return (last.release, int(last.report.get("revision", 0))) if last else ("", 0)
    folder = Path(settings.GUIDE_BUILD_DIR)
    live = Releases(city_folder(folder, city.slug)).current()
    return (live.name if live else "", built_revision(folder, city.slug))


def _changed(city: City, after: int, revision: int) -> list[dict[str, Any]]:
    """The documents that are newer than what was announced last, oldest change first."""
    rows = PublishedDocument.objects.of_city(city.slug).after(after).filter(revision__lte=revision)
    return [{**row, "uuid": str(row["uuid"])} for row in rows.values("uuid", "language", "withdrawn")]


def _for(webhook: Webhook, changed: list[dict[str, Any]], event: Delivery.Event) -> dict[str, Any] | None:
    """What a message says of documents; None for a release in which nothing changed in the languages it asks for."""
    wanted = webhook.languages
    found = [row for row in changed if not wanted or row["language"] in wanted]
    if wanted and event == Delivery.Event.LIVE and not found:
        return None
    return {
        "languages": sorted({row["language"] for row in found}),
        "documents": found[:MOST_DOCUMENTS],
        "moreDocuments": len(found) > MOST_DOCUMENTS,
    }
