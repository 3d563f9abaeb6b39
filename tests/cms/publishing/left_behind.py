"""What a worker left in the database: counted, for tests that kill one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from translations.engines.records import EngineReservation, EngineUsage
from translations.models import MachineProvenance


def left_behind() -> dict[str, Any]:
    """Segments, texts, what made them, pages and what was paid."""
    texts = StringTranslation.objects.all()
    doubled = texts.values("translation_of", "context", "locale").annotate(number=Count("pk")).filter(number__gt=1)
    titles = Counter(live_titles())
    return {
        "segments": StringSegment.objects.count(),
        "texts": texts.count(),
        "doubled texts": doubled.count(),
        "with provenance": MachineProvenance.objects.count(),
        "pages live": len(titles),
        "doubled pages": sum(number > 1 for number in titles.values()),
        "characters used": sum(EngineUsage.objects.values_list("characters", flat=True)),
        "characters reserved": sum(EngineReservation.objects.values_list("characters", flat=True)),
    }


def live_titles() -> list[str]:
    """The titles of the translated articles that readers see."""
    pages = Page.objects.filter(locale__language_code="de", title__startswith="elcitrA", live=True)
    return list(pages.values_list("title", flat=True))


def revisions() -> int:
    """How many revisions all translated pages have together."""
    return sum(page.revisions.count() for page in Page.objects.filter(locale__language_code="de"))
