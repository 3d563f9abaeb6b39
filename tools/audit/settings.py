"""The audit's settings: the content as it is in the repository, in a database of its own."""

from __future__ import annotations

from cms.settings.base import BASE_DIR, DATABASES
from cms.settings.dev import *  # noqa: F403 - the settings idiom: everything in dev holds here too

CONTENT = BASE_DIR / "build" / "audit" / "content"
DATABASES["default"]["NAME"] = CONTENT / "content.sqlite3"
# Made anew whenever it is in doubt, so it need not survive a power cut.
DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody logs in
SEARCH_INDEX_DIR = CONTENT / "search"
TASK_LOCK_DIR = CONTENT / "locks"
MEDIA_ROOT = CONTENT / "media"
GUIDE_BUILD_DIR = BASE_DIR / "build" / "audit" / "guides"
GUIDE_BUILD_ON_PUBLISH = False
GUIDE_PRECOMPRESS = True
