"""Other people's HTML as rich text of ours: paragraphs, two levels of headings, lists, bold and links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from itertools import chain

import nh3
from bs4 import BeautifulSoup, NavigableString, Tag

from cms.guides.characters import printable
from cms.guides.importers.contact_links import find_contacts

HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
LISTS = frozenset({"ul", "ol"})
# Holds blocks, is none itself.
CONTAINERS = frozenset(
    {
        "div",
        "p",
        "section",
        "article",
        "blockquote",
        "figure",
        "figcaption",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "details",
    }
)
CELLS = frozenset({"td", "th"})
BOLD = frozenset({"b", "strong"})
KEPT = {*HEADINGS, *LISTS, *CONTAINERS, *CELLS, *BOLD, "li", "tr", "a", "br"}
DEEPEST = 60
# A character that is white space to a reader.
SPACE = re.compile(r"[ \t\r\n\f\u00a0\u2007\u202f\u200b]+")

# From the address in the HTML to the one of the link, None for no link.
Rewrite = Callable[[str], str | None]
# A link to a page of the guide is kept as this and the page's key until the page has an id.
PAGE = "page:"


@dataclass(frozen=True)
class Run:
    """Words that look alike. "\\n" is a line break."""

    text: str
    bold: bool = False
    address: str | None = None


@dataclass
class Item:
    """An item of a list, and the lists inside it."""

    runs: list[Run]
    lists: list[Block] = field(default_factory=list)


@dataclass
class Block:
    """A paragraph (`p`), a heading (`h3`, `h4`) or a list (`ul`, `ol`)."""

    tag: str
    runs: list[Run] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def read_html(html: str, rewrite: Rewrite, country: str) -> list[Block]:
    """The text of `html` in blocks. Images, scripts, styles and everything empty are gone; no word is.

    Phone numbers and e-mail addresses become links where they are none; `country` is theirs.

    Raises:
        TooDeepError: for markup that no editor makes and no parser of ours should follow.
    """
    clean = nh3.clean(html, tags=set(KEPT), attributes={"a": {"href"}}, link_rel=None, url_schemes=ANY_SCHEME)
    soup = BeautifulSoup(clean, "html.parser")
    _check_depth(soup)
    reader = _Reader(rewrite, country)
    return [block for block in reader.flow(soup.children) if block.runs or block.items]


class TooDeepError(ValueError):
    """Markup is nested more deeply than any text needs."""


def _check_depth(soup: BeautifulSoup) -> None:
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            message = f"The text is nested more than {DEEPEST} levels deep."
            raise TooDeepError(message)
        waiting += [(child, depth + 1) for child in node.children if isinstance(child, Tag)]


# Which addresses stay is said by `rewrite`, which also mends some; scripts are none of them.
ANY_SCHEME = {"http", "https", "mailto", "tel", "page"}


class _Reader:
    def __init__(self, rewrite: Rewrite, country: str) -> None:
        self.rewrite = rewrite
        self.country = country

    def flow(self, nodes: Iterable[object]) -> Iterator[Block]:
        """Blocks and the words between them, which are paragraphs."""
        words: list[Run] = []
        for node in nodes:
            if isinstance(node, Tag) and self._is_block(node):
                yield from self._paragraphs(words)
                words = []
                yield from self._block(node)
            else:
                words += self._inline(node)
        yield from self._paragraphs(words)

    def _is_block(self, node: Tag) -> bool:
        return node.name in CONTAINERS or node.name in HEADINGS or node.name in LISTS or node.name in ("tr", "li")

    def _block(self, node: Tag) -> Iterator[Block]:
        if node.name in HEADINGS:
            plain = [replace(run, bold=False, text=run.text.replace("\n", " ")) for run in self._inline(node)]
            yield Block(HEADINGS[node.name], self._finished(plain))
        elif node.name in LISTS:
            yield from self._list(node)
        elif node.name == "tr":
            yield from self._paragraphs(self._row(node))
        else:
            yield from self.flow(node.children)

    def _paragraphs(self, words: list[Run]) -> Iterator[Block]:
        """Paragraphs: two line breaks are an end of one."""
        part: list[Run] = []
        for run in _joined(words):
            *ended, last = re.split(r"\n[ \n]*\n", run.text)
            for text in ended:
                yield Block("p", self._finished([*part, replace(run, text=text)]))
                part = []
            part.append(replace(run, text=last))
        yield Block("p", self._finished(part))

    def _row(self, row: Tag) -> list[Run]:
        words: list[Run] = []
        for cell in row.find_all(CELLS, recursive=False):
            words += [Run(": " if words else ""), *self._inline(cell)]
        return words

    def _list(self, node: Tag) -> Iterator[Block]:
        block = Block(node.name)
        for child in node.children:
            if isinstance(child, Tag) and child.name in LISTS:
                inner = list(self._list(child))
                if block.items:
                    block.items[-1].lists += inner
                elif inner:
                    block.items.append(Item([], inner))
            else:
                # An item; or words that stand in the list without one.
                item = self._item([child] if not isinstance(child, Tag) or child.name != "li" else child.children)
                if item.runs or item.lists:
                    block.items.append(item)
        if block.items:
            yield block

    def _item(self, nodes: Iterable[object]) -> Item:
        """The words of an item, those of its paragraphs and headings each on a line, then its lists."""
        words: list[Run] = []
        lists: list[Block] = []
        for child in nodes:
            if isinstance(child, Tag) and child.name in LISTS:
                lists += self._list(child)
            elif isinstance(child, Tag) and self._is_block(child):
                nested = self._item(child.children)
                words += [Run("\n"), *nested.runs]
                lists += nested.lists
            else:
                words += self._inline(child)
        return Item(self._finished(words), lists)

    def _inline(self, node: object, *, bold: bool = False, address: str | None = None) -> list[Run]:
        if isinstance(node, NavigableString):
            return [Run(SPACE.sub(" ", printable(str(node))), bold, address)]
        if not isinstance(node, Tag):
            return []
        if node.name == "br":
            return [Run("\n", bold, address)]
        if node.name == "a":
            address = self.rewrite(str(node.get("href") or "").strip())
        return [
            run
            for child in node.children
            for run in self._inline(child, bold=bold or node.name in BOLD, address=address)
        ]

    def _finished(self, runs: list[Run]) -> list[Run]:
        """Runs with their contacts linked, white space where it belongs, and neighbours that look alike joined."""
        return _joined(part for run in _spaced(_joined(runs)) for part in self._with_contacts(run))

    def _with_contacts(self, run: Run) -> Iterator[Run]:
        if run.address is not None:
            yield run
            return
        for number, line in enumerate(run.text.split("\n")):
            if number:
                yield replace(run, text="\n")
            position = 0
            for contact in find_contacts(line, self.country):
                yield replace(run, text=line[position : contact.start])
                yield replace(run, text=line[contact.start : contact.end], address=contact.address)
                position = contact.end
            yield replace(run, text=line[position:])


def _joined(runs: Iterable[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        if joined and (joined[-1].bold, joined[-1].address) == (run.bold, run.address):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return joined


def _spaced(runs: list[Run]) -> list[Run]:
    """One space between words, none around line breaks and at the ends, and none inside the ends of a link."""
    spaced: list[Run] = []
    for run in chain.from_iterable(map(_without_edges, runs)):
        text = re.sub(r" *\n[ \n]*", "\n", SPACE.sub(_one_space, run.text))
        before = spaced[-1].text if spaced else "\n"
        if before.endswith((" ", "\n")):
            text = text.lstrip(" " if before.endswith(" ") else " \n")
        if text.startswith("\n") and before.endswith(" "):
            spaced[-1] = replace(spaced[-1], text=before.rstrip(" "))
        if text:
            spaced.append(replace(run, text=text))
    while spaced and not spaced[-1].text.rstrip(" \n"):
        spaced.pop()
    if spaced:
        spaced[-1] = replace(spaced[-1], text=spaced[-1].text.rstrip(" \n"))
    return [run for run in spaced if run.text]


def _one_space(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else " "


def _without_edges(run: Run) -> Iterator[Run]:
    """White space at the ends of linked or bold words belongs to neither."""
    core = run.text.strip(" \n")
    if not core or (run.address is None and not run.bold):
        yield Run(run.text) if not core else run
        return
    start = run.text.index(core)
    yield Run(run.text[:start])
    yield replace(run, text=core)
    yield Run(run.text[start + len(core) :])


def write_rich_text(blocks: Iterable[Block], page_id: Callable[[str], int | None]) -> str:
    """Wagtail's database format of blocks; `page_id` finds the page of a key."""
    return "".join(_written(block, page_id) for block in blocks)


def _written(block: Block, page_id: Callable[[str], int | None]) -> str:
    if block.tag not in LISTS:
        return f"<{block.tag}>{_words(block.runs, page_id)}</{block.tag}>"
    items = "".join(
        f"<li>{_words(item.runs, page_id)}{''.join(_written(inner, page_id) for inner in item.lists)}</li>"
        for item in block.items
    )
    return f"<{block.tag}>{items}</{block.tag}>"


def _words(runs: Iterable[Run], page_id: Callable[[str], int | None]) -> str:
    return "".join(_run(run, page_id) for run in runs)


def _run(run: Run, page_id: Callable[[str], int | None]) -> str:
    html = escape(run.text, quote=False).replace("\n", "<br/>")
    if run.bold:
        html = f"<b>{html}</b>"
    if run.address is None:
        return html
    if run.address.startswith(PAGE):
        page = page_id(run.address.removeprefix(PAGE))
        return f'<a linktype="page" id="{page}">{html}</a>' if page is not None else html
    return f'<a href="{escape(run.address)}">{html}</a>'
