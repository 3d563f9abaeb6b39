"""What a bucket remembers of itself below `.waymark/`: the release it has, and uploads that began and did not end.

.waymark/release.json           the release, its manifest's root, what is to be removed; written last
.waymark/manifest/<sha256>.json parts of manifests, never changed
.waymark/started/<id>.json      the root of the manifest that an upload brings; removed when all is done
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from site_builder.errors import DamagedReleaseError
from site_builder.manifest import Manifest
from site_builder.targets.bucket import Bucket, Stored

FOLDER = ".waymark"
RELEASE = f"{FOLDER}/release.json"
PARTS = f"{FOLDER}/manifest"
STARTED = f"{FOLDER}/started"
_PRIVATE = {"Content-Type": "application/json", "Cache-Control": "no-store"}


@dataclass(frozen=True)
class Kept:
    """What a bucket has."""

    release: str = ""
    manifest: Manifest = field(default_factory=lambda: Manifest.of({}))
    retired: dict[str, str] = field(default_factory=dict)
    """Paths that no release has any more, with the time when that was so first."""


@dataclass(frozen=True)
class Started:
    """An upload that began and, as far as is known, did not end."""

    key: str
    manifest: Manifest
    began: datetime


def read_kept(bucket: Bucket) -> Kept | None:
    """What a bucket says that it has; None if it says nothing that can be understood."""
    raw = bucket.get(RELEASE)
    if raw is None:
        return None
    try:
        told = json.loads(raw)
        manifest = _manifest(bucket, told["manifest"].encode())
        return Kept(str(told["release"]), manifest, dict(told["retired"]))
    except (ValueError, KeyError, TypeError, AttributeError, DamagedReleaseError):
        return None


def write_kept(bucket: Bucket, kept: Kept) -> None:
    """Say what a bucket has now."""
    told = {"release": kept.release, "manifest": kept.manifest.to_json().decode(), "retired": kept.retired}
    bucket.put(RELEASE, json.dumps(told, indent=1).encode(), _PRIVATE)


def read_started(bucket: Bucket) -> list[Started]:
    """The uploads that did not end."""
    found = bucket.below(STARTED)
    return [_started(bucket, key, stored) for key, stored in sorted(found.items())]


def _started(bucket: Bucket, key: str, stored: Stored) -> Started:
    raw = bucket.get(key)
    try:
        return Started(key, _manifest(bucket, raw or b""), stored.changed)
    except DamagedReleaseError:
        return Started(key, Manifest.of({}), stored.changed)


def write_started(bucket: Bucket, manifest: Manifest, known: Collection[str], started: Iterable[Started]) -> str:
    """Say that an upload begins; return the key that says so. `known` are the parts that are there.

    One that begins again keeps its time: what it brought before is younger than that.
    """
    for number, part in enumerate(manifest.parts):
        if part not in known:
            bucket.put(part_key(part), manifest.raw_part(number), _PRIVATE)
    raw = manifest.to_json()
    key = f"{STARTED}/{hashlib.sha256(raw).hexdigest()[:12]}.json"
    if key not in {begun.key for begun in started}:
        bucket.put(key, raw, _PRIVATE)
    return key


def kept_parts(bucket: Bucket) -> set[str]:
    """The parts of manifests that are there, by their hashes."""
    return {PurePosixPath(key).stem for key in bucket.below(PARTS)}


def part_key(part: str) -> str:
    """Where a part of a manifest is kept, by its hash."""
    return f"{PARTS}/{part}.json"


def _manifest(bucket: Bucket, raw: bytes) -> Manifest:
    parts: list[str] = []

    def read(number: int) -> bytes:
        return bucket.get(part_key(parts[number])) or b""

    manifest = Manifest.from_json(raw, read)
    parts += manifest.parts
    return manifest
