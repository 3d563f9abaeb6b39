"""The dates of the last and the next check, which somebody may confirm while another person has the form open."""

from __future__ import annotations

from cms.cities.forms import CityTreeForm
from cms.guides.widgets import AgreedDateInput


def keep_agreed_dates(form: CityTreeForm) -> None:
    """Let dates stand that were set after this form was opened, unless the person at the form changed them.

    The form of an older revision means the dates of that time.
    """
    if form.data.get("revision"):
        return
    for name, field in form.fields.items():
        if isinstance(field.widget, AgreedDateInput) and field.widget.is_untouched:
            setattr(form.instance, name, form.initial[name])
