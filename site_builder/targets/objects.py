"""A guide in S3-compatible storage: what a release needs first, then what shows it, then the word that it is there.

Objects have the addresses that readers know, so any storage that serves files, and any CDN before it, serves the guide.
Storage replaces one object at a time; therefore the order: assets, pages that are new, pages that changed, the record
of the release, and only then what went away is removed. At every moment every page is whole and has its assets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from site_builder.errors import DamagedReleaseError
from site_builder.manifest import File, Manifest
from site_builder.release import Release
from site_builder.serving.headers import cache_control, content_encoding, content_type, is_hashed
from site_builder.targets.bucket import Bucket, Stored
from site_builder.targets.kept import (
    FOLDER,
    Kept,
    Started,
    kept_parts,
    part_key,
    read_kept,
    read_started,
    write_kept,
    write_started,
)
from site_builder.targets.target import Delivery, Progress, read_file

AT_ONCE = 16  # uploads; each waits for the storage far longer than it works
ASSETS_STAY = timedelta(days=1)  # for pages in readers' hands and in caches

Read = Callable[[str, File], bytes]


@dataclass(frozen=True)
class ObjectTarget:
    """A guide below a prefix of a bucket, for instance `s3://guides/eastmere`."""

    address: str
    storage: Callable[[str], Bucket] = Bucket
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def publish(self, release: Release, progress: Progress) -> Delivery:
        """Have readers see a release. Raises TargetError, DamagedReleaseError."""
        read = partial(read_file, release)
        return self._upload(release.name, release.manifest, read, ASSETS_STAY, progress)

    def take_offline(self, progress: Progress) -> Delivery:
        """Remove everything of the guide. Raises TargetError."""
        return self._upload("", Manifest.of({}), _nothing, timedelta(0), progress)

    def _upload(self, name: str, manifest: Manifest, read: Read, stay: timedelta, progress: Progress) -> Delivery:
        bucket = self.storage(self.address)
        started = read_started(bucket)  # first: tells of a bucket that is not there
        kept = read_kept(bucket)
        if kept and kept.release == name and kept.manifest == manifest and not started:
            return Delivery(self.address, name)
        try:
            if kept is None:
                self._tell_of_strangers(bucket, manifest, started, progress)
            send, gone = _changes(kept or Kept(), manifest, started)
        except DamagedReleaseError:
            progress(f"{self.address}: what it remembers below {FOLDER}/ is damaged. Everything is sent.")
            kept = None
            self._tell_of_strangers(bucket, manifest, [], progress)
            send, gone = _changes(Kept(), manifest, [])
        before = kept or Kept()
        parts = set(before.manifest.parts) if kept and not started else kept_parts(bucket)
        mine = write_started(bucket, manifest, parts, started)
        if started:
            progress(f"{self.address}: an upload did not end; it is made up for.")
            there = bucket.below()
            send = {path: file for path, file in send.items() if not _is_there(path, file, read, there, started)}
        for files in _in_order(send, before.manifest):
            self._send(bucket, files, read, progress)
        removed = self._record_and_remove(bucket, name, manifest, before, gone, stay)
        bucket.delete({*(begun.key for begun in started), mine})
        bucket.delete(part_key(part) for part in parts - set(manifest.parts))
        return Delivery(self.address, name, len(send), sum(file.size for file in send.values()), removed)

    def _tell_of_strangers(
        self, bucket: Bucket, manifest: Manifest, started: list[Started], progress: Progress
    ) -> None:
        ours = manifest.files.keys() | {path for begun in started for path in begun.manifest.files}
        strangers = [key for key in bucket.below() if key not in ours and not key.startswith(f"{FOLDER}/")]
        if strangers:
            progress(
                f"{self.address} has {len(strangers)} objects that nobody remembers to be the guide's, for instance "
                f"{min(strangers)}. They stay; remove them if they are of no use."
            )

    def _send(self, bucket: Bucket, files: Mapping[str, File], read: Read, progress: Progress) -> None:
        """Upload files, many at a time. Raises TargetError, DamagedReleaseError, at the first that cannot be."""
        if not files:
            return

        def send(path: str, file: File) -> None:
            bucket.put(path, read(path, file), _headers(path))

        with ThreadPoolExecutor(AT_ONCE) as pool:
            futures = [pool.submit(send, path, file) for path, file in files.items()]
            try:
                for future in as_completed(futures):
                    future.result()
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
        progress(f"{self.address}: {len(files)} files sent")

    def _record_and_remove(
        self, bucket: Bucket, name: str, manifest: Manifest, kept: Kept, gone: Iterable[str], stay: timedelta
    ) -> int:
        """Write what the bucket has now, then remove what it need not have; how many files that were."""
        now = self.now()
        retired = {path: since for path, since in kept.retired.items() if manifest.find(path) is None}
        retired = dict.fromkeys(sorted(gone), now.isoformat()) | retired
        after = Kept(name, manifest, retired)
        write_kept(bucket, after)
        due = [path for path, since in retired.items() if not is_hashed(path) or _age(since, now) >= stay]
        if due:
            bucket.delete(path for path in due if not is_hashed(path))
            bucket.delete(path for path in due if is_hashed(path))  # when no page names them any more
            write_kept(bucket, replace(after, retired={path: retired[path] for path in retired.keys() - set(due)}))
        return len(due)


def _changes(kept: Kept, new: Manifest, started: list[Started]) -> tuple[dict[str, File], set[str]]:
    """What is to be sent and what is to be removed, also of what uploads may have touched that did not end.

    Raises DamagedReleaseError.
    """
    differing = dict(kept.manifest.differences(new))
    for begun in started:
        differing |= {path: new.find(path) for path in kept.manifest.differences(begun.manifest)}
    send = {path: file for path, file in differing.items() if file}
    return send, differing.keys() - send.keys()


def _in_order(send: Mapping[str, File], old: Manifest) -> Iterable[dict[str, File]]:
    """What is to be sent, in steps: nothing that is sent leads to something that is sent later and was not there."""
    steps: tuple[dict[str, File], ...] = ({}, {}, {})
    for path, file in sorted(send.items()):
        steps[0 if is_hashed(path) else 1 if old.find(path) is None else 2][path] = file
    return steps


def _is_there(path: str, file: File, read: Read, there: Mapping[str, Stored], started: Iterable[Started]) -> bool:
    """Whether an upload that did not end brought this file, and the storage has just that."""
    stored = there.get(path)
    brought = [begun for begun in started if begun.manifest.find(path) == file]
    if stored is None or not any(stored.changed >= begun.began for begun in brought):
        return False
    return hashlib.md5(read(path, file), usedforsecurity=False).hexdigest() == stored.version


def _headers(path: str) -> dict[str, str]:
    headers = {"Content-Type": content_type(path), "Cache-Control": cache_control(path)}
    encoding = content_encoding(path)
    return {**headers, "Content-Encoding": encoding} if encoding else headers


def _age(since: str, now: datetime) -> timedelta:
    return now - datetime.fromisoformat(since)


def _nothing(path: str, file: File) -> bytes:
    raise DamagedReleaseError(f"Nothing was to be sent, and so not {path}.")
