"""The admin's views of the desk: the screen, one segment of it, what the memory knows, and the preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PageStatusSidePanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import StringSegment

from cms.publishing.desk import publication
from cms.publishing.desk.desk import Desk, desk_of, is_at_desk
from cms.publishing.desk.remembered import remembered
from cms.publishing.desk.saving import Result, dismiss, save_text, still_right, tell_readers
from cms.publishing.desk.segments import Progress, Row, digest, rows_of, sections
from cms.publishing.requests import latest_request

SHOW = ("all", "todo", "findings")
WHOLE_PAGE: dict[str, Callable[[Desk], publication.Done]] = {
    "publish": publication.publish,
    "submit": publication.submit,
    "draft": publication.save_draft,
    "machine": publication.draft_by_machine,
}


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """The whole screen, and its form for those who have no JavaScript."""

    template_name = "publishing/desk.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the page; what is not translated segment by segment has Wagtail's editor."""
        page = Page.objects.filter(pk=kwargs["page_id"]).first()
        if page is not None and not is_at_desk(page):
            return redirect("wagtailadmin_pages:edit", page.pk)
        self.desk = desk_of(request, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """From which language into which."""
        return _("Translating into %(language)s") % {"language": self.desk.translation.target_locale.get_display_name()}

    def get_page_subtitle(self) -> str:
        """The page that it is about."""
        return str(self.desk.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The segments, or those that the form could not store with what was typed."""
        desk = self.desk
        rows = kwargs.pop("rows", None) or rows_of(desk)
        show = self.request.GET.get("show", "all")
        request = latest_request(desk.source_page) if desk.source_page else None
        panels = [_status_panel(desk, self.request)]
        asked = self.request.GET.get("segment", "")
        return super().get_context_data(
            desk=desk,
            page=desk.page,
            rows=rows,
            sections=list(sections(rows)),
            progress=Progress(rows),
            show=show if show in SHOW else "all",
            actions=publication.actions_of(desk),
            running=request is not None and request.outcome is None and not request.has_failed,
            not_drafted=(request.outcome or {}).get("not_drafted", {}).get(desk.language, "") if request else "",
            editor_url=f"{reverse('wagtailadmin_pages:edit', args=[desk.page.pk])}?{CLASSIC}",
            asked=int(asked) if asked.isdecimal() else 0,
            suggestions=_suggestions(desk, asked),
            may_edit_source=desk.may_edit_source(),
            side_panels=panels,
            media=MediaContainer(panels).media,
            history_url=reverse("wagtailadmin_pages:history", args=[desk.page.pk]),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store every text that was changed, then do what the button says."""
        desk = self.desk
        if desk.is_locked:
            messages.error(request, _("The page is locked. Nothing was saved."))
            return self._again(request, {})
        name, _separator, which = request.POST.get("action", "").partition(":")
        lost = self._store(request, accept=which if name == "accept" else "")
        if lost:
            return self._again(request, lost)
        segment = _segment(desk, which)
        if name in WHOLE_PAGE:
            _say(request, WHOLE_PAGE[name](desk))
        elif name == "review":
            _say(request, publication.review(desk, which))
        elif name == "right" and segment is not None:
            still_right(desk, segment)
            tell_readers(desk)
        elif name == "dismiss":
            _dismiss_any(desk, which)
        return self._back(request, f"#segment-{which}" if segment is not None else "")

    def _store(self, request: HttpRequest, accept: str) -> dict[int, str]:
        """Store the texts of the form; answer what could not be stored, by segment."""
        lost: dict[int, str] = {}
        saved = 0
        known = {segment.pk: segment for segment in _segments(self.desk)}
        texts = {
            int(key.removeprefix("text-")): str(text)
            for key, text in request.POST.items()
            if key.startswith("text-") and key.removeprefix("text-").isdecimal()
        }
        for pk, text in texts.items():
            if pk not in known:
                # The source changed since; the person sees the text again and can copy it.
                lost[pk] = text
                continue
            seen = request.POST.get(f"seen-{pk}", "")
            result = save_text(self.desk, known[pk], text, seen, accept=str(pk) == accept)
            saved += result is Result.SAVED
            if result is Result.CONFLICT:
                lost[pk] = text
        if saved:
            tell_readers(self.desk)
            messages.success(
                request,
                ngettext("%(count)d segment saved.", "%(count)d segments saved.", saved) % {"count": saved},
            )
        return lost

    def _again(self, request: HttpRequest, lost: dict[int, str]) -> HttpResponse:
        """The screen with what was typed."""
        texts = {f"text-{pk}": text for pk, text in lost.items()} if lost else request.POST
        rows = [_with_typed(row, texts.get(f"text-{row.pk}")) for row in rows_of(self.desk)]
        gone = [text for pk, text in lost.items() if pk not in {row.pk for row in rows} and text.strip()]
        if any(row.unsaved is not None for row in rows) and lost:
            messages.error(request, _("Somebody else saved the same segments meanwhile. Both texts are shown below."))
        return self.render_to_response(self.get_context_data(rows=rows, gone=gone), status=409 if lost else 423)

    def _back(self, request: HttpRequest, place: str) -> HttpResponseRedirect:
        show = request.POST.get("show", "")
        query = f"?show={show}" if show in SHOW[1:] else ""
        return HttpResponseRedirect(f"{reverse('publishing_desk', args=[self.desk.page.pk])}{query}{place}")


class SegmentView(View):
    """One segment: stored as it is typed, and answered anew with what the checks say of it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page, and the segment among those of its source."""
        super().setup(request, *args, **kwargs)
        self.desk = desk_of(request, kwargs["page_id"])

    def get(self, request: HttpRequest, page_id: int, string_segment_id: int) -> HttpResponse:
        """What the memory knows for the segment, as a piece of HTML."""
        segment = _segment(self.desk, str(string_segment_id))
        if segment is None:
            raise Http404
        context = {"suggestions": remembered(self.desk, segment), "desk": self.desk}
        return render(request, "publishing/desk_suggestions.html", context)

    def post(self, request: HttpRequest, page_id: int, string_segment_id: int) -> JsonResponse:
        """Store and answer the segment as it is then. 409: it has changed meanwhile; 410: it is gone; 423: locked."""
        segment = _segment(self.desk, str(string_segment_id))
        if segment is None:
            return JsonResponse({"message": _("The source of this text has changed. Copy it, and reload.")}, status=410)
        if self.desk.is_locked:
            return JsonResponse({"message": _("The page is locked. Nothing was saved.")}, status=423)
        action, text = request.POST.get("action", "save"), request.POST.get("text", "")
        with transaction.atomic():
            if action == "dismiss":
                result = dismiss(self.desk, segment, request.POST.get("finding", ""))
            elif action == "right":
                result = still_right(self.desk, segment)
            else:
                seen = request.POST.get("seen", "")
                result = save_text(self.desk, segment, text, seen, accept=action == "accept")
            if result is Result.SAVED:
                tell_readers(self.desk)
        rows = rows_of(self.desk)
        row = next(row for row in rows if row.pk == segment.pk)
        if result is Result.CONFLICT:
            row = replace(row, unsaved=text)
        return JsonResponse(_answer(request, row, rows, result), status=409 if result is Result.CONFLICT else 200)


def _answer(request: HttpRequest, row: Row, rows: list[Row], result: Result) -> dict[str, Any]:
    progress = Progress(rows)
    actions = publication.actions_of(row.desk)
    return {
        "result": result.value,
        "text": row.text,
        "seen": row.seen,
        "state": row.state.value,
        "unfinished": row.is_unfinished,
        "blocked": row.is_blocked,
        "findings": len(row.open_findings) + bool(row.error),
        "html": render_to_string("publishing/desk_state.html", {"row": row, "desk": row.desk}, request),
        "progress": render_to_string("publishing/desk_progress.html", {"progress": progress}, request),
        "actions": render_to_string("publishing/desk_actions.html", {"actions": actions}, request),
    }


# In the place of what the preview answers by itself: that no frame may show it.
@method_decorator([require_GET, xframe_options_sameorigin_override], name="dispatch")
class DeskPreviewView(View):
    """The page as the guide would show it with the text that is stored now."""

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The draft by the theme, what is not translated in the language of the source."""
        desk = desk_of(request, page_id)
        draft: Any = desk.translation.source.get_ephemeral_translated_instance(
            desk.translation.target_locale, fallback=True
        )
        answer: HttpResponse = draft.make_preview_request(request, draft.default_preview_mode)
        return answer


# In the query of a page's edit address: leads past the desk to wagtail-localize's own editor.
CLASSIC = "editor=wagtail-localize"


def lead_to_desk(request: HttpRequest, page: Page) -> HttpResponse | None:
    """In the place of wagtail-localize's editor, for whoever has not asked for that.

    Wagtail's form for an earlier version would write past the segments: the desk takes its words back.
    """
    match = request.resolver_match
    if match is not None and match.view_name == "wagtailadmin_pages:revisions_revert" and is_at_desk(page):
        return redirect("publishing_desk_restore", page.pk, match.kwargs["revision_id"])
    if request.method != "GET" or CLASSIC in request.META.get("QUERY_STRING", "") or not is_at_desk(page):
        return None
    return redirect("publishing_desk", page.pk)


def _with_typed(row: Row, typed: str | None) -> Row:
    return row if typed is None or digest(typed) == digest(row.text) else replace(row, unsaved=typed)


def _segments(desk: Desk) -> list[StringSegment]:
    return list(StringSegment.objects.filter(source=desk.translation.source).select_related("string", "context"))


def _segment(desk: Desk, pk: str) -> StringSegment | None:
    """A segment of the page's source by its id; None when the source has it no more."""
    if not pk.isdecimal():
        return None
    return (
        StringSegment.objects.filter(source=desk.translation.source, pk=int(pk))
        .select_related("string", "context")
        .first()
    )


def _suggestions(desk: Desk, asked: str) -> list[Any]:
    segment = _segment(desk, asked)
    return remembered(desk, segment) if segment is not None else []


def _dismiss_any(desk: Desk, finding_id: str) -> None:
    for segment in _segments(desk):
        if dismiss(desk, segment, finding_id) is Result.SAVED:
            tell_readers(desk)
            return


def _say(request: HttpRequest, done: publication.Done) -> None:
    (messages.error if done.refused else messages.success)(request, done.message)


def _status_panel(desk: Desk, request: HttpRequest) -> PageStatusSidePanel:
    """Wagtail's own: who may see the page, its lock, its review, its languages."""
    languages = [
        {"locale": each.locale, "url": reverse("wagtailadmin_pages:edit", args=[each.pk])}
        for each in desk.page.get_translations().select_related("locale")
        if each.permissions_for_user(desk.user).can_edit()
    ]
    return PageStatusSidePanel(
        desk.page,
        request,
        show_schedule_publishing_toggle=False,
        live_object=desk.page,
        scheduled_object=desk.page.get_scheduled_revision_as_object(),
        locale=desk.translation.target_locale,
        translations=languages,
    )
