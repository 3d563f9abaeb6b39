"""What every place has in common that releases are taken to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from site_builder.errors import DamagedReleaseError
from site_builder.manifest import File
from site_builder.release import Release

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Delivery:
    """What was done to bring a target up to date. Sizes are in bytes."""

    target: str
    """Its address."""
    release: str
    """The release that its readers see; empty if there is none, for a guide that is offline."""
    sent: int = 0
    """Files."""
    sent_size: int = 0
    removed: int = 0
    """Files."""

    @property
    def line(self) -> str:
        """For people."""
        what = self.release or "offline"
        return f"{self.target}: {what}, {self.sent} files sent, {self.removed} removed"

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return asdict(self)


class Target(Protocol):
    """A place where readers find a copy of a city's live release.

    Both may be stopped at any moment and called again; what is there already is not sent twice.
    """

    @property
    def address(self) -> str:
        """As an operator writes it."""

    def publish(self, release: Release, progress: Progress) -> Delivery:
        """Have readers see a release, and until then what they saw.

        Raises TargetError; DamagedReleaseError if the release is not whole, or went away meanwhile.
        """

    def take_offline(self, progress: Progress) -> Delivery:
        """Have readers find no guide. Raises TargetError."""


def read_file(release: Release, path: str, file: File) -> bytes:
    """A file of a release, exactly as it was written. Raises DamagedReleaseError."""
    try:
        data = (release.folder / path).read_bytes()
    except OSError as error:
        raise DamagedReleaseError(f"Release {release.name} lacks {path}: {error.strerror}.") from error
    if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
        raise DamagedReleaseError(f"Release {release.name} has another {path} than it was made with.")
    return data
