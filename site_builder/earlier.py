"""Assets of earlier releases: a page that a reader opened yesterday still asks for them, so they stay a day longer.

They stand in a release beside its own files, told by a list of their own and not by the manifest: the same documents
and the same theme make the same manifest, whatever was live before. When they were last referred to is in the storage.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from site_builder.assets import FOLDER
from site_builder.draft import Draft
from site_builder.errors import DamagedReleaseError
from site_builder.manifest import PARTS, File, Files, Manifest

if TYPE_CHECKING:
    from site_builder.finished import Release

LIST = f"{PARTS}/earlier.json"
FACT = "earlier"  # its name in the storage
STAY = 24 * 60 * 60  # seconds


class Earlier(NamedTuple):
    """An asset that the next release does not refer to."""

    path: str
    file: File
    left: float
    """When a release that refers to it was last replaced, in seconds since 1970."""
    source: Path
    """The folder of a release that has it."""


def now() -> float:
    """Seconds since 1970."""
    return time.time()


def leaving(known: str, releases: Iterable[Release | None], manifest: Manifest) -> list[Earlier]:
    """The assets that these releases refer to or carry, and that a manifest does not have.

    `known` is what `when_left` said at the last build; the live release is the first. Raises DamagedReleaseError.
    """
    # A clock that was ahead and has been put right must not keep anything longer than a day.
    times = {path: min(left, now()) for path, left in json.loads(known or "{}").items()}
    found: dict[str, Earlier] = {}
    for release in filter(None, dict.fromkeys(releases)):
        for path, after in release.manifest.differences(manifest).items():
            file = release.manifest.find(path) if path.startswith(f"{FOLDER}/") else None
            if file and not after:
                found.setdefault(path, Earlier(path, file, now(), release.folder))
        for path, file in release.earlier.items():
            if not manifest.find(path):
                found.setdefault(path, Earlier(path, file, times.get(path, now()), release.folder))
    return sorted(found.values())


def staying(earlier: Collection[Earlier]) -> list[Earlier]:
    """Those that a release made now carries."""
    return [each for each in earlier if now() - each.left < STAY]


def when_left(earlier: Collection[Earlier]) -> str:
    """When each was last referred to, for the storage."""
    return json.dumps({each.path: each.left for each in earlier}) if earlier else ""


def carry(draft: Draft, earlier: Collection[Earlier]) -> list[str]:
    """Add assets of earlier releases to a draft, and their list. The paths of what is new on the disk.

    Raises DamagedReleaseError if one is gone, and OSError.
    """
    if not earlier:
        return []
    for each in earlier:
        draft.link(each.path, each.source, each.file)
    files = {each.path: each.file for each in earlier}
    draft.write(LIST, json.dumps(files, separators=(",", ":")).encode())
    return [LIST]


def read_list(raw: bytes) -> Files:
    """The files that a list tells. Raises DamagedReleaseError."""
    try:
        return {path: File(*file) for path, file in json.loads(raw).items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise DamagedReleaseError(f"The list of earlier assets cannot be read: {error}.") from error
