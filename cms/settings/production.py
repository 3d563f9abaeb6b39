"""Settings of a public installation. Everything that differs between installations comes from the environment."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from . import logs
from .base import *  # noqa: F403 - the settings idiom: everything in base holds here too
from .base import DATABASES, INSTALLED_APPS, SEARCH, TASKS
from .mail import mail_by
from .queue import APP, BACKEND, CLASSES, queues_in_redis


def required(name: str) -> str:
    """The value of an environment variable that has no safe default."""
    if not (value := os.environ.get(name, "").strip(", ")):
        message = f"Set the environment variable {name}: docs/operators/settings.md says what it is."
        raise ImproperlyConfigured(message)
    return value


DEBUG = False
SECRET_KEY = required("WAYMARK_SECRET_KEY")
SECRET_KEY_FALLBACKS = os.environ.get("WAYMARK_FORMER_SECRET_KEYS", "").split()
ALLOWED_HOSTS = [host.strip() for host in required("WAYMARK_HOSTS").split(",")]
WAGTAILADMIN_BASE_URL = f"https://{ALLOWED_HOSTS[0]}"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

if "WAYMARK_POSTGRESQL_DATABASE" in os.environ:
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["WAYMARK_POSTGRESQL_DATABASE"],
        "HOST": os.environ.get("WAYMARK_POSTGRESQL_HOST", ""),
        "PORT": os.environ.get("WAYMARK_POSTGRESQL_PORT", ""),
        "USER": os.environ.get("WAYMARK_POSTGRESQL_USER", ""),
        "PASSWORD": os.environ.get("WAYMARK_POSTGRESQL_PASSWORD", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,  # a restart of the database costs nobody the page that they save next
    }

if os.environ.get("WAYMARK_QUEUE_URL"):
    INSTALLED_APPS += [APP]
    TASKS["default"]["BACKEND"] = BACKEND
    RQ = CLASSES
    RQ_QUEUES = queues_in_redis(os.environ["WAYMARK_QUEUE_URL"], TASKS["default"]["QUEUES"])

LOGGING = logs.TO_STANDARD_ERROR

globals().update(mail_by(os.environ.get("WAYMARK_MAIL_SERVER", "smtp://localhost")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("WAYMARK_MAIL_FROM", f"waymark@{ALLOWED_HOSTS[0]}")

SEARCH = os.environ.get("WAYMARK_SEARCH", SEARCH)

GUIDE_TARGETS = os.environ.get("WAYMARK_GUIDE_TARGETS", "").split()

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
API_RATE = float(os.environ.get("WAYMARK_API_RATE", "10"))
WEB_SERVERS_IN_FRONT = int(os.environ.get("WAYMARK_WEB_SERVERS", "1"))
SECOND_FACTOR_FOR = os.environ.get("WAYMARK_SECOND_FACTOR", "administrators")
