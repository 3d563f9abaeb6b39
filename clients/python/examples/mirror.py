"""Keep a copy of a city's guide in SQLite: `python mirror.py URL CITY FILE`. Run it as often as you like."""

import json
import sqlite3
import sys

from waymark_client import Client, CursorAheadError

url, city, file = sys.argv[1:]
copy = sqlite3.connect(file)
copy.execute("CREATE TABLE IF NOT EXISTS document (uuid, language, body, PRIMARY KEY (uuid, language))")
copy.execute("CREATE TABLE IF NOT EXISTS place (one PRIMARY KEY, cursor)")


def update(after):
    for page in Client(url).follow(city, after):
        with copy:  # what changed and how far we are are stored together, or neither
            for document in page.documents:
                copy.execute("DELETE FROM document WHERE uuid = ? AND language = ?", (document.uuid, document.language))
                if not document.withdrawn:
                    row = (document.uuid, document.language, json.dumps(document.body))
                    copy.execute("INSERT INTO document VALUES (?, ?, ?)", row)
            copy.execute("REPLACE INTO place VALUES (1, ?)", (page.cursor,))
        print(f"{len(page.documents)} documents changed, up to revision {page.cursor}")


try:
    update(after=(copy.execute("SELECT cursor FROM place").fetchone() or [0])[0])
except CursorAheadError:  # the city was put back to an earlier state
    copy.execute("DELETE FROM document")
    update(after=0)
