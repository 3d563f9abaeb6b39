"""What the start page of the admin says about origins."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.cities.waiting import SHOWN, Task, Waiting, Worker
from cms.sharing.told import changed_origins


def origins(worker: Worker) -> Waiting:
    """Pages that were taken over and whose origin has changed, for those who edit the city."""
    rows = changed_origins(worker.edited)
    return Waiting(
        heading=_("Origins that changed"),
        icon="copy",
        total=len(rows),
        url=reverse("sharing_taken_pages"),
        tasks=[
            Task(
                title=row.link.page.title,
                url=reverse("sharing_taken", args=[row.link.pk]),
                city=row.link.city.slug,
                detail=ngettext("changed in %(count)d place", "changed in %(count)d places", row.differences)
                % {"count": row.differences},
            )
            for row in rows[:SHOWN]
        ],
    )
