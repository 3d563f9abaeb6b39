"""Where cities meet the content model: a city gets its directories when it is made, and when it gets a language,
and cities that there are get those of new kinds with an upgrade.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from cms.cities.models import City
from cms.cities.signals import city_provisioned
from cms.guides.directories import complete_directories, ensure_directories


def connect(app: AppConfig) -> None:
    """Connect every handler of this module."""
    post_migrate.connect(_migrated, sender=app, dispatch_uid="waymark-new-directories")
    city_provisioned.connect(_provisioned, dispatch_uid="waymark-directories")


def _provisioned(city: City, **kwargs: Any) -> None:
    ensure_directories(city)


def _migrated(plan: Sequence[tuple[Any, bool]] = (), **kwargs: Any) -> None:
    # An emptied database has no plan, and one that goes back to an older version needs nothing that is new.
    if plan and not any(is_backwards for _migration, is_backwards in plan):
        complete_directories()
