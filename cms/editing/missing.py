"""Facts that readers look for on pages of a kind, and do not find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.editing.findings import Code, Finding, finding
from cms.guides.models import (
    ArticlePage,
    ContactPage,
    OfficePage,
    OrganisationPage,
    ProcedurePage,
    ServicePage,
)


def missing_facts(page: Page) -> Iterator[Finding]:
    """What the page's kind should have and this page has not."""
    for model, check in CHECKS.items():
        if isinstance(page, model):
            yield from check(page)


def _of_procedure(page: ProcedurePage) -> Iterator[Finding]:
    steps = [block.value for block in page.steps]
    if not steps:
        # That it has none is said elsewhere, and with steps the rest comes.
        return
    if not (page.authority_id or page.online or any(step["office"] or step["link"] for step in steps)):
        yield finding(
            page,
            Code.NO_OFFICE,
            "steps",
            _("No step says where it is done."),
            _("Choose an office or a form in a step, name the authority, or tick “possible online”."),
        )
    if not any(step["cost"] for step in steps):
        yield finding(
            page,
            Code.NO_COST,
            "steps",
            _("No step says what it costs."),
            _("Choose a cost in the step in which people pay; a free one if it is free."),
        )
    if not any(step["documents"] for step in steps):
        yield finding(
            page,
            Code.NO_DOCUMENTS,
            "steps",
            _("No step names a document."),
            _("Add the papers that people need, or leave it if they need none."),
        )
    if not len(page.deadline) and not any(_has_deadline(step) for step in steps):
        yield finding(
            page,
            Code.NO_DEADLINE,
            "deadline",
            _("It has no deadline."),
            _("Add one if something happens to those who are late; leave it if there is none."),
        )


def _has_deadline(step: Any) -> bool:
    return bool(step["deadline"] and step["deadline"]["days"] is not None)


def _of_service(page: ServicePage) -> Iterator[Finding]:
    if not (len(page.offices) or len(page.channels) or page.contact_id):
        yield finding(
            page,
            Code.NO_OFFICE,
            "offices",
            _("It does not say where to go or whom to call."),
            _("Choose an office or a contact, or add a way to use it."),
        )
    if not len(page.costs):
        yield finding(
            page,
            Code.NO_COST,
            "costs",
            _("It does not say what it costs."),
            _("Choose a cost; a free one if it is free."),
        )
    if not len(page.body):
        yield _no_text(page)


def _of_article(page: ArticlePage) -> Iterator[Finding]:
    if not len(page.body):
        yield _no_text(page)


def _no_text(page: Page) -> Finding:
    return finding(
        page,
        Code.NO_TEXT,
        "body",
        _("It has a title and no text."),
        _("Write the text, or do not publish it yet."),
    )


def _of_office(page: OfficePage) -> Iterator[Finding]:
    if not (len(page.phones) or page.email or page.website or page.appointment_url or len(page.opening_hours)):
        yield finding(
            page,
            Code.UNREACHABLE,
            "opening_hours",
            _("It has neither opening hours nor a telephone number nor another way to reach it."),
            _("Add opening hours, a telephone number, an e-mail or the page to book an appointment."),
        )


def _of_organisation(page: OrganisationPage) -> Iterator[Finding]:
    if not (len(page.phones) or page.email or page.website):
        yield finding(
            page,
            Code.UNREACHABLE,
            "website",
            _("It has no web site, no e-mail and no telephone number."),
            _("Add one of them."),
        )


def _of_contact(page: ContactPage) -> Iterator[Finding]:
    if not (page.always or len(page.opening_hours)):
        yield finding(
            page,
            Code.UNREACHABLE,
            "opening_hours",
            _("It does not say when somebody answers."),
            _("Add the hours, or tick “day and night”."),
        )


CHECKS: dict[type[Page], Callable[[Any], Iterator[Finding]]] = {
    ProcedurePage: _of_procedure,
    ServicePage: _of_service,
    ArticlePage: _of_article,
    OfficePage: _of_office,
    OrganisationPage: _of_organisation,
    ContactPage: _of_contact,
}
