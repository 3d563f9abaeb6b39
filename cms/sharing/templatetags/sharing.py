"""Changes of words in templates."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from translations.word_diff import Change, Piece

register = template.Library()


@register.filter
def changes(pieces: Sequence[Piece]) -> SafeString:
    """What was taken out and put in, for eyes and for screen readers."""
    tags = {Change.SAME: ("span", ""), Change.REMOVED: ("del", _("taken out:")), Change.ADDED: ("ins", _("put in:"))}
    told = []
    for piece in pieces:
        tag, word = tags[piece.change]
        said = format_html_join("", '<span class="w-sr-only">{} </span>', [(word,)] if word else [])
        told.append((SafeString(tag), said, piece.text, SafeString(tag)))
    return format_html_join("", "<{}>{}{}</{}>", told)
