"""Whether a guide is to be built: told by the data, whatever became of tasks and workers."""

from __future__ import annotations

from cms.cities.models import City
from cms.publishing.build_record import Build
from cms.publishing.building import built_to, is_buildable
from cms.publishing.recording import newest_revision


def build_due(city: City) -> tuple[int, int] | None:
    """The newest revision of a city's documents and the one its guide was built to, if a build would change that, or
    if somebody asked for one.

    The second is the higher one after a backup of the database was put back: then, too, the guide is to be built.
    """
    newest = newest_revision(city)
    built = built_to(city)
    is_due = newest != built or Build.objects.waiting().filter(city=city).exists()
    return (newest, built) if is_due and is_buildable(city) else None


def lock_of_guide(city: City) -> str:
    """The name of the lock that a worker holds while it builds a city's guide and has it go live."""
    return f"guide-{city.pk}"
