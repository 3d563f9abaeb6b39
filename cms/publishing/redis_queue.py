"""RQ's queue and worker, so that tasks in Redis keep what tasks in the database have by nature."""

from __future__ import annotations

from typing import Any

from django.db import close_old_connections, transaction
from django_rq.queues import DjangoRQ
from rq import SimpleWorker
from rq.job import Job


class CommittedQueue(DjangoRQ):
    """Hands a task out when what it is about is committed: a worker elsewhere would look for it too early.

    A transaction is not undone because Redis cannot be reached; that goes to the log, and the timer finds what is due.
    """

    def enqueue_job(self, job: Job, *args: Any, **kwargs: Any) -> Job:
        """Put a task into the queue, after the commit if a transaction is open."""
        if not transaction.get_connection().in_atomic_block:
            return super().enqueue_job(job, *args, **kwargs)
        enqueue = super().enqueue_job
        transaction.on_commit(lambda: enqueue(job, *args, **kwargs), robust=True)
        return job


class ResidentWorker(SimpleWorker):
    """One process for many tasks, which keeps what it has loaded: a city's documents and templates, a language pair.

    Looks after its database connections as a web server does, so that it outlives a restart of the database.
    """

    def perform_job(self, *args: Any, **kwargs: Any) -> bool:
        """Do one task; whether it succeeded."""
        close_old_connections()
        try:
            return super().perform_job(*args, **kwargs)
        finally:
            close_old_connections()
