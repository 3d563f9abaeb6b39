"""The glossary of the installation, for those who run it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.snippets.views.snippets import SnippetViewSet

from translations.glossary.records import GlossaryTerm
from translations.memory.owners import INSTALLATION


class GlossaryTermViewSet(SnippetViewSet):
    """Words that hold for every city, with their agreed translations."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary of all cities")
    add_to_settings_menu = True
    list_display = ("text", "locale", "do_not_translate", "keep_source")
    list_filter = ("locale", "do_not_translate", "keep_source")
    search_fields = ("text", "definition")
    panels = (
        FieldPanel("locale"),
        FieldPanel("text"),
        FieldPanel("definition"),
        FieldPanel("do_not_translate"),
        FieldPanel("keep_source"),
        InlinePanel(
            "translations",
            label=_("Agreed translation"),
            heading=_("Agreed translations"),
            panels=[FieldPanel("locale"), FieldPanel("text")],
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[GlossaryTerm]:
        """Not the lists of cities, which have a screen of their own."""
        return GlossaryTerm.objects.filter(owner=INSTALLATION)
