"""Argos packages on disk: what is installed, and how a package file is verified and installed."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import ctranslate2
from django.conf import settings

from .base import EngineError
from .lean_argos import open_package

logger = logging.getLogger(__name__)

DEFAULT_DIRECTORY = "var/argos"
# Real packages have 60 to 300 MB; the limits are for what only claims to be one.
MAX_UNPACKED_BYTES = 2 * 1024**3
MAX_FILES = 1000
MAX_METADATA_BYTES = 64 * 1024
# Argos has codes of its own for two written forms.
BCP47_OF_ARGOS = {"zt": "zh-Hant", "pb": "pt-BR"}
ARGOS_OF_BCP47 = {tag: code for code, tag in BCP47_OF_ARGOS.items()}
# Models for splitting sentences, which Waymark does itself: left out, they save up to half the space.
_LEFT_OUT = ("stanza", "spacy", "minisbd")


class PackageError(EngineError):
    """A package file that is not what it should be; nothing was installed."""


@dataclass(frozen=True)
class ArgosPackage:
    """One installed package. ``source`` and ``target`` are BCP 47 tags."""

    folder: Path
    source: str
    target: str
    version: str

    @property
    def name(self) -> str:
        """How logs and editors see it."""
        return f"{self.source}-{self.target} {self.version}"

    @cached_property
    def contents(self) -> Any:
        """argostranslate's view of the package: its tokenizer and target prefix."""
        return open_package(self.folder)


def packages_directory() -> Path:
    """The folder of installed packages, from the setting ARGOS_PACKAGES_DIR."""
    return Path(getattr(settings, "ARGOS_PACKAGES_DIR", DEFAULT_DIRECTORY))


def installed_packages(directory: Path) -> list[ArgosPackage]:
    """The packages in ``directory``, by name. A folder that holds none is reported in the log and left alone.

    argostranslate itself fails for all packages if one folder beside them has no metadata.json.
    """
    if not directory.is_dir():
        return []
    packages: list[ArgosPackage] = []
    for folder in sorted(path for path in directory.iterdir() if path.is_dir() and not path.name.startswith(".")):
        try:
            metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
            packages.append(_described(metadata, folder))
        except (OSError, ValueError, PackageError) as reason:
            logger.warning("%s is no Argos package and is ignored (%s). Move it away.", folder, reason)
    return packages


def install_package(
    archive: Path, directory: Path, *, sha256: str = "", pair: tuple[str, str] | None = None
) -> ArgosPackage:
    """Verify a package file and install it into ``directory`` in place of any package for the same pair.

    ``sha256`` is the checksum that the file must have, ``pair`` the languages that it must be for. The package appears
    under its name when all of it is there. Raises PackageError.
    """
    if sha256 and (found := checksum(archive)) != sha256.lower():
        msg = f"{archive.name} has SHA-256 {found}, expected {sha256.lower()}: download it again or check the number."
        raise PackageError(msg)
    directory.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".installing-", dir=directory))
    try:
        package = _unpack(archive, work / "new")
        if pair and (package.source, package.target) != pair:
            msg = f"{archive.name} translates {package.source} to {package.target}, not {pair[0]} to {pair[1]}."
            raise PackageError(msg)
        superseded = [old for old in installed_packages(directory) if (old.source, old.target) == _pair(package)]
        for number, old in enumerate(superseded):
            old.folder.rename(work / f"old-{number}")
        folder = directory / re.sub(r"[^\w.-]", "_", f"translate-{package.source}_{package.target}-{package.version}")
        (work / "new").rename(folder)
    except zipfile.BadZipFile as reason:
        msg = f"{archive.name} is damaged or no .argosmodel file ({reason}): download it again."
        raise PackageError(msg) from reason
    finally:
        shutil.rmtree(work)
    return ArgosPackage(folder, package.source, package.target, package.version)


def checksum(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pair(package: ArgosPackage) -> tuple[str, str]:
    return package.source, package.target


def _described(metadata: Any, folder: Path) -> ArgosPackage:
    """The package that ``metadata`` describes. Raises PackageError if it describes none that we can use."""
    found = [metadata.get(key) for key in ("from_code", "to_code")] if isinstance(metadata, dict) else []
    codes = [code for code in found if isinstance(code, str) and re.fullmatch(r"[A-Za-z-]{2,15}", code)]
    if len(codes) != 2:
        msg = "metadata.json names no from_code and to_code"
        raise PackageError(msg)
    if metadata.get("type", "translate") != "translate":
        msg = f"metadata.json says that it is of type {metadata['type']}, not translate"
        raise PackageError(msg)
    source, target = (BCP47_OF_ARGOS.get(code, code) for code in codes)
    return ArgosPackage(folder, source, target, str(metadata.get("package_version") or "0"))


def _unpack(archive: Path, folder: Path) -> ArgosPackage:
    with zipfile.ZipFile(archive) as source:
        members = _checked_members(archive.name, source)
        for member, path in members.items():
            destination = folder / path
            destination.parent.mkdir(parents=True, exist_ok=True)
            with source.open(member) as packed, destination.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked, 1024 * 1024)
    metadata_file = folder / "metadata.json"
    if not metadata_file.is_file() or metadata_file.stat().st_size > MAX_METADATA_BYTES:
        msg = f"{archive.name} has no metadata.json (or a far too long one): it is no Argos package."
        raise PackageError(msg)
    try:
        package = _described(json.loads(metadata_file.read_text(encoding="utf-8")), folder)
    except ValueError as reason:
        msg = f"{archive.name}: metadata.json cannot be read ({reason})."
        raise PackageError(msg) from reason
    if not ctranslate2.contains_model(str(folder / "model")):
        msg = f"{archive.name} holds no CTranslate2 model."
        raise PackageError(msg)
    if not (folder / "sentencepiece.model").is_file():
        msg = f"{archive.name} has no sentencepiece.model: it is of an old kind; install a newer version."
        raise PackageError(msg)
    return package


def _checked_members(name: str, archive: zipfile.ZipFile) -> dict[zipfile.ZipInfo, PurePosixPath]:
    """The files to unpack with their paths below the one top folder. Raises PackageError for anything odd."""
    files = [info for info in archive.infolist() if not info.is_dir()]
    if len(files) > MAX_FILES or sum(info.file_size for info in files) > MAX_UNPACKED_BYTES:
        msg = (
            f"{name} holds more than {MAX_FILES} files or {MAX_UNPACKED_BYTES // 1024**3} GiB: it is no Argos package."
        )
        raise PackageError(msg)
    members: dict[zipfile.ZipInfo, PurePosixPath] = {}
    tops: set[str] = set()
    for info in files:
        path = PurePosixPath(info.filename)
        is_link = (info.external_attr >> 16) & 0o170000 == 0o120000
        if path.is_absolute() or ".." in path.parts or "\\" in info.filename or ":" in info.filename or is_link:
            msg = f"{name} contains {info.filename!r}, which would be written elsewhere: it was not installed."
            raise PackageError(msg)
        tops.add(path.parts[0])
        inner = PurePosixPath(*path.parts[1:])
        if inner.parts and inner.parts[0] not in _LEFT_OUT:
            members[info] = inner
    if len(tops) != 1 or not members:
        msg = f"{name} does not hold exactly one folder: it is no Argos package."
        raise PackageError(msg)
    return members
