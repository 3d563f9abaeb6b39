"""Settings of the test suite: tasks run at once, cheap password hashes, no files outside temporary folders."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403 - the settings idiom: everything in base holds here too
from .base import INSTALLED_APPS, MIDDLEWARE, TASKS

SECRET_KEY = "for-tests-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS += ["graphene_django_graphiql_static"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
WAGTAIL_AUTOSAVE_INTERVAL = 0
AXES_ENABLED = False  # counts each log-in in the database; its tests switch it on
GUIDE_BUILD_ON_PUBLISH = False
LINK_CHECKS = False
API_RATE = 0.0  # all tests have one address
# Each process of a test run has a database of its own, in which the same ids name other things.
TASK_LOCK_DIR = Path(tempfile.gettempdir()) / f"waymark-tests-{os.getpid()}"
# Nothing is collected for the tests, and WhiteNoise warns of a folder that is not there.
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
MIDDLEWARE.insert(0, "tests.serving.count_requests")
