"""Taking a city's live release to its targets, and remembering which of them has it.

The release in `build/<city>` is the truth; a target mirrors it. What is due follows from comparing the two, so a target
that failed is brought up to date by whoever looks next.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from site_builder.errors import DamagedReleaseError, TargetError
from site_builder.files import replace_file
from site_builder.release import Release, Releases
from site_builder.targets.addresses import target_at
from site_builder.targets.target import Delivery, Progress, Target

DEPLOYED = "deployed.json"  # by address, the release that a target has
LOCK = ".deploying"


def deploy(city_folder: Path, addresses: Iterable[str], progress: Progress = lambda _: None) -> list[Delivery]:
    """Have the readers of these targets see what is live, or nothing if nothing is.

    One target's failure keeps no other from it. Waits for another deployment of the same city.
    Raises TargetError that names all that failed; SiteBuilderError if there is no whole release.
    """
    delivered, failed = [], []
    with _locked(city_folder):
        for address in addresses:
            try:
                delivered.append(_deploy(city_folder, address, progress))
            except TargetError as error:
                failed.append(str(error))
    if failed:
        failed.append("The live release stays as it is; those targets show what they showed.")
        raise TargetError("\n".join(failed))
    return delivered


def targets_due(city_folder: Path, addresses: Iterable[str]) -> list[str]:
    """The addresses of those targets that are not known to have what is live. Raises ReleaseError."""
    live = Releases(city_folder).current()
    has, name = _deployed(city_folder), live.name if live else ""
    return [address for address in addresses if has.get(_key(address, city_folder), "") != name]


def _deploy(city_folder: Path, address: str, progress: Progress) -> Delivery:
    target = target_at(address, city_folder.name)
    releases = Releases(city_folder)
    live = releases.current()
    while True:
        delivery = _deliver(target, live, releases, progress)
        newest = releases.current()
        if delivery and (newest.name if newest else "") == delivery.release:
            break
        live = newest
    deployed = {**_deployed(city_folder), target.address: delivery.release}
    try:
        replace_file(city_folder / DEPLOYED, json.dumps(deployed, indent=1).encode())
    except OSError as error:
        raise TargetError(f"{city_folder / DEPLOYED} cannot be written: {error.strerror}.") from error
    return delivery


def _deliver(target: Target, live: Release | None, releases: Releases, progress: Progress) -> Delivery | None:
    """Bring a target up to date with a release, or None if that went away meanwhile since others went live."""
    if live is None:
        return target.take_offline(progress)
    try:
        return target.publish(live, progress)
    except DamagedReleaseError:
        newest = releases.current()
        if newest and newest.name == live.name:
            raise
        progress(f"{live.name} is not live any more: {target.address} gets the release that is.")
        return None


def _key(address: str, city_folder: Path) -> str:
    return target_at(address, city_folder.name).address


def _deployed(city_folder: Path) -> dict[str, str]:
    """What is known to be where; what cannot be read is looked up at the targets."""
    try:
        told = json.loads((city_folder / DEPLOYED).read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


@contextmanager
def _locked(city_folder: Path) -> Iterator[None]:
    """Be the only one on this machine who deploys a city. The lock is the system's and ends with its process."""
    try:
        handle = os.open(city_folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise TargetError(f"{city_folder} cannot be written: {error.strerror}. Build the city first.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
