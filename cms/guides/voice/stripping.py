"""Takes out of a recording what programs write beside the sound: titles, names, devices, the place where it was made.

Telephones note the place in M4A files. Nothing of the sound changes, and what was stripped stays as it is. In MP4 and
Ogg the words are blanked where they stand, so that no index that points behind them has to be written anew.

Sources: id3.org, the APEv2 specification, ISO/IEC 14496-12 (boxes), RFC 3533 (pages of Ogg), RFC 7845 (Opus in them).
"""

from __future__ import annotations

from collections.abc import Iterator

from cms.guides.voice.sounds import behind_id3

_ID3V1_SIZE = 128
_APE_SIZE = 32  # of its header, and of its footer
_APE_HAS_HEADER = 1 << 31
_WORDS = frozenset({b"udta", b"meta", b"uuid"})
_HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"moof", b"traf"})
_TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})  # they begin with when the file was made and changed
_PAGE_HEAD = 27
_NO_TAGS = b"OpusTags" + bytes(8)  # a program without a name, and no comments; zeros behind are padding


def stripped(data: bytes, media_type: str) -> bytes:
    """A recording of this type without words. What is built otherwise than it should be stays as it is."""
    if media_type == "audio/mp4":
        boxes = bytearray(data)
        _blank_boxes(boxes, 0, len(boxes))
        return bytes(boxes)
    return _without_comments(data) if media_type == "audio/ogg" else _without_tags(data)


def _without_tags(data: bytes) -> bytes:
    while start := behind_id3(data):
        data = data[start:]
    while end := _behind_sound(data):
        data = data[:-end]
    return data


def _behind_sound(data: bytes) -> int:
    """How many bytes at the end are a tag."""
    if data[-_ID3V1_SIZE:].startswith(b"TAG") and len(data) > _ID3V1_SIZE:
        return _ID3V1_SIZE
    foot = data[-_APE_SIZE:]
    if not foot.startswith(b"APETAGEX"):
        return 0
    flags = int.from_bytes(foot[20:24], "little")
    size = int.from_bytes(foot[12:16], "little") + (_APE_SIZE if flags & _APE_HAS_HEADER else 0)
    return size if _APE_SIZE <= size < len(data) else 0


def _blank_boxes(data: bytearray, at: int, end: int) -> None:
    while at + 8 <= end:
        size, kind, head = int.from_bytes(data[at : at + 4]), bytes(data[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16]), 16
        size = size or end - at  # 0: to the end of the file
        if size < head or at + size > end:
            return
        inside = at + head
        if kind in _WORDS:
            data[at + 4 : at + 8] = b"free"
            data[inside : at + size] = bytes(size - head)
        elif kind in _HOLDERS:
            _blank_boxes(data, inside, at + size)
        elif kind in _TIMED:
            times = 16 if data[inside : inside + 1] == b"\1" else 8
            data[inside + 4 : inside + 4 + times] = bytes(max(0, min(times, size - head - 4)))
        at += size


def _without_comments(data: bytes) -> bytes:
    """The second packet of the file holds them, on pages of its own after the first."""
    found = bytearray(data)
    left = _NO_TAGS
    for number, (at, body, size, is_whole) in enumerate(_pages(data)):
        if number == 0:
            continue
        if number == 1 and (not data.startswith(b"OpusTags", body) or size < len(_NO_TAGS)):
            return data
        found[body : body + size] = left.ljust(size, b"\0")
        left = b""
        end = body + sum(data[at + _PAGE_HEAD : body])
        found[at + 22 : at + 26] = bytes(4)
        found[at + 22 : at + 26] = _checksum(found[at:end]).to_bytes(4, "little")
        if is_whole:
            return bytes(found)
    return data


def _pages(data: bytes) -> Iterator[tuple[int, int, int, bool]]:
    """Where each page begins, and its first packet; how long this is there, and whether it ends on the page."""
    at = 0
    while data.startswith(b"OggS", at) and at + _PAGE_HEAD <= len(data):
        body = at + _PAGE_HEAD + data[at + 26]
        lacing = data[at + _PAGE_HEAD : body]
        if body + sum(lacing) > len(data):
            return
        last = next((number for number, size in enumerate(lacing) if size < 255), None)
        yield at, body, sum(lacing if last is None else lacing[: last + 1]), last is not None
        at = body + sum(lacing)


def _checksum(page: bytes | bytearray) -> int:
    """The CRC of a page: as in zlib, but with the bits the other way round, and without turning the sum over."""
    total = 0
    for byte in page:
        total = (total << 8 & 0xFFFFFFFF) ^ _TABLE[total >> 24 ^ byte]
    return total


def _table() -> list[int]:
    found = []
    for byte in range(256):
        total = byte << 24
        for _bit in range(8):
            total = (total << 1 ^ (0x04C11DB7 if total & 0x80000000 else 0)) & 0xFFFFFFFF
        found.append(total)
    return found


_TABLE = _table()
