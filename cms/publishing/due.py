"""Whether a guide is to be built: told by the data, whatever became of tasks and workers."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from cms.cities.models import City
from cms.publishing.build_record import Build
from cms.publishing.building import built_to, is_buildable, is_built_from_another_past
from cms.publishing.recording import newest_revision
from site_builder.build import city_folder
from site_builder.errors import SiteBuilderError
from site_builder.targets.deploying import targets_due


def build_due(city: City) -> tuple[int, int] | None:
    """The newest revision of a city's documents and the one its guide was built to, if a build would change that, if
    somebody asked for one, or if a target is not known to have what is live on this machine.

    After a backup of the database was put back, too, the guide is to be built: the second is the higher one, or both
    are equal, if as much was published since, and mean other changes.
    """
    newest = newest_revision(city)
    built = built_to(city)
    is_due = (
        newest != built
        or Build.objects.owed().filter(city=city).exists()
        or _lacks_a_target(city)
        or is_built_from_another_past(city, newest)
    )
    return (newest, built) if is_due and is_buildable(city) else None


def _lacks_a_target(city: City) -> bool:
    """Whether a release went live here and did not get everywhere: a target failed, or has just been named."""
    folder = city_folder(Path(settings.GUIDE_BUILD_DIR), city.slug)
    try:
        return bool(settings.GUIDE_TARGETS and targets_due(folder, settings.GUIDE_TARGETS))
    except SiteBuilderError:  # the build says it, to those who look for it
        return True


def lock_of_guide(city: City) -> str:
    """The name of the lock that a worker holds while it builds a city's guide and has it go live."""
    return f"guide-{city.pk}"
