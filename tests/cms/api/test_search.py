from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installation
from django.test import Client

from cms.api import execute
from cms.publishing.models import PublishedDocument
from cms.search.due import Due
from cms.search.searching import update_city
from site_builder.search.asking import asking_words
from site_builder.search.parted import parts_of
from tests.cms.api.asking import post
from tests.cms.published import publish, withdraw
from tests.conftest import ROOT, lacking
from tests.site_builder.documents import small_city
from tests.site_builder.entities import ONLY_ENGLISH, PASSPORT, PROCEDURE, Body

pytestmark = pytest.mark.django_db
CITY = "harbourton"
SCRIPTS = ROOT / "themes" / "waymark" / "js" / "search"
SEARCH = """
query Search($city: String!, $language: String, $query: String!, $kinds: [DocumentKind!], $first: Int! = 20) {
  search(city: $city, language: $language, query: $query, kinds: $kinds, first: $first) {
    totalCount didYouMean
    hits { score share document { uuid kind language requestedLanguage title }
           best { text }
           passages { text language isHeading isBest pieces { text isAsked } } }
  }
}"""
QUESTIONS = {
    "en": ["Where do I register my address?", "passport", "What does it cost, and who pays?", "Quantum duty"],
    "ar": ["أين أُسجّل عنواني؟", "جواز السفر", "كم يكلّف التسجيل؟", "Tenancy agreement"],
    "de": ["Wie melde ich meine Adresse an?", "Mietvertrag", "Ich bin gerade angekommen"],
}
# What the reader's device lists for a question, and what it shows of each page.
DEVICE = """
const element = (tag, { textContent }) => ({ [tag]: textContent });
const show = ({ entry, score, share, windows, gains }) => {
  const best = bestPassage({ entry, windows, gains });
  const shown = best ? [textOf(best), ...marked(textOf(best), gains, Infinity)] : [];
  return [entry.url, score, share, (windows[0] ?? []).length, shown.filter(Boolean)];
};
const { head, entries, questions } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const index = new Index(head);
for (const entry of entries) index.add(entry);
console.log(JSON.stringify(questions.map((question) => fitting(index.search(question)).map(show))));
"""


