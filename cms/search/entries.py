"""What of a published document can be found, and what a hit says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cms.search.pages import KeptPage
from site_builder import search as searching
from site_builder.search import Passage

Body = Mapping[str, Any]


class Said(NamedTuple):
    """A passage of a document, and the language that it is in. A heading without text ends a section."""

    text: str
    is_heading: bool
    language: str


@dataclass(frozen=True)
class Entry:
    """A document as the index of one language holds it; `language` is that of its text."""

    uuid: str
    kind: str
    path: str
    language: str
    title: str
    passages: tuple[Said, ...]
    names: tuple[str, ...]
    above: tuple[str, ...] = ()

    def searched(self) -> searching.Entry[str]:
        """The entry as the ranking takes it."""
        passages = tuple(Passage(said.text, said.is_heading) for said in self.passages)
        return searching.Entry(self.uuid, self.title, passages, self.names, self.above, self.kind)


@dataclass(frozen=True)
class Hit:
    """A document that fits a question.

    A higher score fits better, and scores of two questions do not compare; `share` is how much of the question's gain
    it has. `windows` has the numbers of its passages that are read at once, first those that fit best.
    """

    uuid: str
    kind: str
    path: str
    language: str
    title: str
    score: float
    share: float
    windows: tuple[tuple[int, ...], ...]
    passages: tuple[Said, ...]
    page: KeptPage

    def best(self, gains: Mapping[str, float]) -> int | None:
        """The number of the passage that says most of a question; None where only the title or a heading fits."""
        window = self.windows[0] if self.windows else ()
        return self.page.best([number for number in window if not self.passages[number].is_heading], gains)


@dataclass(frozen=True)
class Found:
    """What was found for a question, the best first; `gains` is what each of its terms is worth.

    `fitting` are the hits that a reader is shown. `suggestion` is what may have been meant, where little was found and
    words of the question are on no page.
    """

    hits: tuple[Hit, ...]
    gains: Mapping[str, float]
    fitting: tuple[Hit, ...] = ()
    suggestion: str | None = None


def entry(body: Body, source: Body | None, passages: tuple[Said, ...], above: Sequence[str] = ()) -> Entry:
    """The entry of a document. `source` is the same document in the source language, if it is published.

    People type the word that stands on the form: titles and names in the source language are found in every language.
    `passages` are what its page says, `above` are the titles of the topics above it.
    """
    names = [source["title"]] if source else []
    names += [body[name] for name in ("official_name", "official_term") if name in body]
    names += [synonym["name"] for synonym in body.get("synonyms", ())]
    return Entry(
        uuid=body["uuid"],
        kind=body["kind"],
        path=body["path"],
        language=body["language"],
        title=body["title"],
        passages=passages,
        names=tuple(name for name in dict.fromkeys(names) if name and name != body["title"]),
        above=tuple(above),
    )
