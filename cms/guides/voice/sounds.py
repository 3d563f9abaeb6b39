"""What a file that is said to be a recording really is: its first bytes tell, and not its name.

Sources: RFC 3533 and 7845 (Ogg, Opus), ISO/IEC 14496-12 (MP4 boxes), 14496-3 (ADTS), 11172-3 (MPEG audio), id3.org.
"""

from __future__ import annotations

import re

_VIDEO = re.compile(rb"hdlr.{8}vide", re.DOTALL)  # a track of pictures
_BRANDS = frozenset({b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"3gp4", b"3gp5"})
_ID3_HEADER = 10  # bytes
_FOOTER = 0x10  # a flag: there are ten more bytes behind the tag


def media_type(data: bytes) -> str | None:
    """The media type of a recording that phones play everywhere; None for everything else."""
    if data.startswith(b"OggS"):
        return "audio/ogg" if data[28:36] == b"OpusHead" else None
    if data[4:8] == b"ftyp":
        return "audio/mp4" if data[8:12] in _BRANDS and b"mp4a" in data and not _VIDEO.search(data) else None
    frame = data[behind_id3(data) :].lstrip(b"\0")
    if len(frame) < 4 or frame[0] != 0xFF:
        return None
    if frame[1] & 0xF6 == 0xF0:
        return "audio/aac"
    # MPEG 1, 2 or 2.5, third layer, with a bit rate and a sampling rate that exist.
    is_third_layer = frame[1] & 0xE6 == 0xE2 and frame[1] & 0x18 != 0x08
    return "audio/mpeg" if is_third_layer and frame[2] >> 4 not in (0, 15) and frame[2] & 0x0C != 0x0C else None


def behind_id3(data: bytes) -> int:
    """Where the sound begins: behind what programs write before it, whose size stands in four bytes of seven bits."""
    if not data.startswith(b"ID3") or len(data) < _ID3_HEADER:
        return 0
    size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    return _ID3_HEADER + size + (_ID3_HEADER if data[5] & _FOOTER else 0)
