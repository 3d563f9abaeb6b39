"""Rules of the probe for fingers and keyboards: how large things to tap are, what Tab reaches and how that is shown."""

from __future__ import annotations

from playwright.sync_api import Page

from tools.audit.probe.rule import Rule

TARGET = 44
"""CSS pixels that a finger needs: WCAG 2.2, 2.5.5."""

# WCAG excepts links in a sentence, which are as high as their line, and so do we: those whose block has words beside
# links. A skip link is out of sight until it has the focus. A field inside its label is as large as that.
_SMALL = """(least) => {
  const inSentence = (element) => {
    if (element.tagName !== "A") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display.startsWith("inline") && block !== document.body) block = block.parentElement;
    const words = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const isOwn = words.currentNode.parentElement.closest("a, button, h1, h2, h3, h4") === null;
      if (isOwn && /[\\p{L}\\p{N}]/u.test(words.currentNode.data)) return true;
    }
    return false;
  };
  return [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden]), label")]
    .filter((element) => element.checkVisibility() && !element.matches(".skip") && !element.matches("label > input"))
    .filter((element) => !element.matches("label:not(:has(input))") && !inSentence(element))
    .map((element) => [element.outerHTML.slice(0, 90), element.getBoundingClientRect()])
    .filter(([, box]) => box.height < least - 0.05 || box.width < least - 0.05)
    .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} px: ${html}`);
}"""
_FOCUSABLE = """() => {
  const all = "a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex]:not([tabindex^='-'])";
  const seen = new Set();
  const found = [...document.querySelectorAll(all)].filter((element) => {
    if (element.disabled || !element.checkVisibility()) return false;
    const group = element.type === "radio" ? `radio ${element.name}` : element; // Tab visits one of a group
    return !seen.has(group) && seen.add(group);
  });
  window.waymarkProbe = { found, focused: [], blind: [] };
  document.activeElement.blur();
  document.addEventListener("focusin", (event) => {
    const { focused, blind } = window.waymarkProbe;
    const element = event.target;
    if (focused.includes(element)) return;
    focused.push(element);
    const isShown = [element, element.closest("label")].some((each) => {
      if (!each) return false;
      const style = getComputedStyle(each);
      const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      const box = each.getBoundingClientRect();
      return (isOutlined || style.boxShadow !== "none") && box.width > 4 && box.height > 4;
    });
    if (!isShown) blind.push(element);
  });
  return found.length;
}"""
_REACHED = """() => {
  const { found, focused, blind } = window.waymarkProbe;
  const isReached = (element) =>
    focused.includes(element) || (element.type === "radio" && focused.some((other) => other.name === element.name));
  const html = (element) => element.outerHTML.slice(0, 90);
  document.activeElement.blur();
  return { missed: found.filter((element) => !isReached(element)).map(html), blind: blind.map(html) };
}"""


def small_targets(tab: Page) -> list[str]:
    """What is too small to be tapped."""
    return list(tab.evaluate(_SMALL, TARGET))


def walk(tab: Page) -> dict[str, list[str]]:
    """Press Tab through the page: `missed`, what was not reached, and `blind`, what did not show the focus."""
    for _ in range(tab.evaluate(_FOCUSABLE) + 1):
        tab.keyboard.press("Tab")
    walked: dict[str, list[str]] = tab.evaluate(_REACHED)
    return walked


RULES = (
    Rule("target", f"{TARGET} px, except links in a sentence", small_targets),
    Rule("keyboard", "every control is reached with Tab", lambda tab: walk(tab)["missed"]),
    Rule("focus", "an outline of 2 px or a shadow", lambda tab: walk(tab)["blind"]),
)
