"""The colours of a theme, css/tokens.css, and whether text stands out from its ground for weak sight (WCAG 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKENS = "css/tokens.css"
LEAST = 7.0  # contrast of text, WCAG 2.2 level AAA
LIGHT, DARK = "light", "dark"
# Colours of text, each with the grounds on which the style sheet puts it.
GROUNDS = {
    "ink": ("ground", "raised", "way-tint", "blaze-tint", "alarm-tint"),
    "soft": ("ground", "raised", "way-tint"),
    "way": ("ground", "raised", "way-tint"),
    "alarm": ("ground", "raised", "alarm-tint"),
    "yes": ("ground", "raised"),
    "mast-ink": ("mast",),
    "blaze-ink": ("blaze",),
}
_TOKEN = re.compile(r"--([\w-]+)\s*:\s*([^;}]+)")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})").fullmatch
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Token:
    """A value with the line on which it stands."""

    value: str
    line: int


def read_tokens(css: str) -> dict[str, dict[str, Token]]:
    """The tokens for LIGHT, and those that differ in the DARK."""
    css = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), css)
    found: dict[str, dict[str, Token]] = {LIGHT: {}, DARK: {}}
    dark = css.find("@media")
    for token in _TOKEN.finditer(css):
        scheme = DARK if 0 <= dark < token.start() else LIGHT
        found[scheme][token[1]] = Token(token[2].strip(), css.count("\n", 0, token.start()) + 1)
    return found


def faults(css: str, wanted: str) -> Iterator[tuple[int, str]]:
    """What is wrong with a style sheet of tokens, by line; `wanted` is one that has all tokens."""
    found = read_tokens(css)
    if missing := sorted(read_tokens(wanted)[LIGHT].keys() - found[LIGHT].keys()):
        names = ", ".join(f"--{name}" for name in missing)
        verb = "is" if len(missing) == 1 else "are"
        yield (
            1,
            f"{names} {verb} missing. Nothing is added to this file: copy the extended theme's and change it.",
        )
    for scheme in (LIGHT, DARK):
        tokens = found[LIGHT] | found[scheme]
        for text, grounds in GROUNDS.items():
            for ground in grounds:
                if text in tokens and ground in tokens and (scheme == LIGHT or found[DARK].keys() & {text, ground}):
                    yield from _fault(scheme, text, tokens[text], ground, tokens[ground])


def _fault(scheme: str, text: str, ink: Token, ground: str, paper: Token) -> Iterator[tuple[int, str]]:
    for name, token in ((text, ink), (ground, paper)):
        if not _COLOUR(token.value):
            yield token.line, f"--{name} is “{token.value}”: write it as #rrggbb, so that its contrast can be told."
            return
    found = contrast(ink.value, paper.value)
    if found < LEAST:
        yield (
            ink.line,
            f"--{text} on --{ground} has a contrast of {found:.1f}:1 in the {scheme}, and text needs {LEAST:g}:1: "
            "take one of them further from the other.",
        )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
