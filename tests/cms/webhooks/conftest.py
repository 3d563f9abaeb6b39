"""What the tests of webhooks share: receivers on this machine are let in, and a city."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from cms.cities.models import City
from tests.cms.factories import make_city


@pytest.fixture
def city(settings: Settings, tmp_path: Path) -> City:
    """A city, while the installation is one for development."""
    settings.DEBUG = True
    settings.GUIDE_BUILD_DIR = tmp_path / "build"
    return make_city()
