"""What the pages of an Integreat guide say, in each language, as text of ours."""

from __future__ import annotations

from dataclasses import dataclass

from cms.guides.content_files.alignment import AlignmentError, align, segments
from cms.guides.content_files.problems import Place
from cms.guides.content_files.translated import TranslatedTexts
from cms.guides.importers.html_text import Block, TooDeepError, read_html, write_rich_text
from cms.guides.importers.internal_links import Links
from cms.guides.importers.nodes import Node, walk
from cms.guides.importers.records import BadRecord
from cms.guides.models import ArticlePage, TopicPage

LONGEST_SUMMARY = 300
BETWEEN_TITLES = " · "


@dataclass(frozen=True)
class Content:
    """A page in one language. `shape` is its structure without words: what two languages must share to be aligned."""

    title: str
    summary: str = ""
    html: str = ""
    shape: tuple[object, ...] = ()


class Contents:
    """Reads the texts of a guide once.

    `pages` are the ids of its pages by key, once they exist; `bad` are the records whose text cannot be read.
    """

    def __init__(self, roots: list[Node], links: Links, country: str) -> None:
        self.links = links
        self.pages: dict[str, int] = {}
        self.bad: list[BadRecord] = []
        self._blocks: dict[tuple[str, str], list[Block]] = {}
        for node in walk(roots):
            for language, record in list(node.records.items()):
                try:
                    self._blocks[node.key, language] = read_html(record.html, links.rewrite, country)
                except TooDeepError as error:
                    self._leave_out(node, language, str(error))

    def _leave_out(self, node: Node, language: str, why: str) -> None:
        """Do without a translation, or without the text of a page in its source language."""
        record = node.records[language]
        self.bad.append(BadRecord(str(record.id), record.title, why))
        self._blocks[node.key, language] = []
        if record is not node.source:
            del node.records[language]

    def has_text(self, node: Node) -> bool:
        """Whether a page says anything, in any of its languages."""
        return any(self._blocks[node.key, language] for language in node.records)

    def of(self, node: Node, language: str, model: type[TopicPage | ArticlePage]) -> Content:
        """What a topic or an article says in a language."""
        title = node.records[language].title
        if model is TopicPage:
            return Content(title, summary=self._summary(node, language))
        blocks = self._blocks[node.key, language]
        return Content(title, html=write_rich_text(blocks, self.pages.get), shape=tuple(map(_shape, blocks)))

    def _summary(self, node: Node, language: str) -> str:
        """What is in a topic: the titles of the pages below it, as many as fit."""
        titles = [child.records[language].title for child in node.children if language in child.records]
        summary = ""
        for title in titles or [node.records[language].title]:
            longer = f"{summary}{BETWEEN_TITLES}{title}" if summary else title
            if len(longer) > LONGEST_SUMMARY:
                break
            summary = longer
        return summary

    def by_segment(
        self, language: str, original: Content, translated: Content, model: type[TopicPage | ArticlePage]
    ) -> TranslatedTexts | None:
        """The translation segment by segment, or None if it does not follow its source."""
        if original.shape != translated.shape:
            return None
        strings: dict[Place, list[str]] = {}
        try:
            for place, source, target, is_rich in _texts(original, translated, model):
                strings[place] = align(segments(source, is_rich=is_rich), segments(target, is_rich=is_rich), str)
        except AlignmentError:
            return None
        return TranslatedTexts(language, by_machine=False, strings=strings)


def _texts(
    original: Content, translated: Content, model: type[TopicPage | ArticlePage]
) -> list[tuple[Place, str, str, bool]]:
    """(place, source, translation, whether it is rich text) of the texts of a page that are not empty."""
    texts: list[tuple[Place, str, str, bool]] = [(("title",), original.title, translated.title, False)]
    if model is TopicPage:
        return [*texts, (("summary",), original.summary, translated.summary, False)]
    return [*texts, (("body", "body", "text"), original.html, translated.html, True)] if original.html else texts


def _shape(block: Block) -> tuple[object, ...]:
    return (block.tag, *(tuple(map(_shape, item.lists)) for item in block.items))
