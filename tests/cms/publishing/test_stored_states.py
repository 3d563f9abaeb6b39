"""The table of states says what the segments say, whatever happened to them and in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.cities.models import City
from cms.guides.models import ArticlePage, TopicPage
from cms.publishing.translating import translate_pages
from tests.cms.factories import edit, make_city, make_page, make_superuser
from translations.models import StoredState
from translations.outdated import confirm, keep_translations, latest_changes, outdated_segments
from translations.states import Status, translation_states
from translations.stored_states import refresh_states

LANGUAGES = ("de", "ar")
WORDS = st.sampled_from(["pen", "pencil", "paper", "passport", "photo", "permit", "plan", "phone"])
LANGUAGE = st.sampled_from(LANGUAGES)
PLACE = st.integers(0, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), PLACE, WORDS),
        st.tuples(st.just("add"), PLACE, WORDS),
        st.tuples(st.just("remove"), PLACE),
        st.tuples(st.just("reorder")),
        st.tuples(st.just("minor"), PLACE),
        st.tuples(st.just("translate"), LANGUAGE),
        st.tuples(st.just("review"), LANGUAGE),
        st.tuples(st.just("confirm"), LANGUAGE),
        st.tuples(st.sampled_from(["save", "publish", "fact", "move", "unpublish"])),
    ),
    min_size=3,
    max_size=12,
)


class Model:
    """What the states should be: per language the sentences that have a translation, and whether a person made it."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        self.known: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
        self.published: set[str] = set()
        # The sentence that each sentence took the place of, the newest last.
        self.before: dict[str, list[str]] = {}

    def change(self, sentences: list[str]) -> None:
        """The source has these sentences now."""
        self.sentences = sentences

    def status(self, language: str) -> tuple[Status, int]:
        """The state and the number of sentences without a translation."""
        known = self.known[language]
        lacking = [sentence for sentence in self.sentences if sentence not in known]
        if lacking:
            superseded = set(known) - set(self.sentences)
            is_outdated = bool(superseded) or language in self.published
            return (Status.OUTDATED if is_outdated else Status.MISSING), len(set(lacking))
        by_machine = any(known[sentence] == "machine" for sentence in self.sentences)
        return (Status.MACHINE if by_machine else Status.REVIEWED), 0


@pytest.mark.slow
@override_settings(TRANSLATION_ENGINES=["tests.engines.MirrorEngine"])
class StatesFollowSegments(TestCase):
    """Random lives of a page, compared with a simple model and with the stored table after every step."""

    city: ClassVar[City]
    page: ClassVar[ArticlePage]
    user: ClassVar[User]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.city = make_city(languages=("en", *LANGUAGES))
        cls.page = make_page(
            ArticlePage, cls.city, title="Title", summary="Say it.", body=_body(["Bring a pen."]), slug="life"
        )
        cls.user = make_superuser("reviewer")

    @settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
    @given(STEPS)
    def test_states_are_those_of_the_model(self, steps: list[tuple[Any, ...]]) -> None:
        """After every step both the computed and the stored states are what the model says."""
        model = Model(["Title", "Say it.", "Bring a pen."])
        for name, *arguments in [("translate", "de"), ("review", "de"), *steps]:
            action: Callable[..., None] = getattr(self, f"_{name}")
            action(model, *arguments)
            self._compare(model)

    def _compare(self, model: Model) -> None:
        refresh_states()
        source = TranslationSource.objects.filter(object_id=self.page.translation_key).first()
        for language in LANGUAGES:
            locale = Locale.objects.get(language_code=language)
            if source is None:
                continue
            computed = translation_states([source.pk], [locale.pk])[source.pk, locale.pk]
            assert (computed.status, computed.outdated) == model.status(language)
            stored = StoredState.objects.filter(source=source, locale=locale).first()
            if stored is None:
                assert computed.status is Status.MISSING
            else:
                assert (stored.status, stored.segments - stored.translated) == model.status(language)

    def _fresh(self) -> ArticlePage:
        return ArticlePage.objects.get(pk=self.page.pk)

    def _put(self, model: Model, paragraphs: list[str]) -> None:
        edit(self._fresh(), body=_body(paragraphs))
        model.change(["Title", "Say it.", *paragraphs])

    def _edit(self, model: Model, place: int, word: str) -> None:
        paragraphs = model.sentences[2:]
        sentence = f"Bring a {word}."
        if sentence not in paragraphs:
            paragraphs[place % len(paragraphs)] = sentence
        self._put(model, paragraphs)

    def _add(self, model: Model, place: int, word: str) -> None:
        paragraphs = model.sentences[2:]
        sentence = f"Do not forget your {word}."
        if sentence not in paragraphs:
            paragraphs.insert(place % (len(paragraphs) + 1), sentence)
        self._put(model, paragraphs)

    def _remove(self, model: Model, place: int) -> None:
        paragraphs = model.sentences[2:]
        if len(paragraphs) > 1:
            del paragraphs[place % len(paragraphs)]
        self._put(model, paragraphs)

    def _reorder(self, model: Model) -> None:
        self._put(model, model.sentences[:1:-1])

    def _minor(self, model: Model, place: int) -> None:
        """Mend the spelling of one paragraph: what was translated stays so."""
        paragraphs = model.sentences[2:]
        place %= len(paragraphs)
        old, new = paragraphs[place], paragraphs[place].replace(".", "!").replace("!", ".!", 1)
        if new in paragraphs:
            return
        for language in LANGUAGES:
            if old in model.known[language] and new not in model.known[language]:
                model.known[language][new] = model.known[language][old]
        paragraphs[place] = new
        self._put(model, paragraphs)
        source = TranslationSource.objects.get(object_id=self.page.translation_key)
        keep_translations(latest_changes(source), self.user)

    def _translate(self, model: Model, language: str) -> None:
        if not self._fresh().live:
            return
        translate_pages([self.page.pk], [language], publish=True)
        known = model.known[language]
        for sentence in model.sentences:
            known.setdefault(sentence, "machine")
        model.published.add(language)

    def _review(self, model: Model, language: str) -> None:
        rows = StringTranslation.objects.filter(
            context__object_id=self.page.translation_key,
            locale__language_code=language,
            translation_of__data__in=model.sentences,
        )
        for row in rows:
            row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
            row.save()
        known = model.known[language]
        known |= {sentence: "person" for sentence in model.sentences if sentence in known}

    def _confirm(self, model: Model, language: str) -> None:
        source = TranslationSource.objects.filter(object_id=self.page.translation_key).first()
        if source is None:
            return
        locale = Locale.objects.get(language_code=language)
        for outdated in outdated_segments([source.pk], [locale.pk])[source.pk, locale.pk].values():
            confirm(outdated, self.user)
            model.known[language][outdated.segment.string.data] = "person"

    def _save(self, model: Model) -> None:
        self._fresh().save_revision()

    def _publish(self, model: Model) -> None:
        edit(self._fresh())

    def _fact(self, model: Model) -> None:
        edit(self._fresh(), attribution="By the council")

    def _move(self, model: Model) -> None:
        self._fresh().move(make_page(TopicPage, self.city), pos="last-child")

    def _unpublish(self, model: Model) -> None:
        self._fresh().unpublish()


def _body(paragraphs: list[str]) -> list[dict[str, Any]]:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    return [{"id": "7b3f0f7e-3b40-4a0b-8f1c-0d5f4b1a2c3d", "type": "text", "value": html}]
