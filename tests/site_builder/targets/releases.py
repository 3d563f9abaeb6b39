"""Releases to deploy: a few pages that name their assets, made without a build."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from site_builder.manifest import MANIFEST, File, Manifest, part_path
from site_builder.release import CURRENT, FOLDER, Release

NAMED_ASSET = re.compile(rb'"(assets/[^"]+)"')
Content = dict[str, bytes]


def guide(pages: Mapping[str, str], style: str = "plain") -> Content:
    """The files of a guide: pages by path, all with the same style sheet."""
    data = f"/* {style} */".encode()
    asset = f"assets/style-{hashlib.sha256(data).hexdigest()[:12]}.css"
    files = {path: f'<link href="{asset}"><p>{text}</p>'.encode() for path, text in pages.items()}
    return {**files, asset: data} if pages else {}


def make_release(city: Path, number: int, content: Content) -> Release:
    """A release of a city with this content."""
    manifest = Manifest.of({path: File.of(data) for path, data in content.items()})
    name = f"{number:06d}-{hashlib.sha256(manifest.to_json()).hexdigest()[:12]}"
    folder = city / FOLDER / name
    parts = {part_path(part): manifest.raw_part(part) for part in range(len(manifest.parts))}
    for path, data in {**content, **parts, MANIFEST: manifest.to_json()}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return Release(folder)


def go_live(city: Path, release: Release) -> Release:
    """Make a release the live one."""
    link = city / "link"
    link.symlink_to(f"{FOLDER}/{release.name}")
    os.replace(link, city / CURRENT)
    return release


def assets_of(page: bytes) -> set[str]:
    """The assets that a page names."""
    return {name.decode() for name in NAMED_ASSET.findall(page)}
