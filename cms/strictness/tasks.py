"""Checking a city's translations again, in the background."""

from __future__ import annotations

from django_tasks import task

from cms.locks import held
from cms.strictness.checking_again import check_again, lock_of_city


@task(queue_name="translate")
def check_city_again(city_id: int) -> int:
    """Run the checks over what is left of a city's translations, as it wants them now; return how many there were.

    One worker at a time does a city. One that is killed loses what it did since it last kept how far it was.
    """
    with held(lock_of_city(city_id)) as is_mine:
        return check_again(city_id) if is_mine else 0
