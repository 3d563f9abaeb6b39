"""How long the admin takes for an address, and how many SQL statements."""

from __future__ import annotations

import statistics
import time


def measured(address: str, rounds: int) -> str:
    """CPU and wall time in milliseconds, medians of `rounds`, and the statements of a request of somebody who may see
    everything, as cells of a table; the first request warms.
    """
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    user, _ = get_user_model().objects.get_or_create(username="root", is_superuser=True, is_staff=True)
    client = Client()
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as statements:
        client.get(address)
        count = len(statements)
    times = []
    for _round in range(rounds):
        started, begun = time.process_time(), time.perf_counter()
        response = client.get(address)
        times.append((time.process_time() - started, time.perf_counter() - begun))
        if response.status_code != 200:
            raise RuntimeError(f"{address} answers {response.status_code}")
    cpu, wall = (statistics.median(each) * 1000 for each in zip(*times, strict=True))
    return f"{cpu:,.0f} | {wall:,.0f} | {count}"
