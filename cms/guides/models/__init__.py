"""Models of the guides app."""

from __future__ import annotations

from cms.guides.models.alerts import AlertPage
from cms.guides.models.articles import ArticlePage
from cms.guides.models.base import GuidePage
from cms.guides.models.content import ProcedurePage, ServicePage
from cms.guides.models.entities import ContactPage, CostPage, DocumentTypePage, TermPage
from cms.guides.models.events import EventPage
from cms.guides.models.places import OfficePage, OrganisationPage
from cms.guides.models.structure import DirectoryPage, Holding, SituationPage, TopicPage
from cms.guides.models.voice import VoiceNote

__all__ = [
    "AlertPage",
    "ArticlePage",
    "ContactPage",
    "CostPage",
    "DirectoryPage",
    "DocumentTypePage",
    "EventPage",
    "GuidePage",
    "Holding",
    "OfficePage",
    "OrganisationPage",
    "ProcedurePage",
    "ServicePage",
    "SituationPage",
    "TermPage",
    "TopicPage",
    "VoiceNote",
]
