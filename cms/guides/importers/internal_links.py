"""Which links of an Integreat guide lead to its own pages, and mending those that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from cms.guides.importers.contact_links import email_address, phone_address
from cms.guides.importers.html_text import PAGE

OWN_HOSTS = re.compile(r"(?:[\w-]+\.)*integreat(?:-app)?\.(?:app|de)")
HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+(?::\d+)?")
IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
# What an address may hold as it is; the rest is percent-encoded, as the validators of HTML demand.
SAFE = "/%:=&?~#+!$,;'@()*-._"


@dataclass
class LinkReport:
    """Links between pages: how many became references, and the addresses of those whose page is not in the data."""

    resolved: int = 0
    unresolved: list[str] = field(default_factory=list)


class Links:
    """Rewrites the links of a guide. `keys` names each page by its path in every language."""

    def __init__(self, keys: Mapping[str, str], country: str) -> None:
        self._keys = dict(keys)
        self._by_slug = _unique_slugs(keys)
        self._regions = {region_and_language(path) for path in keys}
        self._country = country
        self.report = LinkReport()

    def rewrite(self, address: str) -> str | None:
        """The address that a link should have: of a page of the guide by its key, of anything else mended, or None."""
        if address.lower().startswith("tel:"):
            return phone_address(unquote(address[4:]), self._country)
        if address.lower().startswith("mailto:"):
            plain, question, subject = address[7:].partition("?")
            mail = email_address(unquote(plain))
            return f"{mail}{question}{quote(subject, safe=SAFE)}" if mail else None
        if address.lower().startswith("www."):
            address = f"https://{address}"
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        host = parts.netloc.rstrip(".")
        if "@" in host and not parts.path.strip("/"):
            return email_address(host)
        if OWN_HOSTS.fullmatch(host) or (not parts.netloc and parts.path.startswith("/")):
            return self._own(address, unquote(parts.path))
        if parts.scheme not in ("http", "https") or not HOST.fullmatch(host) or IMAGE.search(parts.path):
            return None
        return _encoded(parts._replace(netloc=host).geturl())

    def _own(self, address: str, path: str) -> str | None:
        key = self._page(path)
        if key is not None:
            self.report.resolved += 1
            return PAGE + key
        last = path.strip("/").rpartition("/")[2]
        if IMAGE.search(path) or not last or last in ("tel:", "mailto:"):
            # An image, or what is left of a phone number or e-mail address: the words say it, the link does not.
            return None
        if last == path.strip("/") and last.isdigit():
            return phone_address(last, self._country)
        if region_and_language(f"/{path.strip('/')}/") in self._regions:
            self.report.unresolved.append(address)
        return _encoded(address) if address.startswith("http") else None

    def _page(self, path: str) -> str | None:
        """The key of the page at a path, or of the one with its slug: Integreat finds moved pages by their slug."""
        whole = f"/{path.strip('/')}/"
        return self._keys.get(whole) or self._by_slug.get((*region_and_language(whole), _slug(whole)))


def _encoded(address: str) -> str:
    """`address` without what HTML forbids in one: the rest is percent-encoded, and a bare percent sign too."""
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address), safe=SAFE)


def region_and_language(path: str) -> tuple[str, str]:
    """The first two parts of a path."""
    parts = path.strip("/").split("/")
    return (parts[0], parts[1]) if len(parts) > 1 else (parts[0], "")


def _slug(path: str) -> str:
    return path.strip("/").rpartition("/")[2]


def _unique_slugs(keys: Mapping[str, str]) -> dict[tuple[str, str, str], str]:
    found: dict[tuple[str, str, str], set[str]] = {}
    for path, key in keys.items():
        found.setdefault((*region_and_language(path), _slug(path)), set()).add(key)
    return {place: next(iter(those)) for place, those in found.items() if len(those) == 1}
