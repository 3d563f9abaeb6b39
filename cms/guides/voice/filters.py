"""What the list of voice notes is narrowed to."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Locale

from cms.cities.models import City, CityPage
from cms.guides.models import VoiceNote


def in_cities(notes: QuerySet[VoiceNote], cities: QuerySet[City]) -> QuerySet[VoiceNote]:
    """Those of the notes whose pages belong to one of the cities."""
    within = Q(pk__in=[])
    for path in CityPage.objects.filter(city__in=cities).values_list("path", flat=True):
        within |= Q(page__path__startswith=path)
    return notes.filter(within)


class VoiceNoteFilterSet(WagtailFilterSet):
    """By city, for those who have several, and by language. Nothing of another city is offered."""

    city = django_filters.ModelChoiceFilter(queryset=City.objects.none(), method="of_city", label=_("City"))
    language = django_filters.ModelChoiceFilter(
        field_name="page__locale", queryset=Locale.objects.none(), label=_("Language")
    )

    class Meta:
        model = VoiceNote
        fields = ["city", "language"]

    def __init__(self, *args: Any, request: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        cities = City.objects.edited_by(request.user)
        locales = Locale.objects.filter(pk__in=CityPage.objects.filter(city__in=cities).values("locale"))
        for name, offered in (("city", cities), ("language", locales)):
            self.filters[name].queryset = self.filters[name].extra["queryset"] = offered
        if cities.count() < 2:
            del self.filters["city"]

    def of_city(self, notes: Any, _name: str, city: City) -> Any:
        """The notes of a city: they know it by where their pages stand."""
        return in_cities(notes, City.objects.filter(pk=city.pk))
