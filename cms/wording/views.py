"""Screens on which memory and glossary are looked at, taken in from files and handed out as files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from cms.wording.forms import FileForm, GlossaryFileForm, MemoryFileForm
from cms.wording.holders import Holder, chosen_holder, holders_of
from translations.exchange.problems import ExchangeError
from translations.glossary.exchange import export_glossary, import_glossary
from translations.glossary.records import GlossaryTerm
from translations.memory.export import export_tmx
from translations.memory.records import MemoryUnit
from translations.memory.units import import_tmx

TERMS_PER_SCREEN = 100


class WordingView(WagtailAdminTemplateMixin, FormView[FileForm]):
    """What the two screens share: whose it is about, and a file that is taken in."""

    header_icon = "openquote"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find out whose wording it is about."""
        super().setup(request, *args, **kwargs)
        self.holder = chosen_holder(request.user, request.GET.get("city"))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The cities to choose from, and the languages that there are."""
        sources = self.holder.source_languages
        source = _source(self.request, self.holder)
        return super().get_context_data(
            holders=holders_of(self.request.user),
            holder=self.holder,
            sources=sources,
            source=source,
            targets=self.holder.targets(source),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a file in, from those who may decide for the city."""
        if not self.holder.may_change:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: FileForm) -> HttpResponse:
        """Say what became of the file, or which line of it is wrong."""
        try:
            added, changed, unchanged, unknown = self.take_in(form)
        except ExchangeError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        messages.success(
            self.request,
            ngettext("%(added)d was added", "%(added)d were added", added) % {"added": added}
            + _(", %(changed)d changed, %(unchanged)d were there already.")
            % {"changed": changed, "unchanged": unchanged},
        )
        if unknown:
            tags = ", ".join(f"{tag} ({count})" for tag, count in sorted(unknown.items()))
            messages.warning(
                self.request, _("Left out, because the installation does not have these languages: %s") % tags
            )
        return HttpResponseRedirect(self.request.get_full_path())

    def take_in(self, form: FileForm) -> tuple[int, int, int, dict[str, int]]:
        """Numbers of what was added, changed and there already; by language tag what was left out."""
        raise NotImplementedError


class MemoryView(WordingView):
    """The translation memory of a city."""

    form_class = MemoryFileForm
    template_name = "wording/memory.html"
    page_title = gettext_lazy("Translation memory")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How much there is beside what stands on pages."""
        units = MemoryUnit.objects.filter(owner=self.holder.owner)
        return super().get_context_data(imported=units.count(), **kwargs)

    def take_in(self, form: FileForm) -> tuple[int, int, int, dict[str, int]]:
        """Take a TMX file in."""
        file = form.cleaned_data["file"]
        report = import_tmx(file.file, owner=self.holder.owner, user=self.request.user, origin=file.name)
        return report.added, report.changed, report.unchanged, report.unknown_languages


class GlossaryView(WordingView):
    """The glossary of a city: the list beside its term pages."""

    form_class = GlossaryFileForm
    template_name = "wording/glossary.html"
    page_title = gettext_lazy("Glossary")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One screen of terms."""
        terms = GlossaryTerm.objects.filter(owner=self.holder.owner).select_related("locale")
        terms = terms.prefetch_related("translations__locale")
        screen = Paginator(terms, TERMS_PER_SCREEN).get_page(self.request.GET.get("p", "1"))
        return super().get_context_data(screen=screen, **kwargs)

    def take_in(self, form: FileForm) -> tuple[int, int, int, dict[str, int]]:
        """Take a table or a TBX file in."""
        file = form.cleaned_data["file"]
        report = import_glossary(file.file, form.kind(file), self.holder.owner)
        return report.added, report.changed, report.unchanged, report.unknown_languages


@require_POST
def remove_term(request: HttpRequest) -> HttpResponse:
    """Take a term off the list of a city."""
    holder = chosen_holder(request.user, request.GET.get("city"))
    if not holder.may_change:
        raise PermissionDenied
    number = request.POST.get("term", "")
    term = get_object_or_404(GlossaryTerm, owner=holder.owner, pk=number if number.isdecimal() else 0)
    term.delete()
    messages.success(request, _("“%(term)s” is no longer in the glossary.") % {"term": term.text})
    return HttpResponseRedirect(f"{reverse('wording_glossary')}?city={holder.slug}")


def export_memory(request: HttpRequest) -> StreamingHttpResponse:
    """Hand a city's memory out as TMX, in the languages that are asked for."""
    holder = chosen_holder(request.user, request.GET.get("city"))
    source = _source(request, holder)
    wanted = request.GET.getlist("language")
    targets = [locale for locale in holder.targets(source) if not wanted or locale.language_code in wanted]
    return _file(export_tmx(holder.owner, source, targets), "application/x-tmx+xml", f"{_name(holder, source)}.tmx")


def export_terms(request: HttpRequest) -> StreamingHttpResponse:
    """Hand a city's glossary out as a table or as TBX."""
    holder = chosen_holder(request.user, request.GET.get("city"))
    source = _source(request, holder)
    kind = request.GET.get("format", "csv")
    types = {"csv": "text/csv; charset=utf-8", "tbx": "application/x-tbx"}
    if kind not in types:
        raise Http404(kind)
    return _file(export_glossary(kind, holder.owner, source), types[kind], f"{_name(holder, source)}-terms.{kind}")


def _source(request: HttpRequest, holder: Holder) -> Locale:
    tag = request.GET.get("source", "")
    for locale in holder.source_languages:
        if tag in ("", locale.language_code):
            return locale
    raise Http404(tag)


def _name(holder: Holder, source: Locale) -> str:
    return f"{holder.slug or 'all-cities'}-{source.language_code}"


def _file(pieces: Any, content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
