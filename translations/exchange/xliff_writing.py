"""Writing XLIFF 2.1: a <file> for each page, a <unit> for each segment.

Terms stand in the glossary module. What tells on the way back whether a translation was changed here meanwhile stands
in the metadata module, which tools keep; where a tool does not, what a person wrote is never replaced unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from translations.exchange.inline_tags import xml_attribute, xml_text
from translations.exchange.work import Piece, Progress, Work
from translations.exchange.xliff_codes import Codes
from translations.languages import script
from translations.markup import parse
from translations.terms import Term

CORE = "urn:oasis:names:tc:xliff:document:2.0"  # of version 2.1 too
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
VERSION = "2.1"

# How the digest of a translation is named in the metadata.
CATEGORY, DIGEST = "waymark", "digest"

STATES = {
    Progress.MISSING: 'state="initial"',
    Progress.OUTDATED: 'state="initial" subState="waymark:outdated"',
    Progress.UNCHECKED: 'state="translated" subState="waymark:unchecked"',
    Progress.REVIEWED: 'state="reviewed"',
    Progress.PUBLISHED: 'state="final"',
}
RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


def xliff(work: Work) -> Iterator[str]:
    """The file in pieces."""
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{CORE}" xmlns:gls="{GLOSSARY}" xmlns:mda="{METADATA}" '
        f'version="{VERSION}" srcLang={xml_attribute(work.source)} trgLang={xml_attribute(work.target)}>\n'
    )
    languages = f'srcDir="{direction(work.source)}" trgDir="{direction(work.target)}"'
    for number, page in enumerate(work.pages, 1):
        yield f'<file id="p{number}" original={xml_attribute(page.key)} {languages} xml:space="preserve">\n'
        yield _notes([("page", page.title)])
        yield from (_unit(piece, work) for piece in page.pieces)
        yield "</file>\n"
    yield "</xliff>\n"


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the script that a language is usually written in."""
    return "rtl" if script(language) in RIGHT_TO_LEFT else "ltr"


def _unit(piece: Piece, work: Work) -> str:
    codes = Codes()
    source, target = codes.source(piece.source), codes.target(piece.target)
    translation = f"<target xml:lang={xml_attribute(work.target)}>{target}</target>\n" if piece.target else ""
    return (
        f"<unit id={xml_attribute(piece.id)} name={xml_attribute(piece.field)}>\n"
        f"{_terms(piece.terms)}"
        f'<mda:metadata><mda:metaGroup category="{CATEGORY}">'
        f'<mda:meta type="{DIGEST}">{piece.digest}</mda:meta></mda:metaGroup></mda:metadata>\n'
        f"{_notes(_remarks(piece))}{codes.original_data()}"
        f"<segment {STATES[piece.progress]}>\n"
        f"<source xml:lang={xml_attribute(work.source)}>{source}</source>\n{translation}"
        "</segment>\n</unit>\n"
    )


def _remarks(piece: Piece) -> Iterator[tuple[str, str]]:
    yield "field", piece.field
    if piece.earlier:
        yield "earlier source", _("The source was: %s") % parse(piece.earlier.source).text
        yield "earlier translation", _("It was translated: %s") % parse(piece.earlier.target).text
    for finding in piece.findings:
        yield "finding", finding


def _notes(notes: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> str:
    written = "".join(
        f"<note category={xml_attribute(category)}>{xml_text(text)}</note>" for category, text in notes if text
    )
    return f"<notes>{written}</notes>\n" if written else ""


def _terms(terms: tuple[Term, ...]) -> str:
    entries = "".join(
        f"<gls:glossEntry><gls:term>{xml_text(term.source)}</gls:term>"
        f"<gls:translation>{xml_text(term.agreed)}</gls:translation></gls:glossEntry>"
        for term in terms
        if term.agreed
    )
    return f"<gls:glossary>{entries}</gls:glossary>\n" if entries else ""
