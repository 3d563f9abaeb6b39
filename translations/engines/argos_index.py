"""Finds and downloads packages in the Argos package index."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from .argos_packages import ARGOS_OF_BCP47
from .base import EngineError

DEFAULT_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
TIMEOUT_SECONDS = 20
MAX_INDEX_BYTES = 5 * 1024**2
MAX_PACKAGE_BYTES = 1024**3
_CHUNK = 1024 * 1024


class NetworkError(EngineError):
    """The index or a package could not be fetched."""


class NotInIndexError(EngineError):
    """The index has no package for the pair."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The newest package of the index for one pair."""

    version: str
    links: tuple[str, ...]


def index_address() -> str:
    """The address of the package index, from the setting ARGOS_PACKAGE_INDEX."""
    return str(getattr(settings, "ARGOS_PACKAGE_INDEX", DEFAULT_INDEX))


def find_offer(source: str, target: str) -> Offer:
    """Look up the pair, given as BCP 47 tags. Raises NetworkError or NotInIndexError."""
    address = index_address()
    with _open(address) as response:
        content = response.read(MAX_INDEX_BYTES)
    try:
        entries = [entry for entry in json.loads(content) if isinstance(entry, dict)]
    except (TypeError, ValueError) as reason:
        msg = f"{address} is no package index ({reason}). Check the setting ARGOS_PACKAGE_INDEX."
        raise NetworkError(msg) from reason
    codes = ARGOS_OF_BCP47.get(source, source), ARGOS_OF_BCP47.get(target, target)
    offers = [entry for entry in entries if (entry.get("from_code"), entry.get("to_code")) == codes]
    if not offers:
        raise NotInIndexError(_alternatives(entries, *codes))
    newest = max(offers, key=lambda entry: _version(entry.get("package_version")))
    links = tuple(link for link in newest.get("links", []) if isinstance(link, str) and _fetchable(link, address))
    return Offer(str(newest.get("package_version", "")), links)


def download(offer: Offer, destination: Path, progress: Callable[[int, int], None]) -> None:
    """Fetch the package to ``destination`` from the first link that answers. ``progress`` gets bytes done and expected.

    Raises NetworkError.
    """
    failure = NetworkError("The index names no address that the package can be downloaded from.")
    for link in offer.links:
        try:
            _fetch(link, destination, progress)
        except NetworkError as reason:
            failure = reason
        else:
            return
    raise failure


def _fetch(link: str, destination: Path, progress: Callable[[int, int], None]) -> None:
    with _open(link) as response, destination.open("wb") as file:
        expected = int(response.headers.get("Content-Length") or 0)
        done = 0
        try:
            while chunk := response.read(_CHUNK):
                done += len(chunk)
                if done > MAX_PACKAGE_BYTES:
                    msg = f"{link} is larger than {MAX_PACKAGE_BYTES // 1024**3} GiB: the download was stopped."
                    raise NetworkError(msg)
                file.write(chunk)
                progress(done, expected)
        except OSError as reason:
            raise _unreachable(link, reason) from reason
        if done < expected:
            msg = f"{link}: the connection ended after {done:,} of {expected:,} bytes. Try again."
            raise NetworkError(msg)


def _open(address: str) -> Any:
    try:
        # The index is the operator's setting, and links are held against it.
        return urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS)  # noqa: S310 - the schemes were checked
    except (OSError, ValueError) as reason:
        raise _unreachable(address, reason) from reason


def _unreachable(address: str, reason: Exception) -> NetworkError:
    detail = reason.reason if isinstance(reason, urllib.error.URLError) else reason
    return NetworkError(
        f"{address} cannot be reached ({detail}). Download the .argosmodel file where there is a network "
        "and install it with --file."
    )


def _fetchable(link: str, index: str) -> bool:
    """Links must be https, or have the scheme of an index that the operator keeps on a disk or an inner server."""
    return urlsplit(link).scheme in {"https", urlsplit(index).scheme}


def _version(text: object) -> tuple[int, ...]:
    return tuple(int(part) for part in str(text).split(".") if part.isdigit())


def _alternatives(entries: list[dict[str, Any]], source: str, target: str) -> str:
    message = f"The Argos index has no package from {source} to {target}."
    pairs = {(entry.get("from_code"), entry.get("to_code")) for entry in entries}
    if {(source, "en"), ("en", target)} <= pairs:
        return (
            f"{message} Install {source} en and en {target} instead: without a direct package, Waymark goes by way of "
            "English."
        )
    known = ", ".join(sorted(str(b) for a, b in pairs if a == "en"))
    return f"{message} From English there are: {known or 'none'}."
