"""Taking a page over: a draft of this city, and the link to its origin."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.fields.json import KT
from wagtail.log_actions import log
from wagtail.models import Page

from cms.cities.models import City
from cms.cities.trees import city_of
from cms.publishing.models import PublishedDocument
from cms.sharing.drafting import Drafting
from cms.sharing.hashing import text_hash
from cms.sharing.matching import MODELS, Matching
from cms.sharing.models import TakenPage
from cms.sharing.notes import stored
from cms.sharing.pieces import FOLLOWED, Values
from cms.sharing.values import set_values

TAKEN = "waymark.taken_over"


@transaction.atomic
def take(origin: PublishedDocument, parent: Page, user: Any) -> TakenPage:
    """Make a draft below `parent` of what another city has published, with the link to it.

    The caller has asked whether the user may add pages below `parent`, in the language of `origin`.

    Raises:
        django.core.exceptions.ValidationError: if there can be no such page there, for instance for its address.
    """
    city = city_of(parent)
    if city is None:
        message = f"“{parent.title}” stands in no city."
        raise ValueError(message)
    draft = drafted(origin, city)
    page = draft.model(locale=parent.locale, live=False, owner=user, sensitivity=sensitivity_of(origin))
    set_values(page, draft.values)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    revision = page.save_revision(user=user, log_action=False)
    log(instance=page, action="wagtail.create", user=user, revision=revision, content_changed=True)
    link = TakenPage.objects.create(
        page=page.page_ptr,
        city=city,
        origin_city=origin.city,
        origin_uuid=origin.uuid,
        language=origin.language,
        base=followed(draft.values, origin.kind),
        decided_hash=text_hash(origin.body),
        notes=stored(draft.notes),
        publisher=origin.city.publisher,
        licence=origin.city.licence,
        url=address_of(origin),
        taken_by=user,
    )
    log(instance=page, action=TAKEN, user=user, revision=revision, data={"publisher": link.publisher, "url": link.url})
    return link


def drafted(origin: PublishedDocument, city: City) -> Drafting:
    """What a document becomes in a city."""
    return Drafting(
        origin.body,
        Matching(city, origin),
        law=is_of_one_country(city, origin.city),
        names=_names(origin),
    )


def is_of_one_country(first: City, second: City) -> bool:
    """Whether the same laws hold in both cities, as far as anybody can tell without knowing them."""
    return first.country == second.country


def followed(values: Values, kind: str) -> Values:
    """The values that are compared when the origin changes."""
    return {name: values[name] for name in FOLLOWED[kind]}


def sensitivity_of(origin: PublishedDocument) -> str:
    """How carefully the published page is translated there; here it is to be done as carefully."""
    model = MODELS[origin.kind]
    live = model.objects.filter(translation_key=UUID(str(origin.uuid)), locale=origin.city.source_locale, live=True)
    return str(live.values_list("sensitivity", flat=True).first() or "careful")


def address_of(origin: PublishedDocument) -> str:
    """Where readers find the page in the other city's guide."""
    parts = (origin.city.guide_url, origin.language, origin.path)
    return f"{'/'.join(filter(None, parts))}/"


def _names(origin: PublishedDocument) -> list[str]:
    """The names by which the other city's text may speak of its city."""
    homes = PublishedDocument.objects.current().filter(city=origin.city, kind="city").annotate(name=KT("body__title"))
    return sorted({*homes.values_list("name", flat=True), origin.city.publisher})
