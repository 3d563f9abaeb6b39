"""The releases of a guide that are kept, and making an earlier one live again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.cities.models import City
from cms.locks import held
from cms.publishing.building import is_published
from cms.publishing.due import lock_of_guide
from cms.publishing.models import Build
from cms.publishing.signals import guide_settled
from site_builder.build import city_folder
from site_builder.errors import DamagedReleaseError, ReleaseError, SiteBuilderError
from site_builder.release import Release, Releases
from site_builder.targets.deploying import deploy

ACTION = "waymark.roll_back"


@dataclass(frozen=True)
class Kept:
    """A release that is kept."""

    name: str
    is_live: bool
    is_newest: bool
    files: int | None
    size: int | None
    """Bytes; None, as `files`, where its manifest cannot be read."""
    is_whole: bool
    """Whether readers can be given it."""
    made: datetime | None
    """When a worker had built it; None if it was built elsewhere."""


def kept_releases(city: City) -> list[Kept]:
    """Releases of a city's guide, the newest first."""
    releases = releases_of(city)
    found = releases.all()[::-1]
    live = _live(releases)
    made = dict(
        Build.objects.filter(city=city, outcome=Build.Outcome.LIVE, release__in=[each.name for each in found])
        .order_by("pk")
        .values_list("release", "finished_at")
    )
    return [_kept(release, release.name == live, release == found[0], made.get(release.name)) for release in found]


def roll_back(city: City, name: str, user: Any) -> None:
    """Make a kept release live, and keep who did it. Waits for nobody.

    Raises:
        ReleaseError: if there is no such release, if it cannot be given to readers, while a build is running, or
            while the guide is offline.
        site_builder.errors.SiteBuilderError: if a target could not be brought up to it.
    """
    if not is_published(city):
        raise ReleaseError(_("The guide is offline: its home page is not published. Publish it first."))
    releases = releases_of(city)
    before = _live(releases)
    started = timezone.now()
    with held(lock_of_guide(city)) as is_mine:
        if not is_mine:
            _refuse()
        releases.rollback(name, waiting=_refuse)
        with transaction.atomic():
            note = Build.objects.create(
                city=city,
                asked_by=user,
                started_at=started,
                finished_at=timezone.now(),
                outcome=Build.Outcome.ROLLED_BACK,
                release=name,
                report={"before": before},
            )
            log(instance=city, action=ACTION, user=user, data={"release": name, "before": before})
            guide_settled.send(
                sender=Build,
                city=city,
                outcome=Build.Outcome.ROLLED_BACK,
                release=name,
                revision=_revision_of(city, name),
            )
        if settings.GUIDE_TARGETS:
            _deploy(releases, note)


def _deploy(releases: Releases, note: Build) -> None:
    """Bring the targets up to what is live here, and keep with the record why that did not succeed."""
    try:
        deploy(releases.folder, settings.GUIDE_TARGETS)
    except SiteBuilderError as error:
        note.error = str(error)
        note.save(update_fields=["error"])
        raise


def _revision_of(city: City, release: str) -> int | None:
    """Up to which revision a release shows the documents; None once the record of its build is gone."""
    build = Build.objects.filter(city=city, release=release, outcome=Build.Outcome.LIVE).order_by("-pk").first()
    return build.report["revision"] if build else None


def releases_of(city: City) -> Releases:
    """What the builder keeps of a city."""
    return Releases(city_folder(Path(settings.GUIDE_BUILD_DIR), city.slug))


def _live(releases: Releases) -> str:
    try:
        live = releases.current()
    except DamagedReleaseError:
        return ""
    return live.name if live else ""


def _kept(release: Release, is_live: bool, is_newest: bool, made: datetime | None) -> Kept:
    manifest = None if release.trouble else release.manifest
    return Kept(
        name=release.name,
        is_live=is_live,
        is_newest=is_newest,
        files=manifest.count if manifest else None,
        size=manifest.size if manifest else None,
        is_whole=release.is_whole,
        made=made,
    )


def _refuse() -> None:
    raise ReleaseError(_("A build of this guide is running. Try again when it has ended."))
