"""Where memory and glossary meet Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cms.wording.views import GlossaryView, MemoryView, export_memory, export_terms, remove_term
from cms.wording.viewsets import GlossaryTermViewSet

register_snippet(GlossaryTermViewSet)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The addresses of the screens. None names anything by id: whose it is, is looked up among a person's cities."""
    return [
        path("wording/memory/", MemoryView.as_view(), name="wording_memory"),
        path("wording/memory/export/", export_memory, name="wording_export_memory"),
        path("wording/glossary/", GlossaryView.as_view(), name="wording_glossary"),
        path("wording/glossary/export/", export_terms, name="wording_export_glossary"),
        path("wording/glossary/remove/", remove_term, name="wording_remove_term"),
    ]


@hooks.register("register_reports_menu_item")
def register_memory_item() -> MenuItem:
    """Offer the memory to everyone: it shows a person the cities in which they have a role."""
    return MenuItem(_("Translation memory"), reverse("wording_memory"), icon_name="openquote", order=110)


@hooks.register("register_reports_menu_item")
def register_glossary_item() -> MenuItem:
    """Offer the glossary to everyone, likewise."""
    return MenuItem(_("Glossary"), reverse("wording_glossary"), icon_name="openquote", order=115)
