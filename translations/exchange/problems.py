"""What is wrong with a file, and where."""

from __future__ import annotations

from django.utils.translation import gettext as _


class ExchangeError(ValueError):
    """A file that cannot be taken in. Nothing of it was; the message names the line and what to do."""

    def __init__(self, text: str, line: int | None = None) -> None:
        self.text, self.line = text, line
        super().__init__(_("Line %(line)d: %(text)s") % {"line": line, "text": text} if line else text)
