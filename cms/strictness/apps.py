"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrictnessConfig(AppConfig):
    """How strict a city is with its translations."""

    name = "cms.strictness"
    label = "strictness"
    verbose_name = _("Checks")
