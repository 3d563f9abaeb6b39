"""What a build tells while it runs and when it is done."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from site_builder.progress import Advance, Event
from site_builder.summary import summary
from site_builder.terminal import Teller
from tests.site_builder.conftest import CITY, Build, command
from tests.site_builder.documents import small_city
from tests.site_builder.feeds import Publisher, serving
from tests.site_builder.test_build import of_kind


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *events: Event) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    teller = Teller()
    for event in events:
        teller(event)
    teller.close()
    return stream.getvalue()


MANY = (Advance("ar", 0, 80), Advance("en", 0, 80), Advance("ar", 80, 80, 3), "Rendered", Advance("en", 80, 80, 80))


def test_every_language_has_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = shown(Terminal(), monkeypatch, *MANY)
    assert "ar" in seen
    assert "80/80" in seen
    assert "0/80" in seen
    assert "Rendered" in seen


def test_elsewhere_progress_is_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["ar: 80 files, 3 of them new or changed", "Rendered", "en: 80 files, 80 of them new or changed"]
    assert shown(io.StringIO(), monkeypatch, *MANY).splitlines() == lines


def test_a_few_files_are_told_in_lines_on_a_terminal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = shown(Terminal(), monkeypatch, Advance("ar", 0, 1), Advance("ar", 1, 1, 1))
    assert seen == "ar: 1 files, 1 of them new or changed\n"


def test_every_language_tells_how_many_files_it_has_to_make_and_when_they_are_made(build: Build) -> None:
    events: list[Event] = []
    result = build(progress=events.append)
    told = [event for event in events if isinstance(event, Advance)]
    assert {event.shard for event in told} == {"city", "data", *result.languages}
    assert sum(event.total for event in told if event.done == 0) == result.rendered
    assert sum(event.written for event in told if event.is_whole) == result.rendered


def test_a_long_language_tells_how_far_it_is(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.rendering.WORTH_PELICAN", 1)
    monkeypatch.setattr("site_builder.pelican_plugin.OFTEN", 5)
    events: list[Event] = []
    build(progress=events.append)
    told = [event for event in events if isinstance(event, Advance) and event.shard == "en"]
    assert [event.done for event in told] == [*range(0, told[-1].total, 5), told[-1].total]


def test_a_changed_office_is_told_with_the_number_of_pages_that_show_it(build: Build, publisher: Publisher) -> None:
    build()
    office = of_kind(publisher, "office", "en")
    publisher.publish(office | {"phone": "+441632960999"} if "phone" in office else office | {"title": "New Hall"})
    result = build()
    [cause] = result.causes
    assert (cause.kind, cause.uuid, cause.change, cause.languages) == ("office", office["uuid"], "changed", ["en"])
    assert cause.made == result.rendered > 0
    lines = summary(result)
    assert f"  1 office changed: {cause.made} files" in lines
    assert any(line.strip().startswith(cause.name) for line in lines)


def test_each_of_two_changes_is_told_with_its_own_pages(build: Build, publisher: Publisher) -> None:
    build()
    article, office = of_kind(publisher, "article", "ar"), of_kind(publisher, "office", "en")
    publisher.publish(article | {"body": []}, office | {"title": "New Hall"})
    causes = {cause.kind: cause for cause in build().causes}
    assert causes["article"].made == 2  # its page, and the file in which searches find it
    assert causes["office"].made > 1
    assert causes["office"].name == "New Hall"


def test_documents_that_come_and_go_are_told_as_new_and_withdrawn(build: Build, publisher: Publisher) -> None:
    build()
    article = of_kind(publisher, "article", "en")
    versions = [body for body in publisher.bodies if body["uuid"] == article["uuid"]]
    for body in versions:
        publisher.withdraw(body["uuid"], body["language"])
    gone = build()
    [cause] = [cause for cause in gone.causes if cause.uuid == article["uuid"]]
    assert (cause.change, cause.removed) == ("withdrawn", gone.removed)
    publisher.publish(*versions)
    [cause] = [cause for cause in build().causes if cause.uuid == article["uuid"]]
    assert (cause.kind, cause.name, cause.change) == ("article", article["title"], "new")


def test_another_address_is_told_as_the_reason_to_make_everything(build: Build) -> None:
    build()
    result = build(site_url="https://elsewhere.example.org")
    assert [(cause.kind, cause.made) for cause in result.causes] == [("ground", result.rendered)]
    assert "  Everything was made. The theme, the builder, the guide's address or its languages changed." in summary(
        result
    )


LOADED = (
    "-c",
    "import sys; from site_builder.__main__ import main; status = main();"
    "print([name for name in ('rich', 'pelican', 'django', 'multiprocessing') if name in sys.modules]);"
    "sys.exit(status)",
)


def test_an_edit_loads_nothing_that_draws_bars(publisher: Publisher, output: Path) -> None:
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", CITY, "--output", output, "--json")
        assert command(*arguments)[0] == 0
        publisher.publish(small_city()[0] | {"title": "Another name"})
        article = of_kind(publisher, "article", "ar")
        publisher.publish(article | {"body": []})
        _, out, _ = command(*arguments, program=LOADED)
    result, loaded = out.splitlines()
    assert json.loads(result)["created"]
    assert loaded == "[]"
