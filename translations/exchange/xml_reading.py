"""Reading XML from outside: in pieces, without entities, and with the line of whatever is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Generic, TypeVar
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_external_ges, feature_external_pes
from xml.sax.xmlreader import Locator

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser
from django.utils.translation import gettext as _

from translations.exchange.problems import ExchangeError

PIECE = 64 * 1024  # bytes


Read = TypeVar("Read")


class LineReader(ContentHandler, Generic[Read]):
    """A content handler that knows where it is. What it has made of the file stands in `ready` until it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self.ready: list[Read] = []
        self._locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - SAX's name
        """Keep what tells the line."""
        self._locator = locator

    @property
    def line(self) -> int:
        """The line that is being read, from 1."""
        return (self._locator.getLineNumber() if self._locator else None) or 1

    def problem(self, text: str) -> ExchangeError:
        """An error at the line that is being read."""
        return ExchangeError(text, self.line)


def read_entries(stream: BinaryIO, handler: LineReader[Read]) -> Iterator[Read]:
    """Feed a file to its handler piece by piece, and take after each what the handler has made of it.

    Raises:
        ExchangeError: when the file is no well-formed XML, declares entities, or is not what the handler expects.
    """
    # A document type is usual in TMX and TBX files and harmless: what it points at is not read.
    parser = DefusedExpatParser(forbid_dtd=False, forbid_entities=True, forbid_external=False)
    parser.setFeature(feature_external_ges, False)
    parser.setFeature(feature_external_pes, False)
    parser.setContentHandler(handler)
    # Reading in pieces, Python's reader leaves this to its caller.
    handler.setDocumentLocator(parser)
    piece = stream.read(PIECE)
    if not piece:
        raise ExchangeError(_("The file is empty."))
    try:
        while piece:
            parser.feed(piece)
            yield from _taken(handler)
            piece = stream.read(PIECE)
        parser.close()
    except SAXParseException as error:
        raise ExchangeError(
            _("This is no well-formed XML: %(what)s.") % {"what": error.getMessage()}, error.getLineNumber() or 1
        ) from error
    except DefusedXmlException as error:
        raise handler.problem(_("The file declares entities. Write out what they stand for.")) from error
    yield from _taken(handler)


def _taken(handler: LineReader[Read]) -> list[Read]:
    taken, handler.ready = handler.ready, []
    return taken
