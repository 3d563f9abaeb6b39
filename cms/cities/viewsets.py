"""The admin's views of pages, for all kinds of pages."""

from __future__ import annotations

from wagtail.admin.viewsets.pages import PageViewSet

from cms.cities.filters import PageFilterSet


class CityPageViewSet(PageViewSet):
    """The explorer, with filters that offer the people and the site of the user's own cities."""

    filterset_class = PageFilterSet
