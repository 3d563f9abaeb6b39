"""What RFC 4287 asks of an Atom feed, as far as guides use it: what is wrong with one, in sentences.

Stricter than the RFC where it only recommends: a feed says its own address, every address is absolute, no id occurs
twice, and nothing stands in it that is not Atom's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
NOT_IN_IRIS = re.compile(r"[\s<>\"{}|\\^`]")


class Container(NamedTuple):
    """Which children an element has: exactly one, at most one, at least one, any number of."""

    one: frozenset[str]
    optional: frozenset[str]
    some: frozenset[str]
    any: frozenset[str]


def _container(one: str, optional: str = "", some: str = "", many: str = "") -> Container:
    return Container(*(frozenset(names.split()) for names in (one, optional, some, many)))


CONTAINERS = {
    "feed": _container("id title updated", "generator icon logo rights subtitle", "author link", "category entry"),
    "entry": _container("id title updated", "content published rights summary", "link", "author category contributor"),
    "author": _container("name", "uri email"),
    "contributor": _container("name", "uri email"),
}
ATTRIBUTES = {
    "feed": {LANG},
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    **{name: {"type"} for name in ("title", "subtitle", "summary", "rights", "content")},
}
TYPES = {None, "text", "html"}  # of texts; XHTML is in none of ours


def violations(data: bytes) -> list[str]:
    """What is wrong with a feed; raises ParseError for what is no XML in UTF-8."""
    if not data.startswith(b'<?xml version="1.0" encoding="utf-8"?>'):
        return ["it does not say that it is XML in UTF-8"]
    data.decode("utf-8")
    feed = ElementTree.fromstring(data)
    if feed.tag != f"{ATOM}feed":
        return [f"{feed.tag} is no feed"]
    return [*_element(feed), *_as_a_whole(feed)]


def _element(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.removeprefix(ATOM)
    if name.startswith("{") or not element.tag.startswith(ATOM):
        yield f"{element.tag} is not Atom's"
        return
    for attribute in element.attrib.keys() - ATTRIBUTES.get(name, set()):
        yield f"{name} has no attribute {attribute}"
    if name in CONTAINERS:
        yield from _children(element, CONTAINERS[name], name)
        return
    if len(element):
        yield f"{name} holds elements"
    yield from _value(element, name)


def _children(element: ElementTree.Element, rule: Container, name: str) -> Iterator[str]:
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        yield f"{name} holds text beside its elements"
    names = [child.tag.removeprefix(ATOM) for child in element]
    for wanted in rule.one | rule.some:
        if wanted not in names:
            yield f"{name} lacks {wanted}"
    for single in rule.one | rule.optional:
        if names.count(single) > 1:
            yield f"{name} has {single} more than once"
    for unknown in set(names) - rule.one - rule.optional - rule.some - rule.any:
        yield f"{unknown} has no place in {name}"
    for child in element:
        yield from _element(child)


def _value(element: ElementTree.Element, name: str) -> Iterator[str]:
    text = element.text or ""
    match name:
        case "updated" | "published":
            if not MOMENT.fullmatch(text) or not _is_moment(text):
                yield f"{name} {text!r} is no moment of RFC 3339"
        case "id" | "uri" | "icon" | "logo":
            yield from _iri(text, name)
        case "link":
            yield from _link(element)
        case "category":
            if not element.get("term") or text:
                yield "category has no term, or more than one"
        case _:
            yield from _text(element, name)


def _text(element: ElementTree.Element, name: str) -> Iterator[str]:
    if not (element.text or "").strip():
        yield f"{name} says nothing"
    if element.get("type") not in TYPES:
        yield f"{name} is of no type: {element.get('type')}"


def _link(element: ElementTree.Element) -> Iterator[str]:
    yield from _iri(element.get("href", ""), "link")
    if not re.fullmatch(r"alternate|self|license", element.get("rel", "alternate")):
        yield f"link has no relation that a guide has: {element.get('rel')}"
    if "type" in element.attrib and not MEDIA_TYPE.fullmatch(element.attrib["type"]):
        yield f"link has no media type: {element.attrib['type']}"
    if "hreflang" in element.attrib and not TAG.fullmatch(element.attrib["hreflang"]):
        yield f"link is in no language: {element.attrib['hreflang']}"
    if element.text:
        yield "link holds text"


def _iri(text: str, name: str) -> Iterator[str]:
    parts = urlsplit(text)
    if NOT_IN_IRIS.search(text) or not parts.scheme or not (parts.netloc or parts.scheme == "urn"):
        yield f"{name} {text!r} is no absolute address"


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _as_a_whole(feed: ElementTree.Element) -> Iterator[str]:
    if not TAG.fullmatch(feed.get(LANG, "")):
        yield "the feed does not say its language"
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    if len(set(ids)) != len(ids):
        yield "an id occurs twice"
    for holder in (feed, *feed.iter(f"{ATOM}entry")):
        told = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in holder.findall(f"{ATOM}link")]
        wanted = ["alternate", "self"] if holder is feed else ["alternate"]
        if sorted(rel or "alternate" for rel, *_ in told if rel != "license") != wanted:
            yield f"{holder.tag.removeprefix(ATOM)} has other links than {wanted}"
        if any(rel == "self" and media_type != "application/atom+xml" for rel, media_type, _ in told):
            yield "the feed does not say that it is Atom"
        if any(rel == "alternate" and language != feed.get(LANG) for rel, _, language in told):
            yield "a page is in another language than the feed"
    moments = [element.text or "" for element in feed.iter(f"{ATOM}updated")]
    if moments and max(moments) != moments[0] and all(_is_moment(each) for each in moments):
        yield "the feed is older than its entries"
