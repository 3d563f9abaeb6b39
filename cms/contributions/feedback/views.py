"""The pages of the desk on which readers say whether a page helped."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core import signing
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect

from cms.contributions.desk.cleaning import TooLongError, plain_text
from cms.contributions.desk.gates import (
    LONGEST,
    TRAP,
    StaleError,
    TooQuickError,
    TrappedError,
    form_gate,
    pass_gate,
)
from cms.contributions.desk.pages import HEADERS, Desk
from cms.contributions.desk.serving import before_anything_else, count_form, desk_view, thanks
from cms.contributions.feedback.counting import SHOWN_FROM, public_counts
from cms.contributions.feedback.models import LONGEST_TEXT, Feedback, Reason
from cms.contributions.feedback.personal import MASK, without_personal_data

PURPOSE = "feedback"
YES, NO = "yes", "no"


@before_anything_else
@desk_view
def feedback(desk: Desk, uuid: UUID) -> HttpResponse:
    """The two buttons, which stand on every page of the guide, too; whichever is tapped is counted at once."""
    if not desk.has(uuid):
        raise Http404(str(uuid))
    if desk.request.method != "POST":
        return desk.page(
            "feedback.html", desk.say("Did this page help you?"), about=_link(desk, uuid), send_to=desk.request.path
        )
    count_form(desk)
    if desk.request.POST.get(TRAP):
        raise TrappedError
    helpful = desk.request.POST.get("helpful")
    if helpful not in (YES, NO):
        raise StaleError
    given = Feedback.objects.create(city=desk.city, page_uuid=uuid, language=desk.language, helpful=helpful == YES)
    if given.helpful:
        return redirect(desk.address("feedback_thanks", uuid=uuid))
    token = signing.dumps(given.pk, salt=_salt(uuid))
    return redirect(desk.address("feedback_more", uuid=uuid, token=token))


@before_anything_else
@desk_view
def more(desk: Desk, uuid: UUID, token: str) -> HttpResponse:
    """Why the page did not help: a reason by tap, a few words, or both. What is sent joins what is counted."""
    document = _document(desk, uuid)
    given = _given(uuid, token)
    if desk.request.method != "POST":
        return _form(desk, uuid)
    count_form(desk)
    reason = desk.request.POST.get("reason", "")
    text = desk.request.POST.get("text", "")
    errors = []
    try:
        pass_gate(desk.request, PURPOSE, token)
        text = plain_text(text, LONGEST_TEXT)
    except TooQuickError:
        errors.append(("text", desk.say("That was too quick for us. Please send it again.")))
    except TooLongError:
        errors.append(("text", desk.say("Write at most 500 characters.")))
    if not errors and reason not in Reason.values and not text:
        errors.append(("reason", desk.say("Choose a reason, or write a few words.")))
    if errors:
        return _form(desk, uuid, errors=errors, reason=reason, text=text)
    kept = without_personal_data(text, document)
    given.reason = reason if reason in Reason.values else ""
    given.text, given.done = kept, False
    given.save(update_fields=["reason", "text", "done"])
    place = desk.address("feedback_thanks", uuid=uuid)
    return redirect(f"{place}?masked=1" if kept.count(MASK) > text.count(MASK) else place)


@desk_view
def thanked(desk: Desk, uuid: UUID) -> HttpResponse:
    """Thanks, and the way back to the page of the guide."""
    document = _document(desk, uuid)
    sentences = [desk.say("Your answer helps us to make this guide better. We cannot answer you here.")]
    if desk.request.GET.get("masked"):
        sentences.append(desk.say("What looked like a telephone number, an e-mail address or an account we took out."))
    return thanks(desk, *sentences, uuid=None if _is_telling(document) else uuid)


@desk_view
def counts(desk: Desk) -> HttpResponse:
    """How often readers of each page said that it helped, and that it did not; numbers from five up."""
    pages = public_counts(Feedback.objects.filter(city=desk.city))
    return JsonResponse({"city": desk.city.slug, "shown_from": SHOWN_FROM, "pages": pages}, headers=HEADERS)


def _document(desk: Desk, uuid: UUID) -> dict[str, Any]:
    """What is asked about; the page is gone for whoever asks about something that is not published."""
    document = desk.document(uuid)
    if document is None:
        raise Http404(str(uuid))
    return document


def _is_telling(document: dict[str, Any]) -> bool:
    """Whether the title alone endangers a reader if somebody sees it, here or in the history of her browser."""
    return bool(document["sensitivity"] == "safety")


def _link(desk: Desk, uuid: UUID) -> dict[str, Any] | None:
    """The way back to the page, if its title may be shown."""
    return None if _is_telling(_document(desk, uuid)) else desk.link(uuid)


def _given(uuid: UUID, token: str) -> Feedback:
    """What was counted when the button was tapped. Raises StaleError."""
    try:
        number = signing.loads(token, salt=_salt(uuid), max_age=LONGEST)
    except signing.BadSignature as error:
        raise StaleError from error
    found = Feedback.objects.filter(pk=number, page_uuid=uuid).first()
    if found is None:
        raise StaleError
    return found


def _salt(uuid: UUID) -> str:
    return f"waymark.desk.feedback.more.{uuid}"


def _form(
    desk: Desk, uuid: UUID, *, errors: list[tuple[str, str]] | None = None, reason: str = "", text: str = ""
) -> HttpResponse:
    reasons = [
        (Reason.WRONG.value, desk.say("Something is wrong")),
        (Reason.OUTDATED.value, desk.say("It is out of date")),
        (Reason.NOT_UNDERSTOOD.value, desk.say("I do not understand it")),
        (Reason.MISSING.value, desk.say("Something is missing")),
        (Reason.BROKEN.value, desk.say("A link does not work")),
    ]
    posted = desk.request.POST if desk.request.method == "POST" else None
    return desk.page(
        "reasons.html",
        desk.say("What went wrong?"),
        errors=errors or [],
        send_to=desk.request.path,
        gate=form_gate(PURPOSE, desk.arguments["token"], posted),
        about=_link(desk, uuid),
        reasons=reasons,
        reason=reason,
        text_of_reader=text,
        longest=LONGEST_TEXT,
    )
