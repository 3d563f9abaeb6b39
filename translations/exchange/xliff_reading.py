"""Reading XLIFF 2.0 and 2.1, and of later versions what these know, from whatever tool.

Tools cut a unit into sentences, put them in another order, write paired codes as two halves and leave out what they do
not know. A unit is put together again from its segments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.translation import gettext as _

from translations.exchange.problems import ExchangeError
from translations.exchange.work import Returned
from translations.exchange.xliff_codes import CodeKind, Token, code_point, html_of
from translations.exchange.xliff_writing import CATEGORY, CORE, DIGEST, METADATA
from translations.exchange.xml_reading import LineReader, read_entries

VERSIONS = ("2.0", "2.1", "2.2")
_INLINE = frozenset({"cp", "ec", "em", "mrk", "pc", "ph", "sc", "sm"})
# What may stand in what.
_WITHIN = {
    "xliff": {""},
    "file": {"xliff"},
    "skeleton": {"file"},
    "group": {"file", "group"},
    "unit": {"file", "group"},
    "notes": {"file", "group", "unit"},
    "note": {"notes"},
    "originalData": {"unit"},
    "data": {"originalData"},
    "segment": {"unit"},
    "ignorable": {"unit"},
    "source": {"segment", "ignorable"},
    "target": {"segment", "ignorable"},
    **{name: {"source", "target", "pc", "mrk"} for name in _INLINE - {"cp"}},
    "cp": {"source", "target", "pc", "mrk", "data"},
}
_REQUIRED = {
    "xliff": ("version", "srcLang"),
    "file": ("id",),
    "unit": ("id",),
    "data": ("id",),
    "cp": ("hex",),
    "ph": ("id",),
    "pc": ("id",),
    "sc": ("id",),
}


@dataclass
class _Segment:
    source: list[Token] | None = None
    target: list[Token] | None = None
    order: int = 0
    is_ignorable: bool = False


@dataclass
class _Unit:
    id: str
    line: int
    digest: str = ""
    data: dict[str, str] = field(default_factory=dict)
    segments: list[_Segment] = field(default_factory=list)


def read_xliff(stream: BinaryIO) -> Iterator[Returned]:
    """The units of an XLIFF file in their order, one at a time.

    Raises:
        ExchangeError: when the file is not what XLIFF 2 describes; it names the line and, inside one, the unit.
    """
    return read_entries(stream, _Handler())


class _Handler(LineReader[Returned]):
    def __init__(self) -> None:
        super().__init__()
        self._path = [""]
        self._spaces: list[dict[str, str]] = [{}]
        self._foreign = 0
        self._target = ""
        self._original = ""
        self._unit: _Unit | None = None
        self._text: list[Token] | None = None
        self._pairs: list[str] = []
        self._data: str = ""
        self._is_ours = self._is_digest = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        found = dict(attrs.items())
        space, local = self._resolved(name, found)
        if space != CORE:
            self._begin_foreign(space, name, local, found)
            return
        if local not in _WITHIN:
            raise self._wrong(_("XLIFF has no element <%(name)s>.") % {"name": name})
        if self._path[-1] not in _WITHIN[local]:
            raise self._wrong(_("<%(name)s> does not belong here.") % {"name": name})
        for required in _REQUIRED.get(local, ()):
            if not found.get(required):
                raise self._wrong(_("<%(name)s> lacks “%(what)s”.") % {"name": name, "what": required})
        self._path.append(local)
        if begins := getattr(self, f"_begin_{local}", None):
            begins(found)

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's name
        self._spaces.pop()
        if self._foreign:
            self._foreign -= 1
            self._is_digest = False
            return
        local = self._path.pop()
        if ends := getattr(self, f"_end_{local}", None):
            ends()

    def characters(self, content: str) -> None:
        if self._is_digest and self._unit is not None:
            self._unit.digest += content.strip()
        elif self._foreign:
            return
        elif self._path[-1] == "data" and self._unit is not None:
            self._unit.data[self._data] += content
        elif self._text is not None:
            self._text.append(Token("text", content))

    def _resolved(self, name: str, found: dict[str, str]) -> tuple[str, str]:
        """The namespace and the local name of an element, by the prefixes declared so far."""
        declared = {key.partition(":")[2]: value for key, value in found.items() if key.split(":")[0] == "xmlns"}
        self._spaces.append({**self._spaces[-1], **declared} if declared else self._spaces[-1])
        prefix, _colon, local = name.rpartition(":")
        return self._spaces[-1].get(prefix, ""), local

    def _wrong(self, text: str) -> ExchangeError:
        if self._unit is not None:
            text = _("Unit %(unit)s: %(text)s") % {"unit": self._unit.id, "text": text}
        return self.problem(text)

    def _begin_foreign(self, space: str, name: str, local: str, found: dict[str, str]) -> None:
        """Other modules' and other tools' elements are passed over; one holds the digest."""
        if len(self._path) == 1:
            raise self.problem(_("This is no XLIFF 2 file: it begins with <%(name)s>.") % {"name": name})
        self._foreign += 1
        if space == METADATA and local == "metaGroup":
            self._is_ours = found.get("category") == CATEGORY
        self._is_digest = space == METADATA and local == "meta" and self._is_ours and found.get("type") == DIGEST

    def _begin_xliff(self, found: dict[str, str]) -> None:
        if found["version"] not in VERSIONS:
            raise self.problem(
                _("XLIFF %(version)s is not known here, only 2.0 to 2.2.") % {"version": found["version"]}
            )
        self._target = found.get("trgLang", "")
        if not self._target:
            raise self.problem(_("<xliff> lacks “trgLang”."))

    def _begin_file(self, found: dict[str, str]) -> None:
        self._original = found.get("original", "")

    def _begin_unit(self, found: dict[str, str]) -> None:
        self._unit, self._is_ours = _Unit(found["id"], self.line), False

    def _end_unit(self) -> None:
        unit = self._unit
        if unit is None or not any(not segment.is_ignorable for segment in unit.segments):
            raise self._wrong(_("<unit> has no <segment>."))
        source = [token for segment in unit.segments for token in segment.source or ()]
        target, broken = html_of(_translation(unit.segments), source, unit.data)
        self.ready.append(
            Returned(
                line=unit.line,
                language=self._target,
                page=self._original,
                id=unit.id,
                target=target,
                digest=unit.digest,
                source=html_of(source, source, unit.data)[0],
                broken=broken,
            )
        )
        self._unit = None

    def _begin_data(self, found: dict[str, str]) -> None:
        if self._unit is not None:
            self._data = found["id"]
            self._unit.data[self._data] = ""

    def _begin_segment(self, found: dict[str, str]) -> None:
        if self._unit is not None:
            self._unit.segments.append(_Segment(order=len(self._unit.segments) + 1))

    def _begin_ignorable(self, found: dict[str, str]) -> None:
        self._begin_segment(found)
        self._segment.is_ignorable = True

    def _begin_source(self, found: dict[str, str]) -> None:
        self._text, self._pairs = [], []
        self._segment.source = self._text

    def _begin_target(self, found: dict[str, str]) -> None:
        self._text, self._pairs = [], []
        self._segment.target = self._text
        order = found.get("order", "")
        if order.isdecimal():
            self._segment.order = int(order)

    def _end_source(self) -> None:
        self._text = None

    _end_target = _end_source

    def _end_segment(self) -> None:
        if self._segment.source is None:
            raise self._wrong(_("<segment> has no <source>."))

    def _begin_pc(self, found: dict[str, str]) -> None:
        self._pairs.append(found["id"])
        self._add("opens", found, found["id"], found.get("dataRefStart", ""))

    def _end_pc(self) -> None:
        self._add("closes", {}, self._pairs.pop())

    def _begin_sc(self, found: dict[str, str]) -> None:
        self._add("opens", found, found["id"], found.get("dataRef", ""))

    def _begin_ec(self, found: dict[str, str]) -> None:
        self._add("closes", {}, found.get("startRef") or found.get("id", ""))

    def _begin_ph(self, found: dict[str, str]) -> None:
        self._add("alone", found, found["id"], found.get("dataRef", ""))

    def _begin_cp(self, found: dict[str, str]) -> None:
        try:
            character = code_point(found["hex"])
        except ValueError as error:
            raise self._wrong(_("“%(hex)s” is no code point.") % {"hex": found["hex"]}) from error
        if self._text is not None:
            self._text.append(Token("text", character))

    def _add(self, kind: CodeKind, found: dict[str, str], code: str, data: str = "") -> None:
        if self._text is not None:
            self._text.append(Token(kind, "", code, data, found.get("subType", ""), found.get("copyOf", "")))

    @property
    def _segment(self) -> _Segment:
        if self._unit is None:
            raise self.problem(_("A text stands outside every <unit>."))
        return self._unit.segments[-1]


def _translation(segments: list[_Segment]) -> list[Token]:
    """The translation of a unit, nothing where one of its segments has none: half a sentence is no translation."""
    if any(segment.target is None and not segment.is_ignorable for segment in segments):
        return []
    ordered = sorted(segments, key=lambda segment: segment.order)
    return [token for each in ordered for token in (each.source or () if each.target is None else each.target)]
