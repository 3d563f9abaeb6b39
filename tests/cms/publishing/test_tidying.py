"""What nobody reads any more goes, so that the database does not grow for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.publishing.tidying import KEPT, tidy

pytestmark = pytest.mark.django_db


def test_tasks_of_long_ago_and_sessions_that_ended_go_and_the_others_stay() -> None:
    now = timezone.now()
    for status in TaskResultStatus:
        for started in (now - KEPT - timedelta(hours=1), now - KEPT + timedelta(hours=1)):
            begun = None if status == TaskResultStatus.READY else started
            about = {"args_kwargs": {"args": [], "kwargs": {}}, "exception_class_path": "", "traceback": ""}
            DBTaskResult.objects.create(
                status=status, started_at=begun, task_path="x.y", backend_name="default", run_after=started, **about
            )
    for number, hours in enumerate((-1, 1)):
        Session.objects.create(session_key=str(number), session_data="", expire_date=now + timedelta(hours=hours))
    assert tidy(now) == ["3 tasks were done long ago and are deleted", "1 sessions ended and are deleted"]
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 2
    assert DBTaskResult.objects.count() == 5
    assert [session.session_key for session in Session.objects.all()] == ["1"]
    assert tidy(now) == []
