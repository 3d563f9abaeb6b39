"""An accepted change of a translation's words: into its segments, as a person's text that waits for publication."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.contributions.proposals.applying import CannotApplyError, apply
from cms.contributions.proposals.queue.accepting import Accepted, CannotAcceptError, refuse_if_locked
from cms.contributions.proposals.queue.matters import Matter
from cms.publishing.desk import publication
from cms.publishing.desk.desk import Desk
from cms.publishing.desk.notation import to_text
from cms.publishing.desk.saving import Result, save_text, tell_readers
from cms.publishing.desk.segments import seen_token


def into_translation(matter: Matter, user: Any, value: str, *, publish: bool) -> Accepted:
    """Put a value into the segments of a translated page; those whose words stay are not touched.

    Raises:
        CannotAcceptError: the page is locked, or what is proposed has other paragraphs than the source.
    """
    if matter.translation is None or not matter.translation.enabled:
        raise CannotAcceptError(_("This page is translated by hand. Enter it in its editor, then say that it is done."))
    desk = Desk(matter.page, matter.translation, user)
    refuse_if_locked(desk.page, user)
    draft = matter.newest_draft()
    said = _segments_of(draft)
    try:
        apply(draft, matter.proposal.field, value)
    except CannotApplyError as error:
        raise CannotAcceptError(str(error)) from error
    changed = {path: texts for path, texts in _segments_of(draft).items() if texts != said.get(path)}
    saved = [_store(desk, path, texts, said.get(path, [])) for path, texts in changed.items()]
    if not any(saved):
        return Accepted(desk.page, None)
    tell_readers(desk)
    outcome = publication.publish(desk) if publish else publication.save_draft(desk)
    if outcome.refused:
        raise CannotAcceptError(outcome.message)
    return Accepted(desk.page, _newest(desk), published=publish)


Text = tuple[str, tuple[tuple[str, str], ...]]
"""A segment's HTML, and where its links lead."""


def _segments_of(page: Any) -> dict[str, list[Text]]:
    """The segments of a page in their order, by their path."""
    found: dict[str, list[Text]] = defaultdict(list)
    for value in extract_segments(page):
        if isinstance(value, StringSegmentValue):
            links = tuple((key, str(sorted(each.items()))) for key, each in sorted((value.attrs or {}).items()))
            found[value.path].append((value.string.data, links))
    return dict(found)


def _store(desk: Desk, path: str, texts: list[Text], before: list[Text]) -> bool:
    """Store what changed at one path; whether anything did."""
    segments = list(
        StringSegment.objects.filter(source=desk.translation.source, context__path=path)
        .select_related("string", "context")
        .order_by("order")
    )
    if len(segments) != len(texts):
        said = _("The source has %(count)d paragraphs here: write as many, or enter it at the translation desk.")
        raise CannotAcceptError(said % {"count": len(segments)})
    stored = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(
            context__in=[segment.context_id for segment in segments], locale=desk.translation.target_locale
        )
    }
    anything = False
    for number, (segment, text) in enumerate(zip(segments, texts, strict=True)):
        if before[number : number + 1] == [text]:
            continue
        row = stored.get((segment.string_id, segment.context_id))
        # The token is that of the text as it stands, which the lock on the proposal's page keeps from changing.
        seen = seen_token(row, to_text(row.data, desk.direction) if row else "")
        result = save_text(desk, segment, to_text(_named_as_in_source(text, segment)), seen, accept=True)
        if result is Result.CONFLICT:
            raise CannotAcceptError(_("Somebody is changing this translation right now. Try again."))
        anything = anything or result is Result.SAVED
    return anything


def _named_as_in_source(text: Text, segment: StringSegment) -> str:
    """The HTML with its links under the names that they have in the source, where those lead to the same place."""
    html, links = text
    places = {str(sorted(each.items())): key for key, each in (json.loads(segment.attrs or "null") or {}).items()}
    for name, place in links:
        html = html.replace(f'id="{name}"', f'id="~{places.get(place, name)}"')
    return html.replace('id="~', 'id="')


def _newest(desk: Desk) -> Revision | None:
    return Revision.objects.for_instance(desk.page).order_by("-created_at", "-pk").first()
