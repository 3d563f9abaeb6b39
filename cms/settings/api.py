"""Settings of the process that answers the API and nothing else, beside the CMS: docs/operators/serving.md."""

from __future__ import annotations

from . import api_alone
from .production import *  # noqa: F403 - the settings idiom: everything in production holds here too
from .production import DATABASES

ROOT_URLCONF = api_alone.URLS
MIDDLEWARE = api_alone.MIDDLEWARE
DATABASES = api_alone.read_only(DATABASES)
