"""What readers say of a page, over HTTP, as a browser without scripts sends it."""

from __future__ import annotations

import pytest

from cms.contributions.models import Feedback
from tests.cms.contributions.at_the_desk_of import a_reader, later

pytestmark = pytest.mark.django_db


def test_a_tap_is_counted_and_answered_in_the_readers_language() -> None:
    reader = a_reader()
    answer = reader.post(reader.place, helpful="yes", website="")
    assert answer.status_code == 302
    thanks = reader.get(answer["Location"])
    html = thanks.content.decode()
    assert thanks.status_code == 200
    assert '<html lang="de"' in html
    assert "Vielen Dank" in html
    assert "https://alpha.example.org/de/" in html
    assert [(each.helpful, each.language, each.city) for each in Feedback.objects.all()] == [(True, "de", reader.city)]


def test_why_it_did_not_help_is_told_by_tap_and_in_a_few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = a_reader()
    form = reader.post(reader.place, helpful="no", website="")["Location"]
    token = reader.token(form)
    monkeypatch.setattr("time.time", later())
    answer = reader.post(form, token=token, reason="outdated", text="Das Amt ist\r\numgezogen.", website="")
    assert answer.status_code == 302
    given = Feedback.objects.get()
    assert (given.helpful, given.reason, given.text) == (False, "outdated", "Das Amt ist\numgezogen.")
