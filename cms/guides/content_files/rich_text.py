"""Wagtail's rich text as the Markdown of the content files: the way back of `markdown.py`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote

from cms.guides.content_files.markdown import GAP, GAP_IN_RICH_TEXT, HEADINGS

# From the id of a page to its reference, kind:slug; None for a page that is gone.
NameOf = Callable[[int], str | None]

LEVELS = {"h2": "##", **{tag: "#" * int(level[1]) for level, tag in HEADINGS.items()}}
SPECIAL = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
BREAK = "\\\n"
# What would turn the beginning of a line into a heading, a list, a quotation, a fence or a line across the page.
LINE_START = re.compile(r"(?P<sign>[#>+=~-])|(?P<number>\d{1,9})(?P<point>[.)])")
UNSAFE_IN_ADDRESS = re.compile(r"[()]")


def markdown(html: str, name_of: NameOf) -> str:
    """`html` as Markdown that `markdown.rich_text` turns into the same text, structure and links again.

    Attributes and tags that Markdown has no form for are left out, their text is kept; links to pages that are gone
    become plain words.
    """
    parser = _Parser(name_of)
    parser.feed(html)
    parser.close()
    text = "\n\n".join(_written(block) for block in _tidy(parser.blocks))
    return f"{text}\n" if text else ""


@dataclass
class _Run:
    """Words that look alike: bold or not, linked to one address or to none. "\\n" is a line break."""

    text: str
    bold: bool
    address: str | None


@dataclass
class _Block:
    """A paragraph or heading, or a list with its items."""

    tag: str
    runs: list[_Run] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)

    @property
    def is_list(self) -> bool:
        return self.tag in ("ul", "ol")

    @property
    def says_something(self) -> bool:
        return bool(self.items) or any(run.text.strip() for run in self.runs)


@dataclass
class _Item:
    text: _Block
    lists: list[_Block] = field(default_factory=list)


def _tidy(blocks: list[_Block]) -> list[_Block]:
    """The blocks that say something. Lists of one kind that follow one another are one list, as Markdown has it."""
    tidy: list[_Block] = []
    for block in blocks:
        for item in block.items:
            item.lists = _tidy(item.lists)
        block.items = [item for item in block.items if item.text.says_something or item.lists]
        if tidy and block.is_list and tidy[-1].tag == block.tag:
            tidy[-1].items += block.items
        elif block.says_something:
            tidy.append(block)
    return tidy


class _Parser(HTMLParser):
    def __init__(self, name_of: NameOf) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self._name_of = name_of
        self._lists: list[_Block] = []
        self._open: _Block | None = None
        self._bold = 0
        self._addresses: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("b", "strong"):
            self._bold += 1
        elif tag == "a":
            self._addresses.append(self._address({name: value or "" for name, value in attrs}))
        elif tag == "br":
            self._add("\n")
        elif tag in ("ul", "ol"):
            self._begin_list(_Block(tag))
        elif tag == "li" and self._lists:
            self._open = _Block("p")
            self._lists[-1].items.append(_Item(self._open))
        elif (tag == "p" or tag in LEVELS) and not self._lists:
            self._open = _Block(tag)
            self.blocks.append(self._open)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("b", "strong"):
            self._bold -= 1
        elif tag == "a" and self._addresses:
            self._addresses.pop()
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._open = None
        elif (tag == "p" or tag in LEVELS) and not self._lists:
            self._open = None

    def handle_data(self, data: str) -> None:
        text = re.sub(r"[ \t\r\n]+", " ", data)
        if self._open is None and text.strip():
            # Words outside every paragraph, as in rich text that was written by a program.
            self._open = _Block("p")
            self.blocks.append(self._open)
        self._add(text)

    def _begin_list(self, block: _Block) -> None:
        if self._lists and self._lists[-1].items:
            self._lists[-1].items[-1].lists.append(block)
        elif not self._lists:
            self.blocks.append(block)
        self._lists.append(block)
        self._open = None

    def _add(self, text: str) -> None:
        if self._open is not None:
            address = self._addresses[-1] if self._addresses else None
            self._open.runs.append(_Run(text, self._bold > 0, address))

    def _address(self, attributes: dict[str, str]) -> str | None:
        if attributes.get("linktype") == "page":
            return self._name_of(int(attributes["id"])) if attributes.get("id", "").isdigit() else None
        return re.sub(r"[\s<>\\]", lambda match: quote(match[0]), attributes.get("href", "")) or None


def _written(block: _Block) -> str:
    if block.is_list:
        return _list(block)
    text = _inline(block.runs)
    if block.tag in LEVELS:
        one_line = re.sub(r"(#+)$", r"\\\1", re.sub(r"(\\\n)+", " ", text))
        return f"{LEVELS[block.tag]} {one_line}"
    return _lines(text)


def _list(block: _Block) -> str:
    lines: list[str] = []
    for number, item in enumerate(block.items, start=1):
        marker = "- " if block.tag == "ul" else f"{number}. "
        inner = [_lines(_inline(item.text.runs)), *(_list(below) for below in item.lists)]
        body = "\n".join(part for part in inner if part)
        lines.append(marker + body.replace("\n", "\n" + " " * len(marker)) if body else marker.rstrip())
    return "\n".join(lines)


def _inline(runs: list[_Run]) -> str:
    """The runs of one paragraph, its ends trimmed, neighbours that look alike joined."""
    joined = _joined(runs)
    written = ""
    for index, run in enumerate(joined):
        before = joined[index - 1].text[-1:] if index else ""
        after = joined[index + 1].text[:1] if index + 1 < len(joined) else ""
        piece = _run(run, before, after)
        if piece.startswith("[") and written.endswith("!"):
            # An exclamation mark before a link would make it an image.
            written = written[:-1] + "\\!"
        written += piece
    return re.sub(r" *\\\n *", lambda _: BREAK, re.sub(" {2,}", " ", written))


def _joined(runs: list[_Run]) -> list[_Run]:
    joined: list[_Run] = []
    for run in runs:
        if joined and (joined[-1].bold, joined[-1].address) == (run.bold, run.address):
            joined[-1].text += run.text
        elif run.text:
            joined.append(_Run(run.text, run.bold, run.address))
    return [run for run in _trimmed(joined) if run.text]


def _trimmed(runs: list[_Run]) -> list[_Run]:
    while runs and not runs[0].text.strip():
        del runs[0]
    while runs and not runs[-1].text.strip():
        del runs[-1]
    if runs:
        runs[0].text = runs[0].text.lstrip()
        runs[-1].text = runs[-1].text.rstrip()
    return runs


def _run(run: _Run, before: str, after: str) -> str:
    if run.text == GAP_IN_RICH_TEXT:
        return GAP
    if not run.text.strip():
        return _escaped(run.text)
    if run.address is not None:
        address = f"<{run.address}>" if UNSAFE_IN_ADDRESS.search(run.address) else run.address
        label = run.text.strip()
        lead, tail = _outside(run.text, label)
        words = f"**{_escaped(label)}**" if run.bold else _escaped(label)
        return f"{lead}[{words}]({address}){tail}"
    if run.bold:
        core = _bold_core(run.text, before, after)
        if not core:
            return _escaped(run.text)
        lead, tail = _outside(run.text, core)
        return f"{_escaped(lead)}**{_escaped(core)}**{_escaped(tail)}"
    return _escaped(run.text)


def _outside(text: str, core: str) -> tuple[str, str]:
    start = text.index(core)
    return text[:start], text[start + len(core) :]


def _bold_core(text: str, before: str, after: str) -> str:
    """What of `text` can stand between asterisks: CommonMark wants no sign inside them where a word touches them."""
    core = text.strip()
    if text.startswith(core[:1]) and _is_of_word(before):
        core = core[next((i for i, sign in enumerate(core) if _is_of_word(sign)), len(core)) :]
    if text.endswith(core[-1:]) and _is_of_word(after):
        core = core[: len(core) - next((i for i, sign in enumerate(reversed(core)) if _is_of_word(sign)), len(core))]
    return core.strip()


def _is_of_word(sign: str) -> bool:
    """Whether a character is neither white space nor a sign, as CommonMark divides them."""
    return bool(sign) and not sign.isspace() and unicodedata.category(sign)[0] not in "PS"


def _escaped(text: str) -> str:
    """`text` with a backslash before every sign that Markdown would read as its own; breaks as Markdown's."""
    return SPECIAL.sub(lambda match: "\\" + match[0], text).replace("\n", BREAK)


def _lines(text: str) -> str:
    """`text` with the beginnings of its lines made harmless."""
    return "\n".join(_harmless(line) for line in text.split("\n"))


def _harmless(line: str) -> str:
    match = LINE_START.match(line)
    if match is None:
        return line
    if match["sign"]:
        return "\\" + line
    return f"{match['number']}\\{line[match.end('number') :]}"
