"""The guided form for a service or procedure that the guide does not have yet."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from cms.contributions.desk.gates import form_gate
from cms.contributions.desk.pages import Desk
from cms.contributions.desk.serving import desk_view
from cms.contributions.proposals.coming import Coming, coming, open_to_anybody, partner_view
from cms.contributions.proposals.models import LONGEST_NOTE, Proposal, ProposalKind, ProposedPageType
from cms.contributions.proposals.sending import COMPLETED, Answers, pass_gates, store, thanks_page

PURPOSE = "proposal-new"
TARGET = "new"
# The questions in the order of the form, which `Proposal.body` keeps by these names. Lists have a line for each entry.
LINES = ("title", "organisation", "phone", "address_of_website")
TEXTS = ("summary", "for_whom", "costs", "location")
LISTS = ("documents", "steps")
LONGEST_LISTED = 4_000
LONGEST_SUMMARY = 400  # as the page itself takes


@open_to_anybody
@desk_view
@partner_view
def suggest_new(desk: Desk) -> HttpResponse:
    """A few questions on one page, of which three have to be answered."""
    who = coming(desk)
    if desk.request.method == "POST" and "title" in desk.request.POST:
        return _sent(desk, who)
    return _form(desk, who)


@desk_view
def new_thanked(desk: Desk) -> HttpResponse:
    """What happens next, and the ways on."""
    return _thanks(desk, Coming(), answer="answer" in desk.request.GET)


def _kinds(desk: Desk) -> list[tuple[str, str]]:
    return [
        (ProposedPageType.SERVICE.value, desk.say("An offer, such as a course, advice or a meeting place")),
        (ProposedPageType.PROCEDURE.value, desk.say("Something that people have to get done, step by step")),
    ]


def _form(
    desk: Desk, who: Coming, answers: dict[str, str] | None = None, errors: list[tuple[str, str]] | None = None
) -> HttpResponse:
    empty = dict.fromkeys(("kind", *LINES, *TEXTS, *LISTS, "note", "email"), "")
    return desk.page(
        "suggest_new.html",
        desk.say("Propose a new page"),
        errors=errors or [],
        send_to=desk.request.path,
        gate=form_gate(PURPOSE, TARGET, desk.request.POST if answers else None),
        who=who,
        completed=COMPLETED,
        kinds=_kinds(desk),
        answers=empty | (answers or {}),
        longest_note=LONGEST_NOTE,
        longest_summary=LONGEST_SUMMARY,
    )


def _sent(desk: Desk, who: Coming) -> HttpResponse:
    answers = Answers(desk, desk.request.POST)
    pass_gates(answers, who.partner, PURPOSE, TARGET, "title")
    kind = answers.one_of("kind", _kinds(desk))
    if not kind:
        answers.wrong("kind", desk.say("Choose what it is."))
    said = {name: answers.line(name) for name in LINES}
    said |= {name: answers.text(name, LONGEST_SUMMARY if name == "summary" else LONGEST_NOTE) for name in TEXTS}
    said |= {name: answers.text(name, LONGEST_LISTED) for name in LISTS}
    if not said["title"]:
        answers.wrong("title", desk.say("Write what it is called."))
    if not said["summary"]:
        answers.wrong("summary", desk.say("Write what it is about."))
    note = answers.text("note")
    email = "" if who.partner else answers.email("email")
    if answers.errors:
        return _form(desk, who, {**said, "kind": kind, "note": note, "email": email}, answers.errors)
    body: dict[str, Any] = {name: said[name] for name in (*LINES, *TEXTS)}
    body |= {name: [line.strip() for line in said[name].splitlines() if line.strip()] for name in LISTS}
    store(
        Proposal(
            city=desk.city,
            kind=ProposalKind.NEW,
            language=desk.language,
            note=note,
            proposed_page_type=kind,
            body=body,
            partner=who.partner,
            contact_email=email,
        )
    )
    if who.partner:
        return _thanks(desk, who, answer=True)
    place = desk.address("suggest_new_thanks")
    return redirect(f"{place}?answer" if email else place)


def _thanks(desk: Desk, who: Coming, *, answer: bool) -> HttpResponse:
    return thanks_page(desk, who, onward=desk.home(), again=desk.address("suggest_new"), answer=answer)
