"""Settings of `make demo` and of everyday development: SQLite, debug pages, GraphiQL."""

from __future__ import annotations

from .base import *  # noqa: F403 - the settings idiom: everything in base holds here too

DEBUG = True
SECRET_KEY = "for-development-only"
ALLOWED_HOSTS = ["*"]
AUTH_PASSWORD_VALIDATORS = []
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
