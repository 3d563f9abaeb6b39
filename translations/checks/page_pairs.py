"""A page and the same page in another language: as many steps and documents, the same links, the same contacts.

In the guide's own pages steps and documents are facts that all languages share. Pages that came as a whole from
elsewhere, and those translated by hand, are compared here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from translations.findings import Finding, error, warning
from translations.values import Kind, find_values

from .addresses import same_phone, written_alike
from .pair import latin_digits

_HREF = re.compile(r"""<a\b[^>]*?\bhref\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|div|h\d|br|td|tr|table)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class PageText:
    """What a page says in one language.

    ``html`` is all its running text. ``steps`` and ``documents`` are how many it names, None where that is not known.
    """

    html: str
    steps: int | None = None
    documents: int | None = None


def check_pages(source: PageText, target: PageText) -> Iterator[Finding]:
    """What the two pages do not have in common. Contacts and steps are errors, papers and links warnings.

    A link may well lead to the same site in the other language, so that only a missing or an additional site is found.
    """
    for name, here, there in (
        ("steps_differ", source.steps, target.steps),
        ("documents_differ", source.documents, target.documents),
    ):
        if here is not None and there is not None and here != there:
            # Papers are counted by how a text lists them, steps by themselves.
            yield (error if name == "steps_differ" else warning)(name, f"{here} → {there}")
    lost, new = _differing_contacts(source, target)
    if lost or new:
        yield error("contacts_differ", " ".join([*(f"−{each}" for each in lost), *(f"+{each}" for each in new)]))
    missing, added = _links(source) - _links(target), _links(target) - _links(source)
    if missing or added:
        yield warning(
            "links_differ",
            " ".join([*(f"−{each}" for each in missing.elements()), *(f"+{each}" for each in added.elements())]),
        )


def _differing_contacts(source: PageText, target: PageText) -> tuple[list[str], list[str]]:
    here, there = contacts(source.html), contacts(target.html)
    lost = [each for each in sorted(here - there) if not any(same_phone(each, other) for other in there)]
    new = [each for each in sorted(there - here) if not any(same_phone(each, other) for other in here)]
    return lost, new


def contacts(html: str) -> set[str]:
    """The phone numbers and e-mail addresses of a page, in its text and behind its links, each in one spelling."""
    text = unescape(_TAG.sub("", _BLOCK.sub("\n", html)))
    linked = [unquote(unescape(href)) for href in _HREF.findall(html)]
    hidden = [href.partition(":")[2].partition("?")[0] for href in linked if href.startswith(("tel:", "mailto:"))]
    found = {
        written_alike(value).strip(".")
        for part in (*text.split("\n"), *hidden)
        for value in find_values(latin_digits(part))
        if value.kind in (Kind.PHONE, Kind.EMAIL)
    }
    return {each for each in found if not _is_said_better(each, found)}


def _is_said_better(contact: str, others: set[str]) -> bool:
    """Whether a contact is a piece of another one, since spaces slip into addresses, or one without its country."""
    if "@" in contact:
        return any(other != contact and (other.endswith(contact) or other.startswith(contact)) for other in others)
    return not contact.startswith("+") and any(same_phone(contact, other) for other in others)


def _links(page: PageText) -> Counter[str]:
    """The sites that a page links to; links inside the guide count by their number."""
    sites: Counter[str] = Counter()
    for href in _HREF.findall(page.html):
        address = urlsplit(unescape(href))
        if address.scheme in ("http", "https"):
            sites[address.netloc.removeprefix("www.")] = 1
    return sites
