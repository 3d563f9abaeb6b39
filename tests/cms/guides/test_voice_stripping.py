"""Of a recording only the sound stays: no title, no name, no device, no place."""

from __future__ import annotations

from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.guides.voice.recordings import recording
from cms.guides.voice.sounds import media_type
from cms.guides.voice.stripping import stripped

SECRET = b"+51.05+013.74/ Ada's telephone"
SOUND = b"\xff\xfb\x90\x64" + bytes(range(256)) * 2
AAC = b"\xff\xf1\x50\x80" + bytes(range(256))


def id3(words: bytes) -> bytes:
    return b"ID3\4\0\0" + bytes((len(words) >> shift) & 0x7F for shift in (21, 14, 7, 0)) + words


def id3v1(words: bytes) -> bytes:
    return (b"TAG" + words).ljust(128, b"\0")


def ape(words: bytes, *, with_header: bool) -> bytes:
    told = pack("<4I8x", 2000, len(words) + 32, 1, 1 << 31 if with_header else 0)
    return (b"APETAGEX" + told if with_header else b"") + words + b"APETAGEX" + told


def box(kind: bytes, *inside: bytes) -> bytes:
    content = b"".join(inside)
    return pack(">I", len(content) + 8) + kind + content


def crc(page: bytes) -> int:
    """Bit by bit, as RFC 3533 describes it."""
    total = 0
    for byte in page:
        for bit in range(7, -1, -1):
            turned = (total >> 31) ^ (byte >> bit & 1)
            total = (total << 1 & 0xFFFFFFFF) ^ (0x04C11DB7 if turned else 0)
    return total


def page(number: int, lacing: bytes, body: bytes, kind: int = 0) -> bytes:
    head = b"OggS\0" + pack("<BqII", kind, 0, 7, number)
    tail = bytes([len(lacing)]) + lacing + body
    return head + pack("<I", crc(head + bytes(4) + tail)) + tail


def opus(words: bytes) -> tuple[bytes, bytes]:
    """A file of Ogg Opus with a comment on as many pages as it takes; what comes before and behind the comments."""
    tags = b"OpusTags" + pack("<I", 4) + b"prog" + pack("<II", 1, len(words)) + words
    first, sound = page(0, b"\x13", b"OpusHead" + bytes(11), 2), page(9, b"\x40", bytes(range(64)), 4)
    pages, number = b"", 1
    while True:
        part, tags = tags[: 255 * 255], tags[255 * 255 :]
        lacing = b"\xff" * (len(part) // 255) + (b"" if len(part) == 255 * 255 else bytes([len(part) % 255]))
        pages += page(number, lacing, part, 1 if number > 1 else 0)
        number += 1
        if len(part) < 255 * 255:
            return first + pages + sound, first + sound


M4A = box(b"ftyp", b"M4A \0\0\0\0") + box(
    b"moov",
    box(b"mvhd", b"\0\0\0\0" + b"\xe0\x11\x22\x33" * 2 + bytes(12)),
    box(b"trak", box(b"mdia", box(b"mdhd", b"\1\0\0\0" + SECRET[:16] + bytes(8)), box(b"hdlr", bytes(8) + b"soun"))),
    box(b"trak", box(b"udta", SECRET), box(b"stsd", b"mp4a")),
    box(b"udta", box(b"\xa9xyz", SECRET), box(b"meta", SECRET)),
    box(b"meta", SECRET),
)
M4A += box(b"uuid", SECRET) + box(b"mdat", SOUND)

TAGGED = [
    (id3(SECRET) + SOUND, SOUND),
    (id3(SECRET) + SOUND + id3v1(SECRET), SOUND),
    (SOUND + ape(SECRET, with_header=True) + id3v1(b""), SOUND),
    (SOUND + ape(SECRET, with_header=False), SOUND),
    (id3(SECRET) + AAC, AAC),
]


@pytest.mark.parametrize(("data", "sound"), TAGGED)
def test_tags_before_and_behind_the_sound_go(data: bytes, sound: bytes) -> None:
    found = recording(data)
    assert found.data == sound
    assert found.media_type == media_type(data)


def test_words_in_an_m4a_are_blanked_where_they_stand() -> None:
    found = recording(M4A).data
    assert len(found) == len(M4A)
    assert SECRET[:16] not in found
    assert b"\xe0\x11\x22\x33" not in found
    assert found.count(b"free") == 4
    assert found.index(SOUND) == M4A.index(SOUND)
    assert media_type(found) == "audio/mp4"


@pytest.mark.parametrize("length", [10, 254 - 24, 255 - 24, 3_000, 255 * 255 - 24, 140_000])
def test_comments_of_opus_are_blanked_and_every_page_has_its_checksum(length: int) -> None:
    data, rest = opus((SECRET * (length // len(SECRET) + 1))[:length])
    found = recording(data).data
    assert len(found) == len(data)
    assert SECRET[:10] not in found
    assert b"OpusTags" + bytes(8) in found
    assert found.startswith(rest[:47])
    assert found.endswith(rest[47:])
    at = 0
    while at < len(found):
        end = at + 27 + found[at + 26] + sum(found[at + 27 : at + 27 + found[at + 26]])
        whole = found[at:end]
        assert crc(whole[:22] + bytes(4) + whole[26:]) == int.from_bytes(whole[22:26], "little")
        at = end


@pytest.mark.parametrize("data", [TAGGED[1][0], M4A, opus(SECRET)[0]])
def test_what_was_stripped_stays_as_it_is(data: bytes) -> None:
    once = recording(data).data
    assert recording(once).data == once


@given(st.sampled_from([M4A, opus(SECRET)[0], TAGGED[1][0], TAGGED[2][0]]), st.integers(0, 700), st.binary(max_size=30))
def test_broken_files_break_nothing(data: bytes, cut: int, more: bytes) -> None:
    broken = data[:cut] + more + data[cut + len(more) :]
    for kind in ("audio/mpeg", "audio/ogg", "audio/mp4", "audio/aac"):
        found = stripped(broken, kind)
        assert len(found) <= len(broken)
        assert stripped(found, kind) == found
