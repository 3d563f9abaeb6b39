from __future__ import annotations

import json
from functools import partial

import pytest
from django.test import Client

from bench.fuzz import fuzz
from cms.api.schema import schema
from tests.cms.api.asking import URL
from tests.cms.published import publish
from tests.site_builder.documents import small_city


@pytest.mark.django_db
def test_no_query_that_can_be_made_up_is_an_error_of_ours(client: Client) -> None:
    publish(small_city())

    def send(body: bytes) -> tuple[int, bytes]:
        response = client.post(URL, body, content_type="application/json")
        return response.status_code, response.content

    outcome = fuzz(schema.introspect(), 90, 20261122, send)
    assert outcome.faults == []
    assert outcome.counts["answered"] > 10
    assert outcome.counts["refused"] > 10


@pytest.mark.django_db
def test_an_error_of_ours_would_be_found(client: Client) -> None:
    answer = json.dumps({"data": None, "errors": [{"message": "", "extensions": {"code": "INTERNAL"}}]}).encode()
    for told in ((200, answer), (500, b"<html>"), (502, b"{}")):
        assert fuzz(schema.introspect(), 1, 1, partial(_answer, told)).faults


def _answer(told: tuple[int, bytes], _body: bytes) -> tuple[int, bytes]:
    return told
