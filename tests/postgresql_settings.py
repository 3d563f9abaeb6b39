"""The test settings on the PostgreSQL server that tests.postgresql runs."""

from __future__ import annotations

import os

from cms.settings.test import *  # noqa: F403 - the settings idiom: everything in test holds here too

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "waymark",
        "HOST": os.environ["WAYMARK_TEST_POSTGRESQL"],
    }
}
