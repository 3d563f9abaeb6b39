"""Checking a city's translations again, in the background."""

from __future__ import annotations

from django_tasks import task
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.cities.models import City
from translations.checking import check_translation
from translations.stored_states import mark_stale


@task(queue_name="translate")
def check_city_again(city_id: int) -> int:
    """Run the checks over every translation of a city, as it wants them now; return how many there are.

    Doing it twice, or half, harms nothing: each translation's findings are replaced by what is found now.
    """
    city = City.objects.get(pk=city_id)
    keys = {
        key
        for home in city.pages.filter(locale=city.source_locale)
        for key in Page.objects.descendant_of(home, inclusive=True).values_list("translation_key", flat=True)
    }
    translations = StringTranslation.objects.filter(context__object__in=keys)
    count = 0
    for translation in translations.select_related("translation_of__locale", "locale", "context").iterator(500):
        check_translation(translation)
        count += 1
    mark_stale(keys)
    return count
