"""The checks by name, as cities set them and as the documentation explains them (docs/editors/checks/<name>.md)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class CheckKind:
    """A check, or several that are about the same thing.

    ``codes`` are its findings (keys of MESSAGES). An ``exact`` one compares what is the same in every language, so that
    it is right whatever one thinks of the style: whoever turns it off gives up that readers of all languages are told
    the same numbers, addresses and links.
    """

    name: str
    label: Promise
    codes: frozenset[str]
    exact: bool = False


def _kind(name: str, label: Promise, codes: str, *, exact: bool = False) -> CheckKind:
    return CheckKind(name, label, frozenset(codes.split()), exact)


CATALOGUE: tuple[CheckKind, ...] = (
    _kind(
        "addresses", _("Web addresses, e-mail addresses, phones"), "url_changed email_changed phone_changed", exact=True
    ),
    _kind("numbers", _("Numbers"), "number_changed number_in_words", exact=True),
    _kind("amounts", _("Amounts and currencies"), "currency_changed currency_missing", exact=True),
    _kind("dates", _("Dates"), "date_changed", exact=True),
    _kind("clock", _("Times of day"), "time_changed", exact=True),
    _kind("calendar", _("Weekdays and months"), "date_name_changed date_name_missing"),
    _kind("references", _("Codes and sections of laws"), "reference_changed", exact=True),
    _kind("links", _("Links and formatting"), "link_lost link_invented markup_changed", exact=True),
    _kind("placeholders", _("Place holders of machine translation"), "placeholder_left protected_lost", exact=True),
    _kind("glossary", _("Glossary"), "term_missing official_term_missing do_not_translate_changed"),
    _kind("negation", _("No and not"), "negation_lost negation_invented"),
    _kind("untranslated", _("Text that was not translated"), "untranslated empty"),
    _kind("script", _("Script"), "wrong_script mixed_script"),
    _kind("repetition", _("Repeated words"), "repetition word_doubled"),
    _kind("length", _("Length and lost sentences"), "length sentence_missing"),
    _kind("characters", _("Characters that nobody sees"), "control_character bidi_control"),
    _kind(
        "pages",
        _("Whole pages: steps, documents, links, contacts"),
        "steps_differ documents_differ links_differ contacts_differ",
    ),
)
_BY_CODE = {code: kind for kind in CATALOGUE for code in kind.codes}


def kind_of(code: str) -> CheckKind:
    """The check that reports a finding with this code. Raises KeyError for a code that no check has."""
    return _BY_CODE[code]
