"""QR codes that are added up are those that segno draws."""

from __future__ import annotations

import re

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.codes import BORDER, DARK, ERROR_CORRECTION, FEW, LIGHT, Codes, outline

START = "https://guide.example.org/eastmere/q/"
ENDS = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=8, max_size=8)


def drawn(address: str) -> list[str]:
    """A code whose version and mask are those of the addresses that begin as this one."""
    like = segno.make_qr(START + "0" * 8, error=ERROR_CORRECTION, mode="byte", boost_error=False)
    code = segno.make_qr(
        address, error=ERROR_CORRECTION, mode="byte", boost_error=False, version=like.version, mask=like.mask
    )
    return ["".join(DARK if module else LIGHT for module in row) for row in code.matrix]


@settings(max_examples=10)
@given(st.lists(ENDS, min_size=FEW + 2, max_size=FEW + 4))
def test_every_code_is_the_one_that_segno_draws_for_the_whole_address(ends: list[str]) -> None:
    codes = Codes(START, 8)
    assert [codes.rows(end) for end in ends] == [drawn(START + end) for end in ends]


def test_the_outline_covers_the_dark_modules_and_no_others() -> None:
    rows = Codes(START, 8).rows("2x4mdq8t")
    x = y = 0.0
    dark = set()
    for command, one, other in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", outline(rows)):
        if command == "h":
            dark |= {(int(x) + step, int(y)) for step in range(int(one))}
            x += int(one)
        else:
            x, y = (float(one), float(other)) if command == "M" else (x + float(one), y + float(other or 0))
    expected = {
        (BORDER + at, BORDER + number)
        for number, row in enumerate(rows)
        for at, module in enumerate(row)
        if module == DARK
    }
    assert dark == expected
