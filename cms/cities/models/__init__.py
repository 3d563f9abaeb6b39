"""Models of the cities app, one class to a module where it stands alone."""

from __future__ import annotations

from cms.cities.models.approval import ApprovalTask
from cms.cities.models.city import LANGUAGE_ROLES, City, CityLanguage, CityRole, Role
from cms.cities.models.city_page import CityPage, CityTreeMixin

__all__ = ["LANGUAGE_ROLES", "ApprovalTask", "City", "CityLanguage", "CityPage", "CityRole", "CityTreeMixin", "Role"]
