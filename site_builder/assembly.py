"""Putting a release together, with work that grows with what changed and not with the city.

Linking ten thousand unchanged files takes a quarter of a second. So the release that is kept no longer is not deleted:
as a *spare* it differs from the next release in a few edits, and only those are made up for. It is a folder of names;
the files behind them are never touched, since the releases that are kept share them.

While it was a release for all to see, somebody may have deleted a file from it by hand. So its names are looked for
before it is one again, 2 ms for a thousand: most when it becomes a spare and nobody waits, some while the disk writes
the new files of the next release.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Collection
from pathlib import Path

from site_builder.draft import Draft
from site_builder.earlier import LIST
from site_builder.errors import DamagedReleaseError
from site_builder.finished import Release
from site_builder.manifest import MANIFEST, Manifest, part_path

# To make up for a difference takes as long as linking so many files that did not change.
DIFFERENCE = 4
# Parts of a manifest whose names are looked for, some 128 in each, before a release is live and after that. Of a larger
# guide other parts are looked at each time, so that an edit does not take longer the larger the guide.
PARTS_LOOKED_AT = 8
PARTS_LOOKED_AT_LATER = 32
# A spare that differs in more files than this would make the next edit wait.
FEW = 256


def difference(spare: Release, manifest: Manifest) -> float:
    """In how many files a spare differs from what a manifest says; infinitely many if it is damaged."""
    try:
        return len(spare.manifest.differences(manifest))
    except DamagedReleaseError:
        return math.inf


def link_all(draft: Draft, manifest: Manifest, written: Collection[str], base: Release | None) -> list[str]:
    """Complete a draft: every file that was not written to it is the base's. The paths of what is new on the disk.

    Raises DamagedReleaseError if the base lacks a file, and OSError.
    """
    draft.write_held()
    if base:
        for path, file in manifest.files.items():
            if path not in written:
                draft.link(path, base.folder, file)
    parts = [part_path(number) for number in range(len(manifest.parts))]
    for number, path in enumerate(parts):
        draft.write(path, manifest.raw_part(number))
    return [*written, *parts]


def stripped(spare: Release, manifest: Manifest, folder: Path) -> Draft | None:
    """The spare as a draft in `folder`, without all that a manifest says otherwise; None if somebody was at it."""
    mine, carried = spare.manifest, spare.earlier
    differences = mine.differences(manifest)
    gone = {path: file is None for path, file in differences.items() if mine.find(path)}
    gone |= {part_path(number): False for number in range(len(mine.parts)) if not _same(mine, manifest, number)}
    gone |= dict.fromkeys([*carried, LIST], True) if carried else {}
    draft = Draft(spare.folder.rename(folder))
    try:
        draft.remove(MANIFEST)
        for path, for_good in gone.items():
            draft.remove(path, for_good=for_good)
        for path in differences.keys() - gone.keys():
            draft.clear(path)
    except (FileNotFoundError, NotADirectoryError):
        shutil.rmtree(draft.folder)
        return None
    return draft


def make_up(
    whole: Draft, before: Manifest, manifest: Manifest, draft: Draft, written: Collection[str], base: Release
) -> list[str]:
    """Add what a manifest says to a stripped spare, from a draft or the base. The paths of what is new on the disk.

    Raises DamagedReleaseError if the base lacks a file, and OSError.
    """
    new = []
    for path, file in before.differences(manifest).items():
        if path in written:
            whole.take(path, draft)
            new.append(path)
        elif file:
            whole.link(path, base.folder, file)
    for number in range(len(manifest.parts)):
        if not _same(before, manifest, number):
            new.append(part_path(number))
            whole.write(new[-1], manifest.raw_part(number))
    return new


def mend(whole: Draft, manifest: Manifest, base: Release, turn: int, most: int) -> None:
    """Take from the base what somebody deleted from the spare. `most` parts of the manifest are looked at; `turn` is a
    number that grows from release to release.

    Raises DamagedReleaseError if the base has it not or not any more, and OSError.
    """
    parts = len(manifest.parts)
    looked_at = min(parts, most)
    for number in ((turn * looked_at + each) % parts for each in range(looked_at)):
        for path in whole.missing(manifest.paths(number)):
            file = manifest.find(path)
            if file is None or base.manifest.find(path) != file:
                raise DamagedReleaseError(f"{path} is gone, and release {base.name} has another file in its place.")
            whole.link(path, base.folder, file)
        if whole.missing([part_path(number)]):
            whole.write(part_path(number), manifest.raw_part(number))


def _same(one: Manifest, other: Manifest, number: int) -> bool:
    return one.parts[number : number + 1] == other.parts[number : number + 1]
