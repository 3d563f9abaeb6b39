"""What a city takes: in the database, in the builder's memory of it, and as files for readers."""

from __future__ import annotations

import gzip
import statistics
from pathlib import Path

import brotli


def sizes(build_folder: Path) -> dict[str, float]:
    """Bytes for each document or file, over all cities that a machine has built."""
    from django.db import connection

    from cms.publishing.models import PublishedDocument
    from site_builder.release import Releases

    folders = [folder for folder in build_folder.iterdir() if Releases(folder).current()]
    documents = PublishedDocument.objects.filter(city__slug__in=[folder.name for folder in folders]).count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s)", [PublishedDocument._meta.db_table])
        in_database = cursor.fetchone()[0] / PublishedDocument.objects.count()
    live = [release for folder in folders if (release := Releases(folder).current())]
    files = sum(release.manifest.count for release in live)
    pages = [page.read_bytes() for page in sorted(live[0].folder.rglob("*.html"))[::7]]
    return {
        "documents a city": documents / len(live),
        "files a city": files / len(live),
        "bytes a document in the database": in_database,
        "bytes a document in the builder's file": _builder_files(folders) / documents,
        "bytes a file": sum(release.manifest.size for release in live) / files,
        "bytes a file, all releases kept": _on_disk(folders) / files,
        "bytes a page": statistics.mean(len(page) for page in pages),
        "bytes a page, gzip 6": statistics.mean(len(gzip.compress(page, 6)) for page in pages),
        "bytes a page, brotli 9": statistics.mean(len(brotli.compress(page, quality=9)) for page in pages),
    }


def _builder_files(folders: list[Path]) -> int:
    return sum(path.stat().st_size for folder in folders for path in folder.glob("builder.sqlite3*"))


def _on_disk(folders: list[Path]) -> int:
    """Bytes of the blocks of the releases' files, each once however many releases share it."""
    blocks = {}
    for folder in folders:
        for path in (folder / "releases").rglob("*"):
            status = path.lstat()
            blocks[status.st_ino] = status.st_blocks * 512
    return sum(blocks.values())