@pytest.fixture(autouse=True)
def _indexes(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path


def search(query: str, language: str | None = "en", city: str = CITY, **more: Any) -> Any:
    answer = execute(SEARCH, {"query": query, "language": language, "city": city, **more})
    assert "errors" not in answer, answer["errors"]
    return answer["data"]["search"]


def refusal(query: str, **more: Any) -> str:
    answer = execute(SEARCH, {"query": query, "city": CITY, **more})
    (error,) = answer["errors"]
    return str(error["extensions"]["code"])


def found(query: str, language: str | None = "en", **more: Any) -> list[str]:
    return [hit["document"]["uuid"] for hit in search(query, language, **more)["hits"]]


def body_of(uuid: str, language: str) -> Body:
    return next(body for body in small_city() if body["uuid"] == uuid and body["language"] == language)


def on_the_device(language: str, questions: list[str]) -> list[Any]:
    """What a device answers that has what the server has indexed."""
    node = shutil.which("node") or lacking("Node", "apt-get install nodejs")
    due = Due(PublishedDocument.objects.of_city(CITY), "en", Path(installation.GUIDE_THEME_DIR), 0)
    parted = parts_of(language)
    entries = [
        {
            "url": entry.uuid,
            "kind": entry.kind,
            "title": entry.title,
            "names": entry.names,
            "above": entry.above,
            "text": [[said.text, "h"] if said.is_heading else said.text for said in entry.passages],
        }
        for entry in due.entries(language)
    ]
    head = {
        "asking": sorted(asking_words(language)),
        **({"parted": {name: sorted(words) for name, words in vars(parted).items()}} if parted else {}),
    }
    parts = "\n".join(
        (SCRIPTS / f"{name}.js").read_text().replace("export ", "")
        for name in ("alike", "folding", "question", "index", "passages")
    )
    told = json.dumps({"head": head, "entries": entries, "questions": questions})
    done = subprocess.run([node, "-e", parts + DEVICE], input=told, capture_output=True, text=True, check=True)
    answers: list[Any] = json.loads(done.stdout)
    return answers


def as_on_the_device(hit: dict[str, Any]) -> list[Any]:
    best = next((passage for passage in hit["passages"] if passage["isBest"]), None)
    assert hit["best"] == (best and {"text": best["text"]})
    marked = ["", *({"mark": p["text"]} if p["isAsked"] else p["text"] for p in best["pieces"])] if best else []
    return [
        hit["document"]["uuid"],
        pytest.approx(hit["score"]),
        pytest.approx(hit["share"]),
        len(hit["passages"]),
        [best["text"], *(part for part in marked if part)] if best else [],
    ]


@pytest.mark.parametrize("language", QUESTIONS)
def test_the_api_finds_ranks_and_marks_what_the_readers_device_does(language: str) -> None:
    publish(small_city())
    update_city(CITY)
    # An index that was changed is worth as much as a new one.
    for body in (body_of(PROCEDURE, language), body_of(PASSPORT, "en")):
        publish([body | {"title": body["title"] + " Xylophon"}])
    update_city(CITY)
    questions = [*QUESTIONS[language], "xylophon"]
    answers = [search(question, language) for question in questions]
    expected = on_the_device(language, questions)
    assert [[as_on_the_device(hit) for hit in answer["hits"]] for answer in answers] == expected
    assert [answer["totalCount"] for answer in answers] == [len(answer["hits"]) for answer in answers]
    assert sum(bool(answer["hits"]) for answer in answers) >= len(questions) - 1


def test_a_passage_is_plain_text_in_pieces_and_says_its_language() -> None:
    injected = "<p>Bring &lt;script&gt;alert(1)&lt;/script&gt; your umbrella &amp; boots.</p>"
    body = body_of(ONLY_ENGLISH, "en")
    publish([*small_city(), body | {"summary": "", "body": [body["body"][0] | {"type": "text", "html": injected}]}])
    update_city(CITY)
    (hit, *_) = search("umbrella", "ar")["hits"]
    (passage,) = hit["passages"]
    assert hit["document"] | {"title": ""} == {
        "uuid": ONLY_ENGLISH,
        "kind": "ARTICLE",
        "language": "en",
        "requestedLanguage": "ar",
        "title": "",
    }
    assert (passage["language"], passage["isBest"], passage["isHeading"]) == ("en", True, False)
    assert [piece["text"] for piece in passage["pieces"] if piece["isAsked"]] == ["umbrella"]
    text = "Bring <script>alert(1)</script> your umbrella & boots."
    assert passage["text"] == "".join(piece["text"] for piece in passage["pieces"]) == text


def test_kinds_and_numbers_narrow_what_is_found() -> None:
    publish(small_city())
    update_city(CITY)
    assert PASSPORT not in found("passport", kinds=["PROCEDURE", "SERVICE"])
    assert found("passport", kinds=["DOCUMENT_TYPE"])[0] == PASSPORT
    everything = search("register passport address")
    few = search("register passport address", first=1)
    assert (few["totalCount"], few["hits"]) == (everything["totalCount"], everything["hits"][:1])


def test_the_word_on_the_form_and_a_topic_above_find_the_translated_page() -> None:
    publish(small_city())
    update_city(CITY)
    assert found("passport", "ar")[0] == PASSPORT
    topic = body_of(body_of(ONLY_ENGLISH, "en")["topics"][0], "en")
    publish([topic | {"title": "Zeppelins"}])
    update_city(CITY)
    assert ONLY_ENGLISH in found("zeppelins", kinds=["ARTICLE"])


def test_a_language_that_the_city_lacks_is_searched_in_the_source_language() -> None:
    publish(small_city())
    update_city(CITY)
    expected = found("rubbish and recycling", "en")
    assert expected
    for language in ("tlh", None, "../.."):
        assert found("rubbish and recycling", language) == expected


def test_a_word_that_no_page_has_leads_to_one_that_may_have_been_meant() -> None:
    publish(small_city())
    update_city(CITY)
    assert search("Where is my pasport?")["didYouMean"] == "Where is my Passport?"
    assert search("Where is my passport?")["didYouMean"] is None


def test_what_was_withdrawn_a_moment_ago_is_not_found() -> None:
    publish(small_city())
    update_city(CITY)
    withdraw(body_of(ONLY_ENGLISH, "en"))
    assert ONLY_ENGLISH not in found("rubbish and recycling")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"query": "x" * 301}, "QUESTION_TOO_LONG"),
        ({"query": "x", "first": 21}, "PAGE_SIZE"),
        ({"query": "x", "first": 0}, "PAGE_SIZE"),
        ({"query": "x", "city": "atlantis"}, "CITY_UNKNOWN"),
        ({"query": "x"}, "SEARCH_NOT_READY"),
    ],
)
def test_what_cannot_be_searched_is_told(asked: dict[str, Any], code: str) -> None:
    publish(small_city())
    assert refusal(**asked) == code


def test_what_is_found_is_kept_by_nobody_since_the_index_follows_later(client: Client) -> None:
    publish(small_city())
    update_city(CITY)
    response = post(client, SEARCH, variables={"city": CITY, "query": "passport"})
    assert "errors" not in response.json()
    assert response["Cache-Control"] == "no-store"


def test_no_words_find_nothing() -> None:
    publish(small_city())
    update_city(CITY)
    assert search(" ?! ") == {"totalCount": 0, "didYouMean": None, "hits": []}
