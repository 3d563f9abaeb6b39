"""The API in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from django.test import Client, override_settings

from cms.settings import api_alone
from tests.cms.api.asking import URL, post
from tests.cms.published import publish
from tests.site_builder.documents import small_city

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = (
    "import json, cms.settings.api as s; print(json.dumps([s.ROOT_URLCONF, s.MIDDLEWARE, s.DATABASES], default=str))"
)


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=api_alone.URLS, MIDDLEWARE=api_alone.MIDDLEWARE)
def test_it_answers_queries_and_nothing_else(client: Client) -> None:
    publish(small_city())
    response = post(client, "{ cities { slug } }")
    assert response.json()["data"] == {"cities": [{"slug": "harbourton"}]}
    assert response["Vary"] == "Accept-Encoding"
    assert client.get(f"{URL}/schema.graphql").status_code == 200
    assert [client.get(path).status_code for path in ("/admin/", "/admin/login/", "/")] == [404] * 3


@pytest.mark.parametrize("database", [{}, {"WAYMARK_POSTGRESQL_DATABASE": "waymark"}])
def test_its_settings_are_those_of_production_on_a_connection_that_can_only_read(database: dict[str, str]) -> None:
    environment = {**os.environ, "WAYMARK_SECRET_KEY": "x", "WAYMARK_HOSTS": "cms.example.org", **database}
    shown = subprocess.run(
        [sys.executable, "-c", SETTINGS], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    urls, middleware, databases = json.loads(shown.stdout)
    assert (urls, middleware) == (api_alone.URLS, api_alone.MIDDLEWARE)
    assert databases["default"]["CONN_MAX_AGE"] == api_alone.OPEN_FOR
    options = databases["default"]["OPTIONS"]
    if database:
        assert options["options"] == "-c default_transaction_read_only=on -c statement_timeout=5000"
    else:
        assert "journal_mode=WAL" in options["init_command"]
        assert "query_only=ON" in options["init_command"]


@pytest.mark.django_db
def test_what_it_reads_from_cannot_be_written(tmp_path: Path) -> None:
    written = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "db.sqlite3"), "TIME_ZONE": None}
    writer = ConnectionHandler({"default": written})["default"]
    reader = ConnectionHandler(api_alone.read_only({"default": written}))["default"]
    with writer.cursor() as cursor:
        cursor.execute("CREATE TABLE things (name TEXT)")
    with reader.cursor() as cursor:
        cursor.execute("SELECT * FROM things")
        with pytest.raises(OperationalError, match="readonly"):
            cursor.execute("INSERT INTO things VALUES ('x')")
    writer.close()
    reader.close()
