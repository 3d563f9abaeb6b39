"""A glossary as TBX.

Written as TBX-Basic of version 2 (ISO 30042:2008), which terminology tools read that know nothing newer; read in that
version and in version 3 (ISO 30042:2019) in both its styles, whose elements have other names for the same things. What
TBX has no category for, that a term stays as it is or is kept behind its translation, is a note with fixed words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.translation import gettext as _

from translations.exchange.entries import Entry
from translations.exchange.inline_tags import xml_attribute, xml_text
from translations.exchange.xml_reading import LineReader, read_entries

NOTES = {"do_not_translate": "Do not translate.", "keep_source": "Keep the source term in brackets."}

# The names of version 3 with those of version 2 for the same.
_SAME = {
    "tbx": "martif",
    "conceptEntry": "termEntry",
    "langSec": "langSet",
    "termSec": "tig",
    "ntig": "tig",
    "termGrp": "",
}
_ROOT, _ENTRY, _LANGUAGE, _TERM_GROUP = "martif", "termEntry", "langSet", "tig"


def read_tbx(stream: BinaryIO) -> Iterator[Entry]:
    """The terms of a TBX file; of several words for one thing in a language the first, or the one that is preferred.

    Raises:
        ExchangeError: when the file is no TBX; it names the line.
    """
    return read_entries(stream, _Handler())


def tbx(entries: Iterable[Entry], language: str) -> Iterator[str]:
    """The file of terms of one language, in pieces."""
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<martif type="TBX-Basic" xml:lang={xml_attribute(language)}>\n'
        "<martifHeader><fileDesc><sourceDesc><p>Waymark</p></sourceDesc></fileDesc>"
        '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n<text><body>\n'
    )
    for number, entry in enumerate(entries, 1):
        yield "".join(_written(number, entry))
    yield "</body></text>\n</martif>\n"


def _written(number: int, entry: Entry) -> Iterator[str]:
    yield f'<termEntry id="c{number}">'
    if entry.definition:
        yield f'<descrip type="definition">{xml_text(entry.definition)}</descrip>'
    for flag, note in NOTES.items():
        if getattr(entry, flag):
            yield f"<note>{note}</note>"
    for tag, text in ((entry.language, entry.term), *entry.translations.items()):
        yield f"<langSet xml:lang={xml_attribute(tag)}><tig><term>{xml_text(text)}</term></tig></langSet>"
    yield "</termEntry>\n"


class _Handler(LineReader[Entry]):
    def __init__(self) -> None:
        super().__init__()
        self._path: list[str] = []
        self._source = ""
        self._text: list[str] = []
        self._type = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        local = name.rsplit(":", maxsplit=1)[-1]
        known = _SAME.get(local, local)
        found = dict(attrs.items())
        if not self._path and known != _ROOT:
            raise self.problem(_("This is no TBX file: it begins with <%(name)s>.") % {"name": name})
        self._path.append(known)
        # In the newer style the category is the name of the element itself.
        self._type, self._text = found.get("type", local), []
        if known == _ROOT:
            self._source = found.get("xml:lang", "")
        elif known == _ENTRY:
            self._line, self._definition, self._flags = self.line, "", dict.fromkeys(NOTES, False)
            self._terms: dict[str, str] = {}
            self._preferred: set[str] = set()
        elif known == _LANGUAGE:
            self._language = found.get("xml:lang", "")
            if not self._language:
                raise self.problem(_("<%(name)s> lacks “xml:lang”.") % {"name": name})
        elif known == _TERM_GROUP:
            self._term, self._is_preferred = "", False

    def characters(self, content: str) -> None:
        self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's name
        known = self._path.pop()
        text = " ".join("".join(self._text).split())
        if _ENTRY not in (*self._path, known):
            return
        if known == "term" and self._language:
            self._term = text
        elif known == _TERM_GROUP:
            self._add_term()
        elif known == _ENTRY:
            self._end_entry()
        elif self._type == "definition":
            self._definition = self._definition or text
        elif self._type == "administrativeStatus":
            self._is_preferred = text.startswith("preferred")
        elif known == "note":
            self._flags |= {flag: True for flag, note in NOTES.items() if note == text}
        self._text, self._type = [], ""

    def _add_term(self) -> None:
        if not self._term:
            raise self.problem(_("A term is empty."))
        if self._language not in self._terms or (self._is_preferred and self._language not in self._preferred):
            self._terms[self._language] = self._term
        if self._is_preferred:
            self._preferred.add(self._language)

    def _end_entry(self) -> None:
        if not self._terms:
            raise self.problem(_("An entry has no term."))
        language = self._source if self._source in self._terms else next(iter(self._terms))
        terms = dict(self._terms)
        self.ready.append(Entry(language, terms.pop(language), terms, self._definition, line=self._line, **self._flags))
