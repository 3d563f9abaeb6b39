"""TMX files for tests."""

from __future__ import annotations

from html import escape

HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" '
    'datatype="plaintext"/>'
)


def tmx_file(*units: dict[str, str], header: str = HEADER) -> bytes:
    """A TMX file with the texts of each unit by language, a line a unit; the first unit is on line 4."""
    lines = [
        "<tu srclang={!r}>{}</tu>".format(
            next(iter(texts)),
            "".join(f'<tuv xml:lang="{tag}"><seg>{escape(text)}</seg></tuv>' for tag, text in texts.items()),
        )
        for texts in units
    ]
    return "\n".join(['<tmx version="1.4">', header, "<body>", *lines, "</body></tmx>"]).encode()
