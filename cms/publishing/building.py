"""Building the guides from the published documents, in process: the same code as `python -m site_builder`."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from django.conf import settings

from cms.api import execute
from cms.cities.models import City
from cms.publishing.models import Build, PublishedDocument
from cms.publishing.pictures import original
from cms.publishing.recording import newest_revision
from cms.publishing.themes import theme_of
from site_builder.build import build_city, built_revision, city_folder, newest_known
from site_builder.client import GraphQLFeed
from site_builder.guide import GuideError
from site_builder.progress import Progress
from site_builder.release import Releases
from site_builder.result import BuildResult
from site_builder.targets.deploying import deploy
from site_builder.workshop import Workshop

# One for each city that this process builds: a worker has its documents and templates at hand for the next edit.
_workshops: dict[tuple[str, str], Workshop] = defaultdict(Workshop)
_WORKSHOPS = 50  # cities; beyond them all are closed, so that a worker does not grow with the installation


def is_buildable(city: City) -> bool:
    """Whether there is a guide to bring up to date: the city is published, or was and is still live for readers."""
    return is_published(city) or _is_live(city)


def built_to(city: City) -> int:
    """The revision of the documents that readers see; 0 before the first build.

    With targets, machines build on disks of their own and any may have built last: what was recorded tells. Without,
    this machine's disk is what readers see.
    """
    if settings.GUIDE_TARGETS:
        last = _last_told(city)
        return int(last.report["revision"]) if last else 0
    return built_revision(Path(settings.GUIDE_BUILD_DIR), city.slug)


def is_built_from_another_past(city: City, newest: int) -> bool:
    """Whether the guide was built to another change of the same revision: an older backup of the database was put back,
    and since then as much was published as before. With targets the record of what was built went back with it.
    """
    known = None if settings.GUIDE_TARGETS else newest_known(Path(settings.GUIDE_BUILD_DIR), city.slug)
    if known is None:
        return False
    change = PublishedDocument.objects.filter(city=city, revision=newest).only("uuid", "language", "body_hash").first()
    return change is not None and known != (str(change.uuid), change.language, change.body_hash or None)


def build_guide(city: City, progress: Progress = lambda event: None) -> BuildResult:
    """Bring the live release of a city's guide up to its newest documents, and each target up to that release.

    Raises:
        site_builder.errors.SiteBuilderError: naming the document and the template at fault, or the target; what could
            not be brought up to date stays as it was.
    """
    newest = newest_revision(city)
    try:
        result = build_city(
            GraphQLFeed(execute),
            city.slug,
            Path(settings.GUIDE_BUILD_DIR),
            theme_of(city),
            site_url=city.guide_url,
            precompress=settings.GUIDE_PRECOMPRESS,
            fetch=original,
            progress=progress,
            workshop=_workshop(city),
        )
    except GuideError:
        if not settings.GUIDE_TARGETS or is_published(city):
            raise
        result = _offline(city, newest)  # another machine had it live
    if settings.GUIDE_TARGETS:
        # Also where nothing is new here: another machine may have built last.
        deploy(city_folder(Path(settings.GUIDE_BUILD_DIR), city.slug), settings.GUIDE_TARGETS, progress)
    return result


def is_published(city: City) -> bool:
    """Whether the guide is meant to be found by readers."""
    return PublishedDocument.objects.current().filter(city=city, kind="city").exists()


def _is_live(city: City) -> bool:
    if settings.GUIDE_TARGETS:
        last = _last_told(city)
        return last is not None and last.outcome != Build.Outcome.OFFLINE
    return Releases(city_folder(Path(settings.GUIDE_BUILD_DIR), city.slug)).current() is not None


def _last_told(city: City) -> Build | None:
    """The last build of a city that came to a good end, on whatever machine."""
    return Build.objects.told().filter(city=city).order_by("-pk").first()


def _offline(city: City, revision: int) -> BuildResult:
    return BuildResult(
        city=city.slug,
        release="",
        created=False,
        revision=revision,
        languages=[],
        files=0,
        rendered=0,
        reused=0,
        written=0,
        removed=0,
        size=0,
        written_size=0,
        seconds=0.0,
        causes=[],
        warnings=[],
        warned=0,
    )


def _workshop(city: City) -> Workshop:
    """The tools that builds of a city in this process share."""
    key = str(settings.GUIDE_BUILD_DIR), city.slug
    if key not in _workshops and len(_workshops) >= _WORKSHOPS:
        for workshop in _workshops.values():
            workshop.close()
        _workshops.clear()
    return _workshops[key]
