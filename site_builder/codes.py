"""QR codes of addresses that differ in their last characters only: one by segno, the others by sums of bits.

Once version, mask and error correction are settled, each module of a code is a sum, modulo 2, of bits of what it says:
Reed-Solomon codes are linear. So the code of an address is that of another one, plus what each bit adds in which they
differ.
To have segno make a code takes 0.7 ms, to add them up 0.02 ms (docs/decisions/0023).
"""

from __future__ import annotations

from functools import cached_property

ERROR_CORRECTION = "m"  # 15 % of a code may be dirty or torn
BORDER = 4  # modules of light ground around a code, as the standard has it
FEW = 8  # codes that segno makes as fast as it tells what each bit adds
LONGEST = 7  # modules in a line of the outline; longer runs are more than one
DARK, LIGHT = "x", "o"  # letters that no outline has


class Codes:
    """QR codes of addresses that begin with `start` and go on with `length` characters of ASCII."""

    def __init__(self, start: str, length: int) -> None:
        self._start = start
        self._zeros = bytes(length)
        self._made = 0
        self._basis: dict[tuple[int, int], int] = {}

    def rows(self, end: str) -> list[str]:
        """The rows of an address's code, each module DARK or LIGHT."""
        said = end.encode("ascii")
        self._made += 1
        bits = self._drawn(said) if self._made <= FEW else self._summed(said)
        text = f"{bits:0{self.size * self.size}b}".replace("1", DARK).replace("0", LIGHT)
        return [text[at : at + self.size] for at in range(0, len(text), self.size)]

    @property
    def size(self) -> int:
        """The number of modules on a side, without the border."""
        return self._settled[2]

    @cached_property
    def _settled(self) -> tuple[int, int, int]:
        """Version, mask and size, as segno likes them for an address of this length."""
        import segno  # takes longer to load than an edit of a text need wait for

        address = self._start + "0" * len(self._zeros)
        code = segno.make_qr(address, error=ERROR_CORRECTION, mode="byte", boost_error=False)
        return int(code.version), code.mask, len(code.matrix)

    def _drawn(self, end: bytes) -> int:
        version, mask, _ = self._settled
        return _draw(self._start.encode("ascii") + end, version, mask)

    def _summed(self, end: bytes) -> int:
        bits = self._zero
        for at, byte in enumerate(end):
            for bit in range(7):
                if byte >> bit & 1:
                    bits ^= self._basis.get((at, bit)) or self._added(at, bit)
        return bits

    @cached_property
    def _zero(self) -> int:
        return self._drawn(self._zeros)

    def _added(self, at: int, bit: int) -> int:
        """What a bit of the end adds to the code whose end is all zeros."""
        other = bytearray(self._zeros)
        other[at] = 1 << bit
        self._basis[at, bit] = added = self._drawn(bytes(other)) ^ self._zero
        return added


def _draw(said: bytes, version: int, mask: int) -> int:
    import segno  # as above

    code = segno.make_qr(
        said, error=ERROR_CORRECTION, mode="byte", boost_error=False, version=version, mask=mask, encoding="latin1"
    )
    return int("".join("1" if module else "0" for row in code.matrix for module in row), 2)


def outline(rows: list[str]) -> str:
    """The dark modules as a path of SVG: row by row a line for each run of them, at a place with the border around."""
    text = f"M{BORDER} {BORDER}.5" + f"m-{len(rows)} 1".join(rows)
    for length in range(LONGEST, 0, -1):
        text = text.replace(DARK * length, f"h{length}").replace(LIGHT * length, f"m{length} 0")
    return text
