"""Rich text as people can write it in a form without scripts, and what they wrote laid over the rich text again.

Paragraphs are set apart by an empty line, points of a list begin with `- ` or `1. `, with one more `-` before that for
each list around theirs, and headings begin with `# `: spaces at the beginning of a line would not survive cleaning.
What was left as it was keeps its markup to the letter; in what was changed the links and bold words stay whose words
are still there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser

HEADINGS = ("h2", "h3", "h4")
LISTS = ("ul", "ol")
NEW_HEADING = "h3"
HEADING = re.compile(r"#+[ \t]+(?=\S)")
POINT = re.compile(r"(?P<around>-*)(?:(?P<bullet>[-*•–])|(?P<number>\d{1,3}[.)]))[ \t]+(?=\S)")
# What would be read as a mark of ours at the beginning of a line that is none.
ZERO_WIDTH = "\u2060"
SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Run:
    """Words with the tags around them, outermost first: `opened` as they stood, `closed` to close them."""

    text: str
    opened: str = ""
    closed: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading or a point of a list. `depth` counts the lists around it; `tag` is that of its list."""

    tag: str
    depth: int
    runs: tuple[Run, ...] = field(compare=False)
    text: str = ""
    # The start tag as it stood, with the key that the editor gave it.
    start: str = field(default="", compare=False)


def plain(html: str) -> str:
    """`html` as text that `laid_over` takes; the same for all spellings of the same text."""
    return written(blocks_of(html))


def tidied(text: str) -> str:
    """What somebody wrote in a form, as `plain` would give it back once it was laid over."""
    return written(parsed(text))


def laid_over(html: str, text: str) -> str:
    """`html` with the words, paragraphs and points of `text`; `html` itself if it says just that."""
    old, new = blocks_of(html), parsed(text)
    if written(old) == written(new):
        return html
    result: list[Block] = []
    for action, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if action == "equal":
            result += old[start:end]
        else:
            before = old[start:end]
            for position, block in enumerate(new[new_start:new_end]):
                like = before[position] if position < len(before) else None
                result.append(_marked_like(block, like))
    return _html(result)


def fitted(stands: str, text: str) -> str:
    """`text` with no more paragraphs and points than `stands`: what was added is joined to what is before it.

    What both have stays as it is. A text with fewer is given back as it was.
    """
    old, new = parsed(stands), parsed(text)
    if not old or len(new) <= len(old):
        return text
    first: list[Block] = []
    groups: list[list[Block]] = []
    for action, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        added = new[new_start:new_end]
        own = added[: end - start] if action != "insert" else []
        groups += [[block] for block in own]
        (groups[-1] if groups else first).extend(added[len(own) :])
    groups[0] = first + groups[0]
    return written([_joined(group) for group in groups])


