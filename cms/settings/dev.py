"""Settings of `make demo` and of everyday development: SQLite, debug pages, GraphiQL."""

from __future__ import annotations

import os

from .base import *  # noqa: F403 - the settings idiom: everything in base holds here too
from .base import INSTALLED_APPS, VAR_DIR

VAR_DIR.mkdir(exist_ok=True)  # SQLite makes its file and not the folder

DEBUG = True
SECRET_KEY = "for-development-only"
ALLOWED_HOSTS = ["*"]
AUTH_PASSWORD_VALIDATORS = []
INSTALLED_APPS += ["graphene_django_graphiql_static"]  # GraphiQL's files, so that /graphql loads nothing from elsewhere
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"  # on the console they would push away who can log in
WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{os.environ.get('WAYMARK_PORT', '8000')}"
GUIDE_SITE_ROOT = f"http://127.0.0.1:{os.environ.get('WAYMARK_GUIDES_PORT', '8001')}"
