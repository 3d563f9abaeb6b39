"""A segment as the desk shows it beside the text field: tags to be seen, terms of the glossary to be taken over."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.publishing.desk.notation import isolated
from translations.markup import Markup, Span
from translations.terms import Found
from translations.word_diff import Change, Piece

_CHANGES = {Change.SAME: "{}", Change.REMOVED: "<del>{}</del>", Change.ADDED: "<ins>{}</ins>"}


def shown(markup: Markup, direction: str, terms: Sequence[Found] = ()) -> SafeString:
    """The text with its tags as chips, and its terms as buttons that insert what was agreed.

    Args:
        markup: of the source text.
        direction: of its language, `ltr` or `rtl`.
        terms: found in the text, from left to right; none overlaps another.
    """
    cuts = {0, len(markup.text)}
    cuts |= {place for span in markup.spans for place in (span.start, span.end)}
    cuts |= {place for found in terms for place in (found.start, found.end)}
    places = sorted(cuts)
    pieces: list[SafeString] = []
    for start, end in zip(places, [*places[1:], len(markup.text)], strict=True):
        pieces += [
            _chip(span, opens=False) for span in reversed(markup.spans) if span.end == start and span.start < start
        ]
        pieces += [_chip(span, opens=True) for span in markup.spans if span.start == start]
        # A tag around nothing ends where it began.
        pieces += [_chip(span, opens=False) for span in markup.spans if span.start == span.end == start]
        term = next((found for found in terms if found.start <= start and end <= found.end), None)
        if start < end:
            pieces.append(_text(markup.text[start:end], direction, term))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def diff_html(pieces: Sequence[Piece], direction: str) -> SafeString:
    """What changed between two wordings, for eyes and for screen readers."""
    written = (format_html(_CHANGES[piece.change], _isolated(piece.text, direction)) for piece in pieces)
    return format_html_join("", "{}", ((piece,) for piece in written))


def _chip(span: Span, *, opens: bool) -> SafeString:
    name = span.id or span.tag
    return format_html('<span class="desk-chip" dir="ltr">{}{}</span>', "" if opens else "/", name)


def _text(text: str, direction: str, found: Found | None) -> SafeString:
    html = _isolated(text, direction)
    if found is None:
        return html
    term = found.term
    if term.do_not_translate:
        label = _("“%(word)s” stays as it is. Insert it") % {"word": term.source}
    else:
        label = _("“%(word)s” is “%(agreed)s”. Insert it") % {"word": term.source, "agreed": term.agreed}
    return format_html(
        '<button type="button" class="desk-term" data-insert="{}" title="{}" aria-label="{}">{}</button>',
        term.agreed,
        label,
        label,
        html,
    )


def _isolated(text: str, direction: str) -> SafeString:
    return linebreaksbr(isolated(text) if direction == "rtl" else text)
