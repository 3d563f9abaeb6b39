"""Checking a city's translations again, in the background."""

from __future__ import annotations

from django_tasks import task

from cms.locks import held
from cms.strictness.checking_again import check_again, lock_of_city
from cms.strictness.models import Recheck


@task(queue_name="translate")
def check_city_again(city_id: int) -> int:
    """Run the checks over what is left of a city's translations, as it wants them now; return how many there were.

    One worker at a time does a city; another leaves it to that one, which looks once more after it has let go. One
    that is killed loses what it did since it last kept how far it was.
    """
    checked = 0
    while Recheck.objects.due().filter(city=city_id).exists():
        with held(lock_of_city(city_id)) as is_mine:
            if not is_mine:
                break
            checked += check_again(city_id)
    return checked
