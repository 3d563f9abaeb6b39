"""The screens of voice notes: the one of a page, and the list of those in one's cities."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.cities.models import City
from cms.cities.trees import city_of
from cms.guides.models import GuidePage, VoiceNote
from cms.guides.voice.access import may_have_voice_note
from cms.guides.voice.filters import VoiceNoteFilterSet, in_cities
from cms.guides.voice.forms import VoiceNoteForm
from cms.guides.voice.texts import is_outdated

PER_SCREEN = 50


class VoiceNotesView(BaseListingView):
    """The voice notes of the editor's cities."""

    page_title = gettext_lazy("Voice notes")
    header_icon = "media"
    template_name = "wagtailadmin/generic/listing.html"
    results_template_name = "guides/voice/results.html"
    index_url_name = "guides_voice_notes"
    index_results_url_name = "guides_voice_notes_results"
    filterset_class = VoiceNoteFilterSet
    paginate_by = PER_SCREEN
    default_ordering = "page__path"  # city by city, language by language

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who edit a guide."""
        if not City.objects.edited_by(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[VoiceNote]:
        """None of another city."""
        notes = VoiceNote.objects.select_related("page__locale")
        return in_cities(notes, City.objects.edited_by(self.request.user))

    @property
    def columns(self) -> list[Column]:
        """Of which page, since when, and whether it is to be recorded again."""
        return [
            TitleColumn(
                "page", label=_("Page"), get_url=lambda note: reverse("guides_voice_note", args=[note.page_id])
            ),
            Column("city", label=_("City"), accessor=lambda note: city_of(note.page)),
            Column("language", label=_("Language"), accessor="page.locale"),
            Column("reader", label=_("Who reads")),
            Column("recorded_on", label=_("Recorded on")),
            Column("state", label=_("State"), accessor=_state),
        ]


class VoiceNoteView(WagtailAdminTemplateMixin, FormView[VoiceNoteForm]):
    """Attaches a voice note to a page, replaces it, or deletes it."""

    form_class = VoiceNoteForm
    template_name = "guides/voice/form.html"
    header_icon = "media"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page, for those who may publish it."""
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not issubclass(self.page.specific_class or Page, GuidePage):
            raise Http404
        if not may_have_voice_note(self.page, request.user):
            raise PermissionDenied
        self.note = VoiceNote.objects.filter(page=self.page).first()

    def get_page_title(self) -> str:
        """Whose it is."""
        return _("Voice note: %(page)s") % {"page": self.page.get_admin_display_title()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the page, this screen."""
        page = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.page.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, page, {"url": "", "label": _("Voice note")}]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The note that there is, or a new one of this page."""
        return {**super().get_form_kwargs(), "instance": self.note or VoiceNote(page=self.page)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The recording to listen to, and its state."""
        note = VoiceNote.objects.filter(page=self.page).first()
        return super().get_context_data(note=note, state=_state(note) if note else "", page=self.page, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save what was sent, or delete the note."""
        if self.note and "delete" in request.POST:
            with transaction.atomic():
                self.note.delete()
            messages.success(request, _("The voice note was deleted."))
            return self._back()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: VoiceNoteForm) -> HttpResponse:
        """Readers of a live page have it with the next build."""
        with transaction.atomic():
            form.save()
        messages.success(self.request, _("The voice note was saved."))
        return self._back()

    def form_invalid(self, form: VoiceNoteForm) -> HttpResponse:
        """The form with what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _back(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))


def _state(note: VoiceNote) -> str:
    if is_outdated(note):
        return _("The text changed since it was recorded")
    return _("Says what the page says") if note.page.live else _("The page is not live")
