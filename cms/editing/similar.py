"""What is there already: pages of a city with the same facts as another page, or nearly the same title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException
from rapidfuzz import fuzz, process
from wagtail.models import Page, get_page_models

from cms.cities.boundary import pages_of
from cms.cities.models import City
from cms.guides.models import (
    ArticlePage,
    ContactPage,
    DirectoryPage,
    GuidePage,
    OfficePage,
    OrganisationPage,
    ProcedurePage,
    ServicePage,
)
from cms.guides.validators import e164
from site_builder.search.folding import words

# In per cent, of titles with their words in alphabetical order: one letter in ten may differ.
SIMILAR = 90
SHORTEST_SIMILAR = 6  # letters; shorter titles have to be equal
# A place where such a thing is called like another of these is the same place to readers.
SAME_KIND: tuple[type[Page], ...] = (ArticlePage, ProcedurePage, ServicePage)
DIGITS = re.compile(r"\d+")
SITE = re.compile(r"^https?://(?:www\.)?")

REASONS: dict[str, Promise] = {
    "phone": _("same telephone number"),
    "email": _("same e-mail"),
    "website": _("same web site"),
    "address": _("same address"),
    "title": _("similar title"),
}
# An office has the switchboard and the web site of its organisation; that makes them no duplicates.
SHARED_WITHIN_AN_ORGANISATION = ("phone", "email", "website")
# Fields that hold these facts, beside the title.
FIELDS: dict[type[GuidePage], tuple[str, ...]] = {
    OfficePage: ("street", "postal_code", "locality", "email", "website", "phones", "organisation"),
    OrganisationPage: ("email", "website", "phones", "parent_organisation"),
    ContactPage: ("number", "email", "website"),
}

# (what it is, its value in a form in which two spellings are equal)
Fact = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """A page with the facts by which another would be recognised as the same."""

    pk: int | None
    title: str
    kind: type[Page]
    facts: frozenset[Fact] = frozenset()
    family: frozenset[int] = field(default=frozenset())
    """Ids of itself and of the organisation that it belongs to."""
    postal_code: str = ""

    @property
    def name(self) -> str:
        """The title with its words folded and in alphabetical order."""
        return " ".join(sorted(words(self.title)))

    def shares(self, other: Known) -> set[str]:
        """What is the same in both, titles aside. A contact is a number of somebody, who has it too."""
        if (self.kind is ContactPage) is not (other.kind is ContactPage):
            return set()
        shared = {what for what, _value in self.facts & other.facts}
        if self.postal_code and other.postal_code and self.postal_code != other.postal_code:
            shared.discard("address")  # large towns have several streets of a name
        return shared.difference(SHARED_WITHIN_AN_ORGANISATION) if self.family & other.family else shared


@dataclass(frozen=True)
class Similar:
    """A page that may be the same as another, and why."""

    pk: int
    title: str
    kind: str
    reasons: tuple[str, ...]


def similar_pages(page: GuidePage, city: City, user: Any) -> list[Similar]:
    """Pages of a city of which a person may know that may be the same as `page`: the most in common first.

    A fixed number of SQL statements, however many pages there are.
    """
    new = known(page)
    others = [other for other in known_pages(city, user) if other.pk != page.pk]
    shared: dict[int, set[str]] = defaultdict(set)
    by_pk = {other.pk: other for other in others if other.pk is not None}
    for pk, other in by_pk.items():
        shared[pk] |= new.shares(other)
    for pk in _similar_names(new, by_pk):
        shared[pk].add("title")
    found = [_similar(by_pk[pk], reasons) for pk, reasons in shared.items() if reasons]
    return sorted(found, key=lambda each: (-len(each.reasons), each.title))


def pairs_of(city: City, user: Any) -> Iterator[tuple[Known, Known, tuple[str, ...]]]:
    """All pairs of a city's pages that may be the same, each once, with what they have in common."""
    pages = [page for page in known_pages(city, user) if page.pk is not None]
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    by_fact: dict[Fact, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        for fact in page.facts:
            by_fact[fact].append(number)
    for numbers in by_fact.values():
        for place, first in enumerate(numbers):
            for second in numbers[place + 1 :]:
                shared[first, second] |= pages[first].shares(pages[second])
    for first, second in _similar_pairs(pages):
        shared[first, second].add("title")
    for (first, second), reasons in sorted(shared.items()):
        if reasons:
            yield pages[first], pages[second], _in_words(reasons)


def known(page: GuidePage) -> Known:
    """What is known of a page as it is in memory."""
    facts = {
        ("address", _address(page)),
        ("email", getattr(page, "email", "").strip().lower()),
        ("website", SITE.sub("", getattr(page, "website", "").strip().lower()).rstrip("/")),
        *(("phone", number) for number in _numbers(page)),
    }
    own = getattr(page, "organisation_id", None) or getattr(page, "parent_organisation_id", None)
    family = frozenset(pk for pk in (page.pk, own) if pk)
    postal_code = "".join(words(getattr(page, "postal_code", "")))
    return Known(page.pk, page.title, type(page), frozenset(fact for fact in facts if fact[1]), family, postal_code)


def key_facts(page: GuidePage) -> tuple[str, frozenset[Fact]]:
    """The title and the facts of a page: where they stay as they are, nobody has to look for duplicates again."""
    found = known(page)
    return found.name, found.facts


def known_pages(city: City, user: Any) -> list[Known]:
    """A city's pages in its source language, those drafts too of which a person may know.

    One SQL statement for titles and one for each of FIELDS.
    """
    home = city.pages.get(locale=city.source_locale)
    below = pages_of(user).filter(path__startswith=home.path).exclude(pk=home.pk)
    folders = ContentType.objects.get_for_model(DirectoryPage)
    entities = {
        page.pk: known(page)
        for model, names in FIELDS.items()
        for page in model.objects.descendant_of(home).only("title", *names)
    }
    kinds = {kind.pk: kind.model_class() for kind in ContentType.objects.get_for_models(*get_page_models()).values()}
    found = []
    for pk, title, kind in (
        below.exclude(content_type=folders).order_by("path").values_list("pk", "title", "content_type")
    ):
        found.append(entities.get(pk) or Known(pk, title, kinds.get(kind) or Page, family=frozenset((pk,))))
    return found


def _similar_names(new: Known, others: dict[int, Known]) -> list[int]:
    names = {pk: other.name for pk, other in others.items() if _is_same_kind(new.kind, other.kind)}
    close = process.extract(new.name, names, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=None, processor=None)
    return [pk for name, _score, pk in close if _may_be_same(new.name, name)]


def _similar_pairs(pages: list[Known]) -> Iterator[tuple[int, int]]:
    """Numbers of pages with similar titles. Those of like length alone are compared, since others differ too much."""
    by_kind: dict[type[Page], list[tuple[str, int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        kind = SAME_KIND[0] if page.kind in SAME_KIND else page.kind
        by_kind[kind].append((page.name, number))
    for named in by_kind.values():
        named.sort(key=lambda each: len(each[0]))
        names = [name for name, _number in named]
        end = 0
        for place, (name, number) in enumerate(named):
            # fuzz.ratio is 200 · common / (both lengths): a title this much longer cannot reach SIMILAR.
            longest = len(name) * (200 - SIMILAR) / SIMILAR
            while end < len(names) and len(names[end]) <= longest:
                end += 1
            rest = names[place + 1 : end]
            close = process.extract(name, rest, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=None, processor=None)
            for other, _score, offset in close:
                if _may_be_same(name, other):
                    pair = number, named[place + 1 + offset][1]
                    yield min(pair), max(pair)


def _is_same_kind(one: type[Page], other: type[Page]) -> bool:
    return one is other or (one in SAME_KIND and other in SAME_KIND)


def _may_be_same(one: str, other: str) -> bool:
    """Of two similar names: “Course A1” and “Course A2” are two courses, and short words differ by a letter."""
    if one == other:
        return True
    return len(one) >= SHORTEST_SIMILAR and DIGITS.findall(one) == DIGITS.findall(other)


def _similar(other: Known, reasons: set[str]) -> Similar:
    return Similar(other.pk or 0, other.title, str(other.kind._meta.verbose_name), _in_words(reasons))


def _in_words(reasons: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(REASONS[reason]) for reason in REASONS if reason in reasons)


def _numbers(page: GuidePage) -> Iterator[str]:
    if number := getattr(page, "number", ""):
        yield e164_or_raw(number)
    for block in getattr(page, "phones", ()) or ():
        if number := block.value.get("number"):
            yield e164_or_raw(number)


def e164_or_raw(number: str) -> str:
    """A telephone number in one spelling; what is none yet, in a draft, as it was written."""
    try:
        return e164(number)
    except NumberParseException:
        return number.strip()


def _address(page: GuidePage) -> str:
    street = getattr(page, "street", "")
    if not street or not getattr(page, "locality", ""):
        return ""
    # “Str.” and “Straße” are the same, wherever the house number stands.
    named = [re.sub(r"(?:strasse|str)$", "str", word) for word in words(street)]
    return " ".join([*named, *words(page.locality)])