def blocks_of(html: str) -> list[Block]:
    """The blocks of rich text that say something."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return [finished for block in parser.blocks if (finished := _finished(block)).text]


def parsed(text: str) -> list[Block]:
    """The blocks of what somebody wrote."""
    blocks: list[Block] = []
    paragraph: list[str] = []

    def finish() -> None:
        said = "\n".join(paragraph).strip()
        if said:
            blocks.append(_block("p", 0, said))
        paragraph.clear()

    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = SPACES.sub(" ", raw).strip()
        point = POINT.match(line)
        heading = HEADING.match(line)
        if not line.strip(ZERO_WIDTH):
            finish()
        elif heading and not paragraph:
            blocks.append(_block(NEW_HEADING, 0, _unmarked(line[heading.end() :])))
        elif point:
            finish()
            before = blocks[-1].depth if blocks else 0
            depth = min(len(point["around"]) + 1, before + 1)
            blocks.append(_block("ul" if point["bullet"] else "ol", depth, _unmarked(line[point.end() :])))
        else:
            paragraph.append(_unmarked(line))
    finish()
    return [block for block in blocks if block.text]


def written(blocks: list[Block]) -> str:
    """Blocks as text."""
    text = ""
    # The list that is open at each depth, and how many points it has.
    counted: list[tuple[str, int]] = []
    before: Block | None = None
    for block in blocks:
        del counted[block.depth :]
        if block.depth:
            counted += [("", 0)] * (block.depth - len(counted))
            tag, points = counted[-1]
            counted[-1] = (block.tag, points + 1 if tag == block.tag else 1)
        if before is not None:
            text += "\n" if before.depth and block.depth else "\n\n"
        text += _lines(block, counted[-1][1] if block.depth else 0)
        before = block
    return text


def _joined(blocks: list[Block]) -> Block:
    first = blocks[0]
    between = "\n" if first.tag == "p" else " "
    return replace(first, text=between.join(block.text for block in blocks))


def _lines(block: Block, number: int) -> str:
    if block.depth:
        mark = "-" if block.tag == "ul" else f"{number}."
        return f"{'-' * (block.depth - 1)}{mark} {block.text}"
    if block.tag in HEADINGS:
        return f"# {block.text}"
    return "\n".join(map(_harmless, block.text.split("\n")))


def _harmless(line: str) -> str:
    """A line that is not taken for a point or a heading."""
    return ZERO_WIDTH + line if HEADING.match(line) or POINT.match(line) else line


def _unmarked(line: str) -> str:
    return SPACES.sub(" ", line.replace(ZERO_WIDTH, "")).strip()


def _block(tag: str, depth: int, text: str) -> Block:
    return Block(tag, depth, (Run(text),), text)


def _finished(block: Block) -> Block:
    """The block with its text: spaces as browsers show them."""
    lines = SPACES.sub(" ", "".join(run.text for run in block.runs)).split("\n")
    text = "\n".join(line.strip() for line in lines).strip().replace(ZERO_WIDTH, "")
    text = re.sub(r"\n{2,}", "\n", text)
    return replace(block, text=text if block.tag == "p" else " ".join(text.split("\n")))


def _marked_like(block: Block, like: Block | None) -> Block:
    """A changed block with the start tag and those marked words of the one in whose place it stands."""
    if like is None or (like.depth > 0) != (block.depth > 0):
        return block
    tag = like.tag if like.tag in HEADINGS and block.tag in HEADINGS else block.tag
    start = like.start if like.tag == tag else ""
    runs, rest = [], block.text
    for run in like.runs:
        words = run.text.strip()
        if run.opened and words and words in rest:
            head, _, rest = rest.partition(words)
            runs += [Run(head), replace(run, text=words)]
    return replace(block, tag=tag, start=start, runs=(*runs, Run(rest)))


def _html(blocks: list[Block]) -> str:
    parts: list[str] = []
    open_lists: list[str] = []

    def close(depth: int) -> None:
        while len(open_lists) > depth:
            parts.append(f"</li></{open_lists.pop()}>")

    for block in blocks:
        inner = "".join(f"{run.opened}{_escaped(run.text)}{run.closed}" for run in block.runs)
        if not block.depth:
            close(0)
            parts.append(f"{block.start or f'<{block.tag}>'}{inner}</{block.tag}>")
            continue
        close(block.depth)
        if len(open_lists) == block.depth and open_lists[-1] != block.tag:
            close(block.depth - 1)
        if len(open_lists) == block.depth:
            parts.append("</li>")
        else:
            open_lists.append(block.tag)
            parts.append(f"<{block.tag}>")
        parts.append((block.start or "<li>") + inner)
    close(0)
    return "".join(parts)


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")


class _Parser(HTMLParser):
    """Collects blocks. Tags that are neither blocks nor lists belong to the words that they stand around."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._lists: list[str] = []
        self._open = False
        self._inline: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        source = self.get_starttag_text() or f"<{tag}>"
        if tag in LISTS:
            self._lists.append(tag)
            self._open = False
        elif tag == "li" and self._lists:
            self._begin(Block(self._lists[-1], len(self._lists), (), start=source))
        elif tag == "p" or tag in HEADINGS:
            if not self._lists:
                self._begin(Block(tag, 0, (), start=source))
        elif tag == "br":
            self._add("\n")
        else:
            self._inline.append((tag, source))

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS and self._lists:
            self._lists.pop()
            self._open = False
        elif tag in ("p", "li") or tag in HEADINGS:
            self._open = self._open and bool(self._lists) and tag == "p"
        else:
            places = [place for place, (name, _) in enumerate(self._inline) if name == tag]
            if places:
                del self._inline[places[-1]]

    def handle_data(self, data: str) -> None:
        text = re.sub(r"\s+", " ", data)
        if self._open or text.strip():
            self._add(text)

    def _begin(self, block: Block) -> None:
        self.blocks.append(block)
        self._open = True
        self._inline.clear()

    def _add(self, text: str) -> None:
        if not self._open:
            # Words outside every paragraph, as in rich text that was written by a program.
            self._begin(Block("p", 0, ()))
        opened = "".join(source for _, source in self._inline)
        closed = "".join(f"</{tag}>" for tag, _ in reversed(self._inline))
        last = self.blocks[-1]
        self.blocks[-1] = replace(last, runs=(*last.runs, Run(text, opened, closed)))
