"""Models of the cities app, one class to a module where it stands alone."""

from __future__ import annotations

from cms.cities.models.city import City, CityLanguage, CityRole, Role
from cms.cities.models.city_page import CityPage, CityTreeMixin

__all__ = ["City", "CityLanguage", "CityPage", "CityRole", "CityTreeMixin", "Role"]
