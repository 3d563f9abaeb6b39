"""Whether the file of a picture holds the picture, its colours, and nothing else.

Sources: ITU T.81 (JPEG), W3C PNG, Google's WebP container, ISO/IEC 23008-12 (AVIF).
"""

from __future__ import annotations

_JPEG_PARTS = {0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD}  # frames, tables, scan, restart interval
_JPEG_JFIF, _JPEG_COLOURS, _JPEG_ADOBE = 0xE0, 0xE2, 0xEE
_JFIF_SIZE, _ADOBE_SIZE = 16, 14  # bytes, without a thumbnail
_PNG_PARTS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP", b"sRGB", b"gAMA", b"cHRM"}
_WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
_AVIF_PARTS = {b"ftyp", b"meta", b"mdat"}
_AVIF_ITEMS = (b"Exif", b"mime", b"uri ", b"uuid")


def is_bare(data: bytes) -> bool:
    """Whether nothing stands beside the picture: no place, name, thumbnail or comment, nothing behind its end.

    Of formats whose parts are not known here, False.
    """
    try:
        if data.startswith(b"\xff\xd8"):
            return _is_bare_jpeg(data)
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _are_parts(data, 8, _PNG_PARTS, size_first=True)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            size = int.from_bytes(data[4:8], "little")
            return size + 8 == len(data) and _are_parts(data, 12, _WEBP_PARTS, size_first=False)
        return data[4:8] == b"ftyp" and _is_bare_avif(data)
    except IndexError:
        return False


def _is_bare_jpeg(data: bytes) -> bool:
    at = 2
    while data[at] == 0xFF and data[at + 1] != 0xD9:
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        content = data[at + 4 : at + 2 + size]
        is_known = (
            marker in _JPEG_PARTS
            or (marker == _JPEG_JFIF and content.startswith(b"JFIF\0") and size == _JFIF_SIZE)
            or (marker == _JPEG_COLOURS and content.startswith(b"ICC_PROFILE\0"))
            or (marker == _JPEG_ADOBE and content.startswith(b"Adobe") and size == _ADOBE_SIZE)
        )
        if not is_known or size < 2:
            return False
        at += 2 + size
        while marker == 0xDA and not (data[at] == 0xFF and data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7):
            at += 1
    return data[at:] == b"\xff\xd9"


def _are_parts(data: bytes, at: int, known: set[bytes], *, size_first: bool) -> bool:
    """Whether chunks of these kinds follow one another to the end of a file."""
    while at < len(data):
        if size_first:
            size, kind = int.from_bytes(data[at : at + 4]) + 4, data[at + 4 : at + 8]  # a checksum behind it
        else:
            size, kind = int.from_bytes(data[at + 4 : at + 8], "little"), data[at : at + 4]
            size += size % 2
        at += 8 + size
        if kind not in known or at > len(data):
            return False
        if kind == b"IEND":
            return at == len(data)
    return not size_first


def _is_bare_avif(data: bytes) -> bool:
    at = 0
    while at < len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if kind not in _AVIF_PARTS or not 8 <= size <= len(data) - at:
            return False
        if kind == b"meta" and any(item in data[at : at + size] for item in _AVIF_ITEMS):
            return False
        at += size
    return True
