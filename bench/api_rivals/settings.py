"""Settings of the rivals: what Wagtail, Grapple and Strawberry need, in memory."""

from __future__ import annotations

SECRET_KEY = "for-the-benchmark-only"  # noqa: S105 - nobody logs in
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "bench.api_rivals.apps.ApiRivalsConfig",
    "grapple",
    "graphene_django",
    "strawberry_django",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE: list[str] = []
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}}]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}


class Unmigrated(dict[str, None]):
    """No app has migrations: tables are made as the models say."""

    def __contains__(self, _app: object) -> bool:
        """Say so of every app."""
        return True

    def __getitem__(self, _app: str) -> None:
        """None stands for no migrations."""


MIGRATION_MODULES = Unmigrated()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "bench.api_rivals.urls"
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "Rivals"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}
USE_TZ = True
GRAPHENE = {"SCHEMA": "grapple.schema.schema"}
GRAPPLE = {"APPS": ["api_rivals"], "PAGE_SIZE": 100, "MAX_PAGE_SIZE": 100, "EXPOSE_GRAPHIQL": False}
