"""CPU time of one screen of suggestions, and of what one batch asks of the memory, over 13,000 segments.

    python -m bench.memory

The segments are made of the sentences that the tiny model was trained on, so that each has hundreds that are like it;
half of them have a reviewed translation. The database is a temporary one.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial

SEGMENTS = 13_000
QUERIES = 200
BATCH = 600
SEED = 11


def main() -> None:
    """Fill a temporary database, measure and print."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django
    from django.conf import settings

    with tempfile.TemporaryDirectory() as folder:
        settings.DATABASES["default"]["TEST"] = {"NAME": f"{folder}/bench.sqlite3"}
        django.setup()
        from django.db import connection

        name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        measure()
        connection.creation.destroy_test_db(name, verbosity=0)


def measure() -> None:
    """Print the figures of the database that is connected."""
    from wagtail.models import Locale

    from translations.memory.reviewed import memory_for
    from translations.memory.suggestions import suggestions

    texts = fill()
    english, german = (Locale.objects.get(language_code=tag) for tag in ("en", "de"))
    first = timed(lambda: suggestions(texts[0], "en", "de", ""))
    print(f"the first suggestion of a process, which reads the texts: {first:.0f} ms")
    asked = [text.replace(" the ", " that ", 1) + " Please." for text in texts[:: SEGMENTS // QUERIES]]
    for what, queries in (("suggestions for a new segment", asked), ("suggestions for a known one", texts[:QUERIES])):
        report(what, [timed(partial(suggestions, text, "en", "de", "")) for text in queries])
    batch = texts[:BATCH]
    first = timed(lambda: memory_for(batch, english, german, ""))
    print(f"the first batch, which gives every new string its key: {first:.0f} ms")
    report(f"memory of a batch of {BATCH}", [timed(lambda: memory_for(batch, english, german, "")) for _ in range(9)])


def fill() -> list[str]:
    """Strings, half of them with an imported translation; returns the texts."""
    from django.utils import timezone
    from wagtail.models import Locale
    from wagtail_localize.models import String

    from translations.memory.records import MemoryUnit
    from translations.tiny_model.sentences import combinations

    english, _ = Locale.objects.get_or_create(language_code="en")
    german, _ = Locale.objects.get_or_create(language_code="de")
    pairs = combinations(SEGMENTS, SEED)
    neighbours = zip(pairs, pairs[7:] + pairs[:7], strict=True)
    texts = list(dict.fromkeys(f"{first.english} {second.english}" for first, second in neighbours))
    strings = [String(locale=english, data=text, data_hash=String._get_data_hash(text)) for text in texts]
    strings = String.objects.bulk_create(strings)
    now = timezone.now()
    MemoryUnit.objects.bulk_create(
        MemoryUnit(string=string, locale=german, data=f"[de] {string.data}", updated_at=now) for string in strings[::2]
    )
    print(f"{len(texts)} segments of {statistics.mean(map(len, texts)):.0f} characters, half of them translated")
    return texts


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of CPU time that a call takes."""
    began = time.process_time()
    call()
    return (time.process_time() - began) * 1000


def report(what: str, milliseconds: list[float]) -> None:
    """One line: the median and the slowest of twenty."""
    slow = statistics.quantiles(milliseconds, n=20)[-1]
    print(f"{what:40} {statistics.median(milliseconds):6.1f} ms, 95 % below {slow:.1f} ms")


if __name__ == "__main__":
    main()
