"""The pages of the desk on which anybody proposes a change to a field of a page, or tells that something is wrong."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from markupsafe import Markup

from cms.contributions.desk.gates import form_gate
from cms.contributions.desk.pages import Desk
from cms.contributions.desk.serving import desk_view
from cms.contributions.proposals.coming import Coming, coming, open_to_anybody, partner_view
from cms.contributions.proposals.fields import ProposableField, ProposablePage, proposable_page
from cms.contributions.proposals.models import LONGEST_NOTE, LONGEST_TEXT, Proposal, ProposalKind
from cms.contributions.proposals.plain_text import tidied
from cms.contributions.proposals.sending import COMPLETED, Answers, pass_gates, source_page, store, thanks_page
from site_builder.views.proposable_parts import Kind

PURPOSE = "proposal"
# Of what a field says now, in a list of all of them.
SHOWN = 160
MULTI_LINE = frozenset({Kind.TEXT, Kind.RICH, Kind.PHONES, Kind.ADDRESS, Kind.WORDS})
# The page as a whole, and what is missing in it.
WHOLE = ""
# Attributes of what may be written from right to left on a page that is not, or the other way round.
AUTO = Markup(' dir="auto"')


@open_to_anybody
@desk_view
@partner_view
def suggest(desk: Desk, uuid: UUID) -> HttpResponse:
    """Choose a field; see what it says now and write how it should be; send it."""
    who = coming(desk)
    page = proposable_page(desk.city, desk.language, str(uuid))
    if page is None:
        raise Http404(str(uuid))
    asked = desk.request.POST if desk.request.method == "POST" else desk.request.GET
    path = asked.get("field")
    if path is None:
        return _choice(desk, page, who)
    field = page.field(path)
    if field is None and path != WHOLE:
        raise Http404(path)
    if desk.request.method == "POST" and "what" in asked:
        return _sent(desk, page, field, who)
    return _form(desk, page, field, who)


@desk_view
def thanked(desk: Desk, uuid: UUID) -> HttpResponse:
    """What happens next, and the ways on."""
    page = proposable_page(desk.city, desk.language, str(uuid))
    if page is None:
        raise Http404(str(uuid))
    return _thanks(desk, page, Coming(), answer="answer" in desk.request.GET)


def _choice(desk: Desk, page: ProposablePage, who: Coming) -> HttpResponse:
    said = [field for field in page.fields if field.value]
    return desk.page(
        "suggest_choose.html",
        desk.say("Something wrong or missing?"),
        about=desk.link(page.uuid),
        name=page.title,
        who=who,
        here=desk.request.path,
        groups=[
            {"title": title, "fields": [_listed(page, field) for field in fields]}
            for title, fields in groupby(said, key=lambda field: field.group)
        ],
        unsaid=[{"path": field.path, "name": field.name} for field in page.fields if not field.value],
        shown=[{"title": title, "address": desk.address("suggest", uuid=shown)} for shown, title in page.shown.items()],
        text_attrs=page.text_attrs,
        auto=AUTO,
    )


def _listed(page: ProposablePage, field: ProposableField) -> dict[str, Any]:
    now = " ".join(field.value.split())
    return {
        "path": field.path,
        "label": field.label,
        "now": now if len(now) <= SHOWN else now[:SHOWN].rpartition(" ")[0] + " …",
        "attrs": page.text_attrs if field.is_text else "",
    }


def _form(
    desk: Desk,
    page: ProposablePage,
    field: ProposableField | None,
    who: Coming,
    answers: dict[str, str] | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    given = {"what": ProposalKind.CHANGE.value, "after": field.value if field else "", "note": "", "email": ""}
    return desk.page(
        "suggest.html",
        desk.say("Propose a change"),
        errors=errors or [],
        send_to=desk.request.path,
        gate=form_gate(PURPOSE, _target(page, field), desk.request.POST if answers else None),
        who=who,
        about=desk.link(page.uuid),
        name=page.title,
        field=field,
        text_attrs=page.text_attrs if field is None or field.is_text else "",
        auto=AUTO,
        completed=COMPLETED,
        kinds=_kinds(desk, field),
        answers=given | (answers or {}),
        rows=_rows(field),
        longest=LONGEST_TEXT,
        longest_note=LONGEST_NOTE,
    )


def _kinds(desk: Desk, field: ProposableField | None) -> list[tuple[str, str]]:
    change = desk.say("I know how it should be") if field else desk.say("Something is missing")
    return [
        (ProposalKind.CHANGE.value, change),
        (ProposalKind.OUTDATED.value, desk.say("This is out of date")),
        (ProposalKind.NOT_UNDERSTOOD.value, desk.say("I do not understand this")),
        (ProposalKind.BROKEN.value, desk.say("A link or a number does not work")),
    ]


def _rows(field: ProposableField | None) -> int:
    """How many lines the text needs to be seen as a whole; 0 for what is written on one line."""
    if field is None:
        return 4
    if field.kind not in MULTI_LINE:
        return 0
    return min(16, max(3, 1 + sum(1 + len(line) // 40 for line in field.value.split("\n"))))


def _sent(desk: Desk, page: ProposablePage, field: ProposableField | None, who: Coming) -> HttpResponse:
    answers = Answers(desk, desk.request.POST)
    pass_gates(answers, who.partner, PURPOSE, _target(page, field), "after")
    kinds = _kinds(desk, field)
    before = field.value if field else ""
    long = field is None or field.kind in MULTI_LINE
    after = answers.text("after", LONGEST_TEXT) if long else answers.line("after")
    told = {
        "what": answers.one_of("what", kinds) or ProposalKind.CHANGE.value,
        "after": after,
        "note": answers.text("note"),
        "email": "" if who.partner else answers.email("email"),
    }
    if field and field.kind is Kind.RICH:
        after = tidied(after)
    is_changed = after != before
    if told["what"] == ProposalKind.CHANGE and not is_changed:
        answers.wrong("after", desk.say("Write how it should be, or choose something else above."))
    target = source_page(desk.city, page.uuid)
    if target is None:
        raise Http404(page.uuid)
    if answers.errors:
        return _form(desk, page, field, who, told, answers.errors)
    store(
        Proposal(
            city=desk.city,
            target=target,
            # Who writes how it should be has said more than that it is out of date.
            kind=ProposalKind.CHANGE if is_changed else told["what"],
            language=desk.language,
            field=field.path if field else WHOLE,
            before=before,
            after=after if is_changed else "",
            note=told["note"],
            partner=who.partner,
            contact_email=told["email"],
        )
    )
    if who.partner:
        return _thanks(desk, page, who, answer=True)
    place = desk.address("suggest_thanks", uuid=page.uuid)
    return redirect(f"{place}?answer" if told["email"] else place)


def _thanks(desk: Desk, page: ProposablePage, who: Coming, *, answer: bool) -> HttpResponse:
    link = desk.link(page.uuid)
    return thanks_page(
        desk, who, onward=link or desk.home(), again=desk.address("suggest", uuid=page.uuid), answer=answer
    )


def _target(page: ProposablePage, field: ProposableField | None) -> str:
    """What a token is good for: this field, as it was shown. A page that changed meanwhile has to be read again."""
    said = hashlib.sha256((field.value if field else "").encode()).hexdigest()[:16]
    return f"{page.uuid} {field.path if field else WHOLE} {said}"
