"""Reading a folder of content files into plain data that remembers its lines."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from cms.guides.content_files.plain_yaml import PlainYAMLError, load_plain_yaml
from cms.guides.content_files.problems import Place, Problem, field_name

CITY = "city"
SLUG = re.compile(r"[-\w]+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class ContentFile:
    """One file: what it says, and on which line each value stands.

    `folder` and `slug` are empty for the city's own file; `language` is empty in a source file.
    """

    name: str
    folder: str
    slug: str
    language: str
    data: dict[str, Any]
    lines: Mapping[Place, int] = field(repr=False)

    def line(self, place: Place) -> int:
        """The line of a value, or of what it should stand in when it is missing."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, message: str) -> Problem:
        """Something to mend at a place of this file."""
        return Problem(self.name, self.line(place), field_name(place), message)


@dataclass(frozen=True)
class ContentFolder:
    """All files of a city. `problems` are those that keep a file from being read at all."""

    files: list[ContentFile]
    problems: list[Problem]


def read_folder(folder: Path, kinds: tuple[str, ...]) -> ContentFolder:
    """Read every content file below `folder`; `kinds` are the folders there may be in it."""
    files: list[ContentFile] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.y*ml")):
        name = path.relative_to(folder).as_posix()
        try:
            files.append(_read(path, name, kinds))
        except _UnreadableError as error:
            problems.append(error.problem)
    if not any(file.folder == "" and not file.language for file in files) and not problems:
        problems.append(
            Problem("city.yaml", 1, "", "is missing. Every city needs one: content/README.md says what is in it.")
        )
    return ContentFolder(files, problems)


class _UnreadableError(Exception):
    def __init__(self, name: str, message: str, line: int = 1) -> None:
        self.problem = Problem(name, line, "", message)
        super().__init__(message)


def _read(path: Path, name: str, kinds: tuple[str, ...]) -> ContentFile:
    folder, slug, language = _identity(name, kinds)
    try:
        loaded = load_plain_yaml(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise _UnreadableError(name, f"is not UTF-8 text ({error.reason}). Save it as UTF-8.") from error
    except OSError as error:
        raise _UnreadableError(name, f"cannot be read: {error.strerror}. Put a file there, or remove it.") from error
    except PlainYAMLError as error:
        raise _UnreadableError(name, str(error), error.line) from error
    if not isinstance(loaded, CommentedMap):
        raise _UnreadableError(name, "holds no fields. Write one `field: value` to a line, title first.")
    lines: dict[Place, int] = {}
    data = _plain(loaded, (), lines)
    return ContentFile(name, folder, slug, language, data, lines)


def _identity(name: str, kinds: tuple[str, ...]) -> tuple[str, str, str]:
    """(folder, slug, language) that the name of a file says."""
    *folders, last = name.split("/")
    stem, _, suffix = last.rpartition(".")
    slug, _, language = stem.partition(".")
    if suffix != "yaml" or not SLUG.fullmatch(slug) or (language and not LANGUAGE.fullmatch(language)):
        message = "is no name of a content file. Call it <slug>.yaml, or <slug>.<language>.yaml for a translation."
        raise _UnreadableError(name, message)
    if not folders and slug == CITY:
        return "", "", language
    if len(folders) != 1 or folders[0] not in kinds:
        raise _UnreadableError(name, f"stands in no folder that is known. Move it to one of: {', '.join(kinds)}.")
    return folders[0], slug, language


def _plain(value: Any, place: Place, lines: dict[Place, int]) -> Any:
    """Dictionaries, lists, text, numbers and truth values; dates as text. Notes the line of each on the way."""
    if isinstance(value, CommentedMap):
        for key in value:
            lines[*place, str(key)] = value.lc.key(key)[0] + 1
        return {str(key): _plain(child, (*place, str(key)), lines) for key, child in value.items()}
    if isinstance(value, CommentedSeq):
        for index in range(len(value)):
            lines[*place, index] = value.lc.item(index)[0] + 1
        return [_plain(child, (*place, index), lines) for index, child in enumerate(value)]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return _scalar(value)


def _scalar(value: Any) -> Any:
    """A scalar without ruamel's wrapping, which remembers how it was written."""
    for plain in (bool, int, float, str):
        if isinstance(value, plain):
            return plain(value)
    return None if value is None else str(value)


def leaves(data: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every value of `data` that holds no further ones, with its place."""
    if isinstance(data, dict):
        for key, child in data.items():
            yield from leaves(child, (*place, key))
    elif isinstance(data, list):
        for index, child in enumerate(data):
            yield from leaves(child, (*place, index))
    else:
        yield place, data
