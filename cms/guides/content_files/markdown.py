"""Markdown of the content files to Wagtail's rich text: paragraphs, headings, lists, bold, links, nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

# From (kind, slug) of a reference to the attributes of its link; None leaves the label without a link.
FindPage = Callable[[str, str], int | None]

# Stands for a paragraph that a translation lacks: as it is written, and in rich text (a character that no text has).
GAP = "[missing]"
GAP_IN_RICH_TEXT = "\ufdd0"
REFERENCE = re.compile(r"([a-z]+):([-\w]+)")
ADDRESS = re.compile(r"(https?://|mailto:|tel:).+", re.DOTALL)
# The guide's theme owns h1 and h2; the editors' headings start below them.
HEADINGS = {"h2": "h3", "h3": "h4"}
FORBIDDEN = {
    "html_block": "HTML is not possible here. Write Markdown",
    "html_inline": "HTML is not possible here. Write Markdown, or \\< for the sign",
    "image": "Images are not possible here. Describe in words what they show",
    "code_inline": "Back-ticks are not possible here. Leave them out",
    "code_block": "Indent no text by four spaces: that is code. Take the spaces out",
    "fence": "Blocks of code are not possible here. Take the fence out",
    "blockquote_open": "Quotations are not possible here. Use a block of the kind `info` for what should stand out",
    "hr": "Lines across the page are not possible here. Use a heading",
    "em_open": "Italics are hard to read in many scripts and not possible here. Use **bold**, sparingly",
}


@dataclass(frozen=True)
class MarkdownProblem:
    """What cannot be shown, and in which line of the text (from 0) it stands."""

    line: int
    message: str


class MarkdownError(ValueError):
    """Text has forms that rich text does not; `problems` lists them all."""

    def __init__(self, problems: Sequence[MarkdownProblem]) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.message for problem in problems))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").disable(["reference", "lheading"])
    # References such as office:civic-centre are addresses of ours; what is allowed is said below, with a message.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # markdown-it's documented way
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # likewise
    return parser


PARSER = _parser()


def rich_text(markdown: str, find_page: FindPage, kinds: Sequence[str], *, headings: bool, gaps: bool = False) -> str:
    """Wagtail's database format of `markdown`.

    Args:
        markdown: the text.
        find_page: the id of the page that a reference `kind:slug` names.
        kinds: the kinds of references there are.
        headings: whether the field has headings.
        gaps: whether a paragraph, heading or list item may be missing, as in a translation that is not whole.

    Raises:
        MarkdownError: for everything that has no form in rich text.
    """
    writer = _Writer(find_page, kinds, headings=headings, gaps=gaps)
    html = writer.write(PARSER.parse(markdown))
    if writer.problems:
        raise MarkdownError(writer.problems)
    return html


class _Writer:
    def __init__(self, find_page: FindPage, kinds: Sequence[str], *, headings: bool, gaps: bool) -> None:
        self.find_page = find_page
        self.kinds = kinds
        self.headings = headings
        self.gaps = gaps
        self.problems: list[MarkdownProblem] = []
        self.line = 0
        self._links: list[str] = []
        # For each open list item, whether its text has begun.
        self._items: list[bool] = []

    def write(self, tokens: Sequence[Token]) -> str:
        return "".join(self._block(tokens))

    def _block(self, tokens: Sequence[Token]) -> Iterator[str]:
        for token in tokens:
            if token.map:
                self.line = token.map[0]
            if token.type in FORBIDDEN:
                self._refuse(FORBIDDEN[token.type])
            elif token.type == "inline" and token.content == GAP:
                yield self._gap()
            elif token.type == "inline":
                yield "".join(self._inline(token.children or []))
            elif token.type.startswith("paragraph"):
                yield from self._paragraph(token)
            elif token.type.startswith("heading"):
                yield self._heading(token)
            elif token.type.startswith(("bullet_list", "ordered_list", "list_item")):
                yield self._list(token)

    def _gap(self) -> str:
        if not self.gaps:
            self._refuse(f"{GAP} stands for what a translation lacks. Write \\[ and \\] for the signs")
        return GAP_IN_RICH_TEXT

    def _paragraph(self, token: Token) -> Iterator[str]:
        if not self._items:
            yield "<p>" if token.nesting == 1 else "</p>"
        elif token.nesting == 1:
            if self._items[-1]:
                self._refuse("A list item holds one paragraph. Make it two items, or end the list before the text")
            self._items[-1] = True

    def _heading(self, token: Token) -> str:
        if token.nesting == 1:
            if not self.headings:
                self._refuse("Headings are possible in `text` blocks of a body only. Take it out")
            elif token.tag not in HEADINGS:
                self._refuse(f"“{token.markup}” is no level of heading here. Use ## or ###")
            elif self._items:
                self._refuse("A heading cannot stand in a list. End the list first")
        tag = HEADINGS.get(token.tag, "h3")
        return f"<{tag}>" if token.nesting == 1 else f"</{tag}>"

    def _list(self, token: Token) -> str:
        if token.type == "list_item_open":
            self._items.append(False)
        elif token.type == "list_item_close":
            self._items.pop()
        elif token.type == "ordered_list_open" and token.attrGet("start") not in (None, 1):
            self._refuse("A numbered list starts at 1. Close the gap between its items, or number it from 1")
        return f"<{token.tag}>" if token.nesting == 1 else f"</{token.tag}>"

    def _inline(self, tokens: Sequence[Token]) -> Iterator[str]:
        for index, token in enumerate(tokens):
            if token.type in FORBIDDEN:
                self._refuse(FORBIDDEN[token.type])
            elif token.type == "text":
                yield escape(token.content, quote=False)
            elif token.type == "softbreak":
                self.line += 1
                yield " "
            elif token.type == "hardbreak":
                self.line += 1
                yield "<br/>"
            elif token.type in ("strong_open", "strong_close"):
                yield "<b>" if token.nesting == 1 else "</b>"
            elif token.type == "link_open":
                yield self._open_link(token, empty=tokens[index + 1].type == "link_close")
            elif token.type == "link_close":
                yield self._links.pop()

    def _open_link(self, token: Token, *, empty: bool) -> str:
        address = str(token.attrGet("href") or "")
        if empty:
            self._refuse(f"The link to {address} has no words. Write what it leads to between the brackets")
        if token.attrGet("title"):
            self._refuse(f"The link to {address} has a title. Take it out: few readers ever see it")
        opening = self._anchor(address)
        self._links.append("</a>" if opening else "")
        return opening

    def _anchor(self, address: str) -> str:
        if ADDRESS.fullmatch(address):
            return f'<a href="{escape(address)}">'
        match = REFERENCE.fullmatch(address)
        if match is None or match[1] not in self.kinds:
            self._refuse(
                f"“{address}” is no address for a link. Write https://…, mailto:…, tel:…, or kind:slug with one of the "
                f"kinds {', '.join(self.kinds)}"
            )
            return ""
        page = self.find_page(match[1], match[2])
        return f'<a linktype="page" id="{page}">' if page is not None else ""

    def _refuse(self, message: str) -> None:
        self.problems.append(MarkdownProblem(self.line, f"{message}."))
