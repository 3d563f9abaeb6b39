"""Waking the tasks once a transaction has committed, however many changes it held."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from cms.cities.models import City


def wake_builder(city: City) -> None:
    """Enqueue a build of the city after the commit, once per transaction, unless the installation builds by hand."""
    if not settings.GUIDE_BUILD_ON_PUBLISH:
        return
    connection = transaction.get_connection()
    waiting = any(getattr(entry[1], "waymark_city", None) == city.pk for entry in connection.run_on_commit)
    if not waiting:
        transaction.on_commit(_Wakeup(city.pk))


class _Wakeup:
    """A callback that knows its city, so that a transaction registers it once."""

    def __init__(self, city_id: int) -> None:
        self.waymark_city = city_id

    def __call__(self) -> None:
        from cms.publishing.tasks import build_city_guide

        build_city_guide.enqueue(self.waymark_city)
