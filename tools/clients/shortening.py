"""Shorter names in a script that was made small: of its constants, functions, parameters and private fields.

It reads what the component is written in, not all of JavaScript: strings, templates, regular expressions and brackets.
A name is the same short one wherever it stands, so what shadows what stays as it is; names of properties stay.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Generator, Iterator
from itertools import product

_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_DECLARED = re.compile(r"\b(?:const|let|function)\s+(\w+)|\b(?:const|let)\s*[\[{]([^=]*?)[\]}]\s*(?:=|of\b)")
_PARAMETERS = re.compile(r"\(([^()]*)\)\s*(?:=>|\{)")
_BEFORE_REGEX = "(,=>:[!&|?{};+\n"
_OPEN, _CLOSE = "([{", ")]}"


def shortened(script: str) -> str:
    """The script with short names."""
    pieces = list(_pieces(script))
    code = "".join(text if is_code else '""' for is_code, text in pieces)
    used = Counter(name for is_code, text in pieces if is_code for name in _NAME.findall(text))
    own = sorted(_declared(code) & used.keys(), key=lambda name: (-used[name], name))
    free = (name for name in _short_names() if name not in used)
    names = {name: next(free) for name in own if len(name) > 1}
    privates = sorted(set(re.findall(r"#(\w+)", code)))
    names |= {f"#{name}": f"#{short}" for name, short in zip(privates, string.ascii_lowercase, strict=False)}
    return "".join(_renamed(pieces, names))


def _short_names() -> Iterator[str]:
    yield from string.ascii_letters
    yield from map("".join, product(string.ascii_letters, repeat=2))


def _declared(code: str) -> set[str]:
    """What the script itself gives names to; a key of a pattern is not what it names."""
    lists = [words for words in _PARAMETERS.findall(code) if re.fullmatch(r"[\w\s,.={}\[\]:?#]*", words)]
    found = set()
    for name, pattern in _DECLARED.findall(code):
        lists.append(name or pattern)
    for each in lists:
        for part in re.split(r"[,{}\[\]]", each):
            name = part.rpartition(":")[2].partition("=")[0].strip().removeprefix("...")
            if _NAME.fullmatch(name):
                found.add(name)
    return found


def _renamed(pieces: list[tuple[bool, str]], names: dict[str, str]) -> Iterator[str]:
    opened = [""]
    last = ""  # of what was before
    for number, (is_code, text) in enumerate(pieces):
        if not is_code:
            yield text
            last = '"'
            continue
        following = next((after[0] for _, after in pieces[number + 1 :] if after.strip()), "")
        position = 0
        while position < len(text):
            match = _NAME.match(text, position)
            letter = text[position]
            if match:
                position = match.end()
                after = text[position:].lstrip()[:1] or following
                yield _name(match[0], last, after, opened[-1], names)
                last = match[0][-1]
                continue
            if letter in _OPEN:
                opened.append(letter)
            elif letter in _CLOSE:
                opened.pop()
            yield letter
            position += 1
            # Three dots spread what follows: that is no property.
            last = last if letter.isspace() else "..." if text.endswith("...", 0, position) else letter


def _name(name: str, before: str, after: str, bracket: str, names: dict[str, str]) -> str:
    """A name as it is written in the place where it stands."""
    if before == "#":
        return names[f"#{name}"].removeprefix("#")
    short = names.get(name)
    if short is None or before == ".":
        return name
    if bracket == "{" and before in ("{", ","):
        if after == ":":
            return name
        if after in (",", "}", "="):
            return f"{name}:{short}"
    return short


def _pieces(script: str) -> Iterator[tuple[bool, str]]:
    """Code, and what is none: strings, the texts of templates, regular expressions."""
    start = position = 0
    while position < len(script):
        letter = script[position]
        if letter in "\"'" or (letter == "/" and script[:position].rstrip(" ")[-1:] in _BEFORE_REGEX):
            end = _end_of(script, position, letter)
        elif letter == "`":
            yield True, script[start:position]
            position = start = yield from _template(script, position)
            continue
        else:
            position += 1
            continue
        yield True, script[start:position]
        yield False, script[position:end]
        start = position = end
    yield True, script[start:]


def _template(script: str, position: int) -> Generator[tuple[bool, str], None, int]:
    """The pieces of a template; returns where it ends."""
    begin = position
    position += 1
    while script[position] != "`":
        if not script.startswith("${", position):
            position += 1
            continue
        yield False, script[begin : position + 2]
        depth, end = 1, position + 2
        while depth:
            depth += {"{": 1, "}": -1}.get(script[end], 0)
            end += 1
        yield from _pieces(script[position + 2 : end - 1])
        begin = position = end - 1
    yield False, script[begin : position + 1]
    return position + 1


def _end_of(script: str, position: int, mark: str) -> int:
    """Where a string or a regular expression ends that begins there."""
    end = position + 1
    while script[end] != mark:
        end += 2 if script[end] == "\\" else 1
    return end + 1
