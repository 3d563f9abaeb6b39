"""From a form that was sent to a proposal that waits: gates, cleaning, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from markupsafe import Markup
from wagtail.models import Page

from cms.cities.models import City
from cms.contributions.desk.cleaning import TooLongError, one_line, plain_text
from cms.contributions.desk.gates import TooQuickError, pass_gate
from cms.contributions.desk.pages import Desk
from cms.contributions.desk.serving import count_form
from cms.contributions.proposals.models import LONGEST_NOTE, Partner, Proposal

LONGEST_LINE = 300
LONGEST_EMAIL = 254  # RFC 5321
# Browsers fill in the reader's own address.
COMPLETED = Markup(' autocomplete="email"')


class Answers:
    """The fields of a form that was sent: cleaned when they are read, with what is wrong in `errors`."""

    def __init__(self, desk: Desk, posted: Mapping[str, str]) -> None:
        self.desk = desk
        self.errors: list[tuple[str, str]] = []
        self._posted = posted

    def line(self, name: str, longest: int = LONGEST_LINE) -> str:
        """A field of one line."""
        return self._cleaned(name, one_line, longest)

    def text(self, name: str, longest: int = LONGEST_NOTE) -> str:
        """A field of several lines, which end as they do everywhere but in browsers."""
        return self._cleaned(name, plain_text, longest)

    def one_of(self, name: str, choices: list[tuple[str, str]]) -> str:
        """What was chosen; empty if it is none of the choices."""
        value = self._posted.get(name, "")
        return value if value in dict(choices) else ""

    def email(self, name: str) -> str:
        """An e-mail address, or nothing."""
        address = self.line(name, LONGEST_EMAIL)
        if address:
            try:
                validate_email(address)
            except ValidationError:
                self.wrong(name, self.desk.say("This is not an e-mail address."))
        return address

    def wrong(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field; once."""
        if name not in dict(self.errors):
            self.errors.append((name, sentence))

    def _cleaned(self, name: str, clean: Any, longest: int) -> str:
        raw = self._posted.get(name, "")
        try:
            return str(clean(raw, longest))
        except TooLongError:
            message = self.desk.say("Write at most {count} characters.")
            self.wrong(name, message.replace("{count}", str(longest)))
            return raw


def pass_gates(answers: Answers, partner: Partner | None, purpose: str, target: str, first: str) -> None:
    """Let a partner pass, and anybody else who asked for the form, took time and is not one of too many.

    What was sent too quickly may be sent again: it is said beside the field `first`. Raises GateError for all else.
    """
    if partner is not None:
        return
    count_form(answers.desk)
    try:
        pass_gate(answers.desk.request, purpose, target)
    except TooQuickError:
        answers.wrong(first, answers.desk.say("That was too quick for us. Please send it again."))


def source_page(city: City, uuid: str) -> Page | None:
    """The live page of the city, in its source language, that was published under a UUID."""
    home = city.pages.filter(locale=city.source_locale).first()
    if home is None:
        return None
    pages = home.get_descendants(inclusive=True).filter(translation_key=uuid, live=True)
    found: Page | None = Page.objects.filter(pk__in=pages.values("pk")).first()
    return found


def store(proposal: Proposal) -> Proposal:
    """Keep it, unless the same waits already: a form is sent twice by one impatient tap."""
    same = {
        name: getattr(proposal, name)
        for name in ("city", "target", "kind", "language", "field", "after", "note", "partner", "contact_email")
    }
    for waiting in Proposal.objects.waiting().filter(created=proposal.created, **same):
        if waiting.body == proposal.body:
            return waiting
    proposal.save()
    return proposal


def thanks_page(desk: Desk, who: Any, *, onward: dict[str, Any], again: str, answer: bool) -> HttpResponse:
    """What happens next, and the ways on: to a page of the guide, and to the form once more."""
    sentences = [desk.say("A person reads what you propose. If it is right, it will stand in the guide.")]
    if answer:
        sentences.append(desk.say("You will get an answer by e-mail."))
    title = desk.say("Thank you")
    return desk.page("suggest_thanks.html", title, sentences=sentences, who=who, onward=[onward], again=again)
