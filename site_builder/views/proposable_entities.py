"""What of an entity readers may propose to change."""

from __future__ import annotations

from site_builder.library import Document
from site_builder.views import facts
from site_builder.views.edition import Edition
from site_builder.views.events import when
from site_builder.views.places import accessibility, closure_row, languages
from site_builder.views.proposable_parts import (
    LINE_SEPARATOR,
    Kind,
    Part,
    costs,
    hours,
    phones,
    rich,
    text,
    titles,
    without_tags,
    words,
)


def organisation(edition: Edition, document: Document) -> list[Part]:
    """What it does and how it is reached."""
    _ = edition.gettext
    return [
        rich("description", _("What it does"), document),
        phones(edition, document),
        Part("email", _("E-mail"), Kind.EMAIL, document["email"] or ""),
        Part("website", _("Website"), Kind.URL, document["url"] or ""),
    ]


def office(edition: Edition, document: Document) -> list[Part]:
    """Where it is, when it is open and how it is reached."""
    _ = edition.gettext
    address = document["address"]
    lines = [address["street"], f"{address['postal_code']} {address['locality']}".strip()]
    return [
        Part("address", _("Address"), Kind.ADDRESS, LINE_SEPARATOR.join(line for line in lines if line)),
        Part("access_notes", _("How to find the door"), Kind.LINE, document["access_notes"], is_text=True),
        words("opening_hours", _("Opening hours"), *hours(edition, document)),
        words("closures", _("Closed days"), *_closures(edition, document)),
        phones(edition, document),
        Part("email", _("E-mail"), Kind.EMAIL, document["email"] or ""),
        Part("website", _("Website"), Kind.URL, document["url"] or ""),
        Part("appointment_url", _("Book an appointment"), Kind.URL, document["appointment_url"] or ""),
        words("languages_spoken", _("Languages spoken"), languages(edition, document["languages_spoken"])),
        words(
            "accessibility",
            _("Accessibility"),
            *(known["text"] for known in accessibility(edition, document["accessibility"])),
        ),
    ]


def document_type(edition: Edition, document: Document) -> list[Part]:
    """What it is called, what it is and who makes it out."""
    _ = edition.gettext
    official = document["official_name"] if facts.official_name(edition, document) else ""
    return [
        Part("official_name", _("Name on the form"), Kind.LINE, official),
        rich("description", _("What it is"), document),
        words("issued_by", _("Who makes it out"), *titles(edition, [document["issued_by"]])),
    ]


def cost(edition: Edition, document: Document) -> list[Part]:
    """How much, who pays less and how it is paid."""
    _ = edition.gettext
    methods = _(", ").join(facts.payment_method(edition, method) for method in document["payment_methods"])
    amount = "0" if document["free"] else document["amount"] or ""
    return [
        Part("amount", _("Amount in {currency}").format(currency=document["currency"]), Kind.AMOUNT, amount),
        Part("reduction", _("Who pays less"), Kind.LINE, document["reduction"], is_text=True),
        Part("condition", _("When it has to be paid"), Kind.LINE, document["condition"], is_text=True),
        words("payment_methods", _("Ways to pay"), methods),
    ]


def contact(edition: Edition, document: Document) -> list[Part]:
    """When to call which number."""
    _ = edition.gettext
    opening = [_("Day and night")] if document["always"] else hours(edition, document)
    return [
        Part("when_to_call", _("When to call"), Kind.LINE, document["when_to_call"], is_text=True),
        Part("number", _("Phone number"), Kind.PHONE, document["number"]),
        Part("email", _("E-mail"), Kind.EMAIL, document["email"] or ""),
        Part("website", _("Website"), Kind.URL, document["url"] or ""),
        words("opening_hours", _("Opening hours"), *opening),
        words("languages", _("Languages spoken"), languages(edition, document["languages"])),
    ]


def term(edition: Edition, document: Document) -> list[Part]:
    """What it means."""
    return [rich("explanation", edition.gettext("Explanation"), document)]


def alert(edition: Edition, document: Document) -> list[Part]:
    """What it says."""
    return [rich("text", edition.gettext("Text"), document)]


def event(edition: Edition, document: Document) -> list[Part]:
    """What, when, where and how much."""
    _ = edition.gettext
    told = when(edition, document)
    venue = document["venue"] or {}
    place = [venue.get("name"), venue.get("street"), f"{venue.get('postal_code', '')} {venue.get('locality', '')}"]
    return [
        text("summary", _("In short"), document),
        rich("text", _("What to know"), document),
        words("starts_on", _("When"), told["weekly"], told["dates"], told["times"]),
        words("office", _("Where to go"), *titles(edition, [document["office"]]), *place),
        words("cost", _("What it costs"), *costs(edition, [document["cost"]])),
        words("languages", _("Languages spoken"), languages(edition, document["languages"])),
        Part("registration_url", _("Register"), Kind.URL, document["registration_url"] or ""),
    ]


def _closures(edition: Edition, document: Document) -> list[str]:
    told = [closure_row(edition, document, each) for each in document["closures"]]
    return [f"{without_tags(each['when'])} {each['reason'].text}" for each in told]
