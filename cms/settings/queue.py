"""The settings of a queue in Redis, with RQ behind Django's Tasks API: workers on any number of machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

APP = "django_rq"
BACKEND = "django_tasks_rq.RQBackend"
CLASSES = {
    "JOB_CLASS": "django_tasks_rq.Job",
    "QUEUE_CLASS": "cms.publishing.redis_queue.CommittedQueue",
    "WORKER_CLASS": "cms.publishing.redis_queue.ResidentWorker",
}

# RQ's own default, three minutes, would end the translation of a whole city. Nothing rests on it: what is due is found
# by the timer, and a lock ends with its worker.
LONGEST_TASK = 6 * 3600  # seconds


def queues_in_redis(url: str, names: Iterable[str]) -> dict[str, Any]:
    """Queues of these names in the Redis at an address such as redis://:password@host:6379/0."""
    return {name: {"URL": url, "DEFAULT_TIMEOUT": LONGEST_TASK} for name in names}
