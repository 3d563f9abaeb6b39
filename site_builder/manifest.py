"""What a release holds: every file with its SHA-256, by shard, and what each shard was made from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from site_builder.errors import BuildError, DamagedReleaseError

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class File:
    """The identity of a file's bytes. `size` is in bytes."""

    sha256: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> File:
        """The identity of these bytes."""
        return cls(hashlib.sha256(data).hexdigest(), len(data))


Files = dict[str, File]
"""Files by their path below the release."""


@dataclass(frozen=True)
class Shard:
    """A part of a release that is planned and rendered as one: a language, or what belongs to no language."""

    inputs: str
    """Digest of all that its files were made from: equal inputs, equal files."""
    files: Files


@dataclass(frozen=True)
class Manifest:
    """The content of a release. Equal documents and an equal theme have manifests of equal bytes."""

    shards: dict[str, Shard]

    @cached_property
    def files(self) -> Files:
        """Every file of the release but the manifest itself. Raises BuildError if two shards claim one path."""
        found: Files = {}
        owners: dict[str, str] = {}
        for name, shard in self.shards.items():
            for path, file in shard.files.items():
                if path in found:
                    raise BuildError(f"{path} is made twice: in {owners[path]} and in {name}. Rename one of the pages.")
                found[path], owners[path] = file, name
        return found

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files.values())

    def to_json(self) -> bytes:
        """The manifest as it stands in the release."""
        shards = {
            name: {"inputs": shard.inputs, "files": {path: [f.sha256, f.size] for path, f in shard.files.items()}}
            for name, shard in self.shards.items()
        }
        return json.dumps({"format": FORMAT, "shards": shards}, ensure_ascii=False, indent=0, sort_keys=True).encode()

    @classmethod
    def from_json(cls, raw: bytes) -> Manifest:
        """Read a manifest. Raises DamagedReleaseError."""
        try:
            told = json.loads(raw)
            if told["format"] != FORMAT:
                raise ValueError(f"its format is {told['format']!r}")
            return cls(
                {
                    name: Shard(shard["inputs"], {path: File(*file) for path, file in shard["files"].items()})
                    for name, shard in told["shards"].items()
                }
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedReleaseError(f"The manifest cannot be read: {error}.") from error
