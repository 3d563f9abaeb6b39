"""Reading TMX 1.4 (and the older 1.1 to 1.3, which it contains)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.translation import gettext as _

from translations.exchange.inline_tags import SegmentReader
from translations.exchange.xml_reading import LineReader, read_entries

VERSIONS = ("1.1", "1.2", "1.3", "1.4", "1.4b")
ANY_LANGUAGE = "*all*"
_INLINE = frozenset({"bpt", "ept", "hi", "it", "ph", "sub", "ut"})
# What may stand in what.
_WITHIN = {
    "tmx": {""},
    "header": {"tmx"},
    "body": {"tmx"},
    "tu": {"body"},
    "tuv": {"tu"},
    "seg": {"tuv"},
    "note": {"header", "tu", "tuv"},
    "prop": {"header", "tu", "tuv"},
    "ude": {"header"},
    "map": {"ude"},
    **{name: {"seg", "hi", "sub"} for name in _INLINE - {"sub"}},
    "sub": _INLINE - {"hi", "sub"},
}
_REQUIRED = {
    "tmx": ("version",),
    "header": ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"),
    "bpt": ("i",),
    "ept": ("i",),
    "it": ("pos",),
}


@dataclass(frozen=True, slots=True)
class TmxUnit:
    """One unit of a file: texts by BCP 47 tag, the source's first unless any of them may be the source."""

    line: int
    texts: dict[str, str]
    any_is_source: bool
    changed_at: datetime | None = None
    tags_left_out: int = 0


def read_tmx(stream: BinaryIO) -> Iterator[TmxUnit]:
    """The units of a TMX file in their order, one at a time.

    Raises:
        ExchangeError: when the file is not what TMX 1.4 describes; it names the line.
    """
    return read_entries(stream, _Handler())


class _Handler(LineReader[TmxUnit]):
    def __init__(self) -> None:
        super().__init__()
        self._path = [""]
        self._source = ""
        self._unit_line = 0
        self._unit_source = ""
        self._changed = ""
        self._language = ""
        self._texts: dict[str, str] = {}
        self._left_out = 0
        self._segment = SegmentReader()
        self._in_segment = False
        self._native: list[str] = []
        self._attributes: dict[str, str] = {}

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        if name not in _WITHIN:
            raise self.problem(_("TMX has no element <%(name)s>.") % {"name": name})
        if self._path[-1] not in _WITHIN[name]:
            raise self.problem(_("<%(name)s> does not belong here.") % {"name": name})
        found = dict(attrs.items())
        for required in _REQUIRED.get(name, ()):
            if required not in found:
                raise self.problem(_("<%(name)s> lacks “%(what)s”.") % {"name": name, "what": required})
        self._path.append(name)
        if begins := getattr(self, f"_begin_{name}", None):
            begins(found)
        elif name in _INLINE - {"hi", "sub"}:
            self._native, self._attributes = [], found

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's name
        self._path.pop()
        if ends := getattr(self, f"_end_{name}", None):
            ends()

    def characters(self, content: str) -> None:
        if not self._in_segment:
            return
        if self._path[-1] in ("seg", "hi") and "sub" not in self._path:
            self._segment.text(content)
        elif "sub" not in self._path:
            self._native.append(content)

    def endDocument(self) -> None:  # noqa: N802 - SAX's name
        if not self._source:
            raise self.problem(_("The file has no <header>."))

    def _begin_tmx(self, found: dict[str, str]) -> None:
        if found["version"] not in VERSIONS:
            raise self.problem(_("TMX %(version)s is not known here, only 1.1 to 1.4.") % {"version": found["version"]})

    def _begin_header(self, found: dict[str, str]) -> None:
        self._source = found["srclang"]

    def _begin_body(self, found: dict[str, str]) -> None:
        if not self._source:
            raise self.problem(_("<body> comes before the <header>."))

    def _begin_tu(self, found: dict[str, str]) -> None:
        self._unit_line, self._texts, self._left_out = self.line, {}, 0
        self._unit_source = found.get("srclang", self._source)
        self._changed = found.get("changedate") or found.get("creationdate", "")

    def _begin_tuv(self, found: dict[str, str]) -> None:
        self._language = found.get("xml:lang") or found.get("lang", "")
        if not self._language:
            raise self.problem(_("<tuv> lacks “xml:lang”."))
        self._changed = max(self._changed, found.get("changedate", ""))

    def _begin_seg(self, found: dict[str, str]) -> None:
        self._segment, self._in_segment = SegmentReader(), True

    def _end_seg(self) -> None:
        segment = self._segment
        if segment.never_closed:
            pairs = ", ".join(segment.never_closed)
            raise self.problem(_("<bpt> without <ept> of the same number: %(pairs)s.") % {"pairs": pairs})
        self._texts.setdefault(self._language, segment.html())
        self._left_out += segment.left_out
        self._in_segment, self._language = False, ""

    def _end_tuv(self) -> None:
        if self._language:
            raise self.problem(_("<tuv> has no <seg>."))

    def _end_bpt(self) -> None:
        self._segment.opens(self._attributes["i"], "".join(self._native), self._attributes.get("type", ""))

    def _end_ept(self) -> None:
        try:
            self._segment.closes(self._attributes["i"])
        except KeyError as error:
            raise self.problem(
                _("<ept> without <bpt> of the same number: %(pair)s.") % {"pair": error.args[0]}
            ) from error

    def _end_ph(self) -> None:
        self._segment.stands_alone("".join(self._native), self._attributes.get("type", ""))

    _end_it = _end_ut = _end_ph

    def _end_tu(self) -> None:
        texts = self._texts
        if not texts:
            raise self.problem(_("<tu> has no <tuv>."))
        if self._unit_source.lower() != ANY_LANGUAGE:
            source = next((tag for tag in texts if tag.lower() == self._unit_source.lower()), "") or next(
                (tag for tag in texts if _base(tag) == _base(self._unit_source)), ""
            )
            if not source:
                raise self.problem(_("<tu> has no text in its source language, %(tag)s.") % {"tag": self._unit_source})
            texts = {source: texts[source], **texts}
        self.ready.append(
            TmxUnit(
                self._unit_line,
                texts,
                self._unit_source.lower() == ANY_LANGUAGE,
                _moment(self._changed),
                self._left_out,
            )
        )


def _base(tag: str) -> str:
    return tag.lower().split("-")[0]


def _moment(text: str) -> datetime | None:
    """TMX's dates are YYYYMMDDThhmmssZ; one that is not is as good as none."""
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
