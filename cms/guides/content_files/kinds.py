"""The kinds of entities that content files hold: their folder, their page type, how Markdown refers to them."""

from __future__ import annotations

from dataclasses import dataclass

from cms.cities.models import CityPage
from cms.guides.models import (
    AlertPage,
    ArticlePage,
    ContactPage,
    CostPage,
    DocumentTypePage,
    EventPage,
    GuidePage,
    Holding,
    OfficePage,
    OrganisationPage,
    ProcedurePage,
    ServicePage,
    SituationPage,
    TermPage,
    TopicPage,
)


@dataclass(frozen=True)
class Kind:
    """One kind of entity. `holding` names the directory it lives in; without one it lives under a topic."""

    name: str
    folder: str
    model: type[GuidePage | CityPage]
    holding: Holding | None = None


# In the order in which pages are made: those that others refer to come first, so that few are written twice.
KINDS = (
    Kind("organisation", "organisations", OrganisationPage, Holding.ORGANISATION),
    Kind("office", "offices", OfficePage, Holding.OFFICE),
    Kind("contact", "contacts", ContactPage, Holding.CONTACT),
    Kind("cost", "costs", CostPage, Holding.COST),
    Kind("term", "terms", TermPage, Holding.TERM),
    Kind("topic", "topics", TopicPage),
    Kind("document", "documents", DocumentTypePage, Holding.DOCUMENT_TYPE),
    Kind("situation", "situations", SituationPage, Holding.SITUATION),
    Kind("procedure", "procedures", ProcedurePage),
    Kind("service", "services", ServicePage),
    Kind("article", "articles", ArticlePage),
    Kind("alert", "alerts", AlertPage, Holding.ALERT),
    Kind("event", "events", EventPage, Holding.EVENT),
)
CITY_KIND = Kind("city", "", CityPage)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_FOLDER = {kind.folder: kind for kind in (*KINDS, CITY_KIND)}
BY_MODEL = {kind.model: kind for kind in (*KINDS, CITY_KIND)}
FOLDERS = tuple(kind.folder for kind in KINDS)
NAMES = tuple(kind.name for kind in KINDS)
