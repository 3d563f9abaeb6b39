"""What a page explains of the words in it (site_builder.explaining)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from site_builder.explaining import Words
from site_builder.languages import attributes
from site_builder.views.edition import Edition, shared

_TEMPLATE = "parts/term.html"


@shared
def words(edition: Edition) -> Words:
    """The names of all terms: in this language, and the official ones. Every page with text depends on them."""
    named = []
    for term in edition.documents(edition.guide.of_kind("term")):
        named += [(name, term["uuid"]) for name in (term["title"], term["official_term"]) if name]
    return Words(edition.language, named)


@shared
def note(edition: Edition, uuid: str) -> dict[str, Any]:
    """The explanation of a term. The pages that show it depend on it, and no others."""
    term = edition.document(uuid)
    if term is None:
        raise LookupError(uuid)  # it was among the terms a moment ago
    title = edition.text(term)
    official = term["official_term"]
    question = edition.gettext("What does “{term}” mean?")
    return {
        "attrs": attributes(edition.language),  # it may stand in text that is in another one
        "question": edition.say(question, term=title.inline()),
        "official": edition.official(official) if official and official != term["title"] else "",
        "explanation": edition.html(term, "explanation"),
    }


def explainer(edition: Edition, shared_context: dict[str, Any]) -> Callable[[str], str]:
    """What puts explanations into the text of a page of this edition."""
    template = edition.environment.get_template(_TEMPLATE, "document.html")
    once, strings = shared_context["once"], shared_context["_"]

    def noted(uuid: str) -> Markup:
        made: Markup = once(template.module.note, note(edition, uuid), strings, edition.ui)  # type: ignore[attr-defined]  # a macro of the template
        return made

    return lambda html: words(edition).explained(html, noted)
