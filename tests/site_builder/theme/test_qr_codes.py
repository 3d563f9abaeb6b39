"""QR codes that a phone makes are those that other encoders make."""

from __future__ import annotations

from typing import Any

import pytest
import segno
from playwright.sync_api import Browser

from tests.site_builder.theme.conftest import THEME

MATRICES = """async ([source, cases]) => {
  const { matrix } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  return cases.map(([text, mask]) => matrix(text, mask));
}"""
# One text for the most that each version holds, and one byte more.
MOST = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]


@pytest.fixture(autouse=True)
def padding_as_in_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    """segno 1.6.6 puts an empty byte before the padding where there is no need of one; readers do not mind."""

    def pad(bits: Any, _version: int, length: int) -> None:
        bits.extend([0] * (-length % 8))

    monkeypatch.setattr("segno.encoder.write_padding_bits", pad)


@pytest.mark.browser
def test_every_version_and_mask_is_module_for_module_the_reference(browser: Browser) -> None:
    texts = [f"https://guide.example.org/{'abcdefghij' * 22}"[:length] for most in MOST for length in (most, most - 3)]
    texts += ["ü" * 40, "https://guide.example.org/eastmere/ar/bundle/#1a2b3c4d.5e6f7a8b"]
    cases = [(text, mask) for number, text in enumerate(texts) for mask in {number % 8, (number + 3) % 8}]
    page = browser.new_page()
    found = page.evaluate(MATRICES, [(THEME / "js" / "qr.js").read_text(encoding="utf-8"), cases])
    page.close()
    for (text, mask), rows in zip(cases, found, strict=True):
        expected = segno.make_qr(text.encode(), error="m", mode="byte", mask=mask, boost_error=False)
        assert [[int(dark) for dark in row] for row in rows] == [list(row) for row in expected.matrix], (text, mask)


@pytest.mark.browser
def test_a_mask_is_chosen_and_a_text_too_long_makes_no_code(browser: Browser) -> None:
    texts = ["https://guide.example.org/x", "https://guide.example.org/ar/bundle/#" + ".".join(["1a2b3c4d"] * 15)]
    cases: list[list[str]] = [[text] for text in [*texts, "x" * 214]]
    page = browser.new_page()
    *found, none = page.evaluate(MATRICES, [(THEME / "js" / "qr.js").read_text(encoding="utf-8"), cases])
    page.close()
    assert none is None
    for text, rows in zip(texts, found, strict=True):
        masked = [
            segno.make_qr(text.encode(), error="m", mode="byte", mask=mask, boost_error=False) for mask in range(8)
        ]
        codes = [[list(row) for row in code.matrix] for code in masked]
        assert [[int(dark) for dark in row] for row in rows] in codes
