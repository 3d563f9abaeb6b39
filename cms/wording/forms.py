"""What people hand in."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024


class FileForm(forms.Form):
    """A file of one of some kinds."""

    endings: tuple[str, ...] = ()
    biggest = 20  # megabytes, below what the web server of docs/operators/serving.md lets through

    file = forms.FileField(label=_("File"), allow_empty_file=True)

    def clean_file(self) -> UploadedFile:
        """Refuse what is of another kind or too big to be read within a request."""
        file: UploadedFile = self.cleaned_data["file"]
        if self.kind(file) not in self.endings:
            wanted = ", ".join(f".{ending}" for ending in self.endings)
            raise forms.ValidationError(_("Choose a file whose name ends in %(wanted)s."), params={"wanted": wanted})
        if (file.size or 0) > self.biggest * MEGABYTE:
            raise forms.ValidationError(
                _("The file is bigger than %(biggest)d MB. Split it."), params={"biggest": self.biggest}
            )
        return file

    @staticmethod
    def kind(file: UploadedFile) -> str:
        """The ending of the file's name."""
        return Path(file.name or "").suffix.removeprefix(".").lower()


class MemoryFileForm(FileForm):
    """A translation memory."""

    endings = ("tmx",)


class GlossaryFileForm(FileForm):
    """A glossary."""

    endings = ("csv", "tbx")
    biggest = 10
