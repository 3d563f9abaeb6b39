"""Screens on which text for agencies is handed out, and on which what comes back is looked at before it is taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile as Upload
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page, UploadedFile
from wagtail_localize.models import StringTranslation

from cms.cities.models import City
from cms.cities.screens import CityScreen
from cms.guides.models import DirectoryPage
from cms.publishing.exchange import READERS, Kind, Scope, export, import_file, planned
from translations.exchange.problems import ExchangeError
from translations.exchange.taking_in import TAKEN, Item, Verdict

MEGABYTE = 1024 * 1024
BIGGEST = 20  # megabytes: some 20,000 segments
LONGEST_NAME = 80
# So many segments of a kind are shown; a person who has more to look at looks into the file.
SHOWN = 100


class ExportForm(forms.Form):
    """What goes out."""

    languages = forms.MultipleChoiceField(label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple)
    scope = forms.ChoiceField(label=gettext_lazy("Which text"), choices=Scope.choices, initial=Scope.OPEN)
    kind = forms.ChoiceField(label=gettext_lazy("Format"), choices=Kind.choices, initial=Kind.XLIFF)

    def __init__(self, *args: Any, city: City, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = self.fields["languages"]
        if isinstance(languages, forms.MultipleChoiceField):
            languages.choices = [(tag, tag) for tag in city.language_tags if tag != city.source_language]


class ImportForm(forms.Form):
    """What came back."""

    file = forms.FileField(label=gettext_lazy("File"), allow_empty_file=True)
    reviewed = forms.BooleanField(
        label=gettext_lazy("A person has checked every translation in this file"),
        help_text=gettext_lazy(
            "Then its text counts as reviewed, drafts that come back unchanged too. Otherwise it waits for somebody to "
            "accept it, and until then is held to what holds for machine text."
        ),
        required=False,
    )

    def clean_file(self) -> Upload:
        """Refuse what is no such file, or too big to be read within a request."""
        file: Upload = self.cleaned_data["file"]
        if PurePath(file.name or "").suffix.lower() not in READERS:
            raise forms.ValidationError(
                _("Choose a file whose name ends in %(endings)s."), params={"endings": ", ".join(READERS)}
            )
        if (file.size or 0) > BIGGEST * MEGABYTE:
            raise forms.ValidationError(
                _("The file is bigger than %(biggest)d MB. Split it."), params={"biggest": BIGGEST}
            )
        return file


class ExchangeView(CityScreen, TemplateView):
    """Files of one city of the user: the one named in the address, or the first."""

    template_name = "publishing/exchange.html"
    page_title = gettext_lazy("Files for translators")
    header_icon = "download"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Both forms; the one that was sent says what is wrong with it."""
        forms_shown = {"export_form": ExportForm(city=self.city), "import_form": ImportForm()}
        return super().get_context_data(**{**forms_shown, **kwargs})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand files out, or keep the file that was handed in until the person has looked at what is in it."""
        if "export" in request.POST:
            return self._export(ExportForm(request.POST, city=self.city))
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(import_form=form))
        upload = form.cleaned_data["file"]
        try:
            planned(upload.file, upload.name, request.user, reviewed=False)
        except ExchangeError as error:
            form.add_error("file", str(error))
            return self.render_to_response(self.get_context_data(import_form=form))
        kept = _keep(upload, request.user)
        query = "?reviewed=1" if form.cleaned_data["reviewed"] else ""
        return HttpResponseRedirect(reverse("publishing_exchange_preview", args=[kept.pk]) + query)

    def _export(self, form: ExportForm) -> HttpResponse:
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(export_form=form))
        home = self.city.pages.get(locale=self.city.source_locale)
        pages = home.get_descendants(inclusive=True).live().not_type(DirectoryPage).order_by("path")
        locales = [
            language.locale
            for language in self.city.languages.select_related("locale")
            if language.locale.language_code in form.cleaned_data["languages"]
        ]
        return answer_with_file(self.request, self.city, list(pages), locales)


class PreviewView(WagtailAdminTemplateMixin, TemplateView):
    """What would become of a file that was handed in; taking it in, or throwing it away."""

    template_name = "publishing/exchange_preview.html"
    page_title = gettext_lazy("Take translations in")
    header_icon = "upload"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the file among those that this person handed in here."""
        super().setup(request, *args, **kwargs)
        self.kept = get_object_or_404(_kept_of(request.user), pk=kwargs["uploaded_file_id"])
        self.name = PurePath(self.kept.file.name).name.partition("-")[2]
        self.reviewed = "reviewed" in request.GET

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the files, this one."""
        files = {"url": reverse("publishing_exchange"), "label": ExchangeView.page_title}
        return [*self.breadcrumbs_items, files, {"url": "", "label": self.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The segments by what becomes of them, in numbers and in words."""
        with self.kept.file.open("rb") as stream:
            items = planned(stream, self.name, self.request.user, reviewed=self.reviewed)
        groups = [
            (verdict, len(found), found if verdict is Verdict.CONFLICT else found[:SHOWN])
            for verdict in Verdict
            if (found := [item for item in items if item.verdict is verdict])
        ]
        return super().get_context_data(
            name=self.name,
            reviewed=self.reviewed,
            groups=groups,
            summary=summary(items),
            may_take_in=any(item.verdict in TAKEN | {Verdict.CONFLICT} for item in items),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseRedirect:
        """Take the file in as it stands against the pages of now, or throw it away."""
        user: Any = request.user
        if "discard" not in request.POST:
            with self.kept.file.open("rb") as stream:
                items, stored = import_file(
                    stream, self.name, request.POST.getlist("agreed"), user, reviewed=self.reviewed
                )
            text = ngettext("%(count)d translation was taken in.", "%(count)d translations were taken in.", len(stored))
            messages.success(request, text % {"count": len(stored)})
            left = summary([item for item in items if item not in stored and item.verdict is not Verdict.SAME])
            if left:
                messages.warning(request, _("Left out: %(what)s.") % {"what": left})
        _throw_away(self.kept)
        return HttpResponseRedirect(reverse("publishing_exchange"))


def summary(items: list[Item]) -> str:
    """How many segments there are of each kind: “312 new, 14 changed”."""
    counts = Counter(item.verdict for item in items)
    return ", ".join(f"{counts[verdict]} {verdict.label}" for verdict in Verdict if counts[verdict])


def answer_with_file(
    request: HttpRequest, city: City, pages: Sequence[Page], locales: Sequence[Locale]
) -> HttpResponse:
    """Hand out what the request asks for: `kind` and `scope`; back to where it came from if that is nothing."""
    kind, scope = request.POST.get("kind", ""), request.POST.get("scope", "")
    if kind not in Kind.values or scope not in Scope.values:
        raise Http404(f"{kind} {scope}")
    file = export(city, pages, locales, Kind(kind), Scope(scope))
    if file is None:
        messages.info(request, _("There is nothing to translate in these languages."))
        return HttpResponseRedirect(request.get_full_path())
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def _kept_of(user: Any) -> Any:
    content_type = ContentType.objects.get_for_model(StringTranslation)
    return UploadedFile.objects.filter(uploaded_by_user=user.pk, for_content_type=content_type)


def _keep(upload: Upload, user: Any) -> UploadedFile:
    """The file for the next request, in the place of what the person left here before. Nobody can guess its name."""
    for earlier in _kept_of(user):
        _throw_away(earlier)
    upload.seek(0)
    upload.name = f"{uuid4().hex}-{PurePath(upload.name or '').name[-LONGEST_NAME:]}"
    kept: UploadedFile = UploadedFile.objects.create(
        file=upload, uploaded_by_user=user, for_content_type=ContentType.objects.get_for_model(StringTranslation)
    )
    return kept


def _throw_away(kept: UploadedFile) -> None:
    kept.file.delete(save=False)
    kept.delete()
