"""System checks of the settings of this app: a wrong one is told when the CMS starts and not when a guide is due."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from cms.publishing.themes import themes
from site_builder.errors import TargetError
from site_builder.targets.addresses import CITY, target_at


@register()
def check_targets(**kwargs: Any) -> list[Error]:
    """Guides are taken to addresses that there can be, and each city to its own."""
    found = []
    for address in settings.GUIDE_TARGETS:
        try:
            target_at(address, "city")
        except TargetError as error:
            found.append(Error(f"GUIDE_TARGETS: {error}", id="publishing.E001"))
        else:
            if CITY not in address:
                hint = f"Write {CITY} where the slug of the city belongs."
                message = f"GUIDE_TARGETS: all cities would be taken to {address}, one in the place of the other."
                found.append(Error(message, hint=hint, id="publishing.E002"))
    return found


@register()
def check_themes(**kwargs: Any) -> list[Error]:
    """Every theme is a folder."""
    hint = "GUIDE_THEME_DIR and the values of GUIDE_CITY_THEMES are folders of themes, for instance themes/waymark."
    return [
        Error(f"There is no theme at {folder}.", hint=hint, id="publishing.E003")
        for folder in themes()
        if not folder.is_dir()
    ]
