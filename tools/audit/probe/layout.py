"""Rules of the probe for what does not fit: on a narrow phone, with large text, with widely spaced text."""

from __future__ import annotations

from playwright.sync_api import Page

from tools.audit.probe.rule import Rule, screen, styled

NARROWEST = 320
"""CSS pixels: WCAG 2.2, 1.4.10, and a reader who enlarges a page of 1280 pixels fourfold."""
LARGE = "html { font-size: 200% !important }"
# WCAG 2.2, 1.4.12.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""

_OVERFLOWING = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1);
  });
  const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  const html = innermost.map((element) => element.outerHTML.slice(0, 90));
  return [`${root.scrollWidth} px of ${root.clientWidth}`, ...html];
}"""
_CLIPPED = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  if (!["hidden", "clip"].includes(style.overflowX) && !["hidden", "clip"].includes(style.overflowY)) return false;
  const isShown = element.checkVisibility() && element.clientWidth > 4 && element.innerText?.trim();
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
  return isShown && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1);
}).map((element) => `cut off: ${element.outerHTML.slice(0, 90)}`)"""


# Every line is wide enough for these words, so what breaks them is a column that leaves them no room. Longer ones are
# parted at a syllable by browsers that know the language; the one of the audit knows none.
SHORT = 200
"""CSS pixels."""
_BROKEN = """(short) => {
  const found = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement: element } = walker.currentNode;
    if (!/\\p{L}{3}/u.test(data) || !element.checkVisibility()) continue;
    range.selectNodeContents(walker.currentNode);
    if (range.getClientRects().length < 2) continue;
    const isParted = getComputedStyle(element).hyphens === "auto";
    for (const { 0: word, index } of data.matchAll(/[\\p{L}\\p{M}]{3,}/gu)) {
      if ((isParted && word.length >= 12) || /[\\p{Script=Han}\\p{Script=Thai}]/u.test(word)) continue;
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      const boxes = [...range.getClientRects()].filter(({ width }) => width > 1);
      const width = boxes.reduce((sum, box) => sum + box.width, 0);
      if (new Set(boxes.map(({ top }) => Math.round(top))).size > 1 && width < short) {
        found.push(`${word}: ${element.outerHTML.slice(0, 90)}`);
      }
    }
  }
  return found;
}"""


def _scrolls_sideways(tab: Page) -> list[str]:
    with screen(tab, NARROWEST):
        return list(tab.evaluate(_OVERFLOWING))


def _does_not_fit(tab: Page, css: str) -> list[str]:
    with styled(tab, css):
        return [*tab.evaluate(_OVERFLOWING), *tab.evaluate(_CLIPPED)]


RULES = (
    Rule(
        "broken word", f"no word of up to {SHORT} px goes on in the next line", lambda tab: tab.evaluate(_BROKEN, SHORT)
    ),
    Rule("reflow", f"nothing scrolls sideways at {NARROWEST} px", _scrolls_sideways),
    Rule("large text", "nothing scrolls sideways or is cut off at 200 %", lambda tab: _does_not_fit(tab, LARGE)),
    Rule("text spacing", "nothing scrolls sideways or is cut off", lambda tab: _does_not_fit(tab, SPACED)),
)
