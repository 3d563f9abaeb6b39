"""Forms for images and uploaded documents. They have no tags: a tag is shared, and seen, by all cities."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.access.uploads import DAMAGED, check_size, rewritten


class PictureField(WagtailImageField):
    """Wagtail's field, which says what to do, and which half a file does not bring down."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
        self.error_messages["invalid_image"] = _("This is no picture. Choose a JPEG, PNG, WebP, AVIF or GIF file.")
        self.error_messages["file_too_many_pixels"] = (
            _("This picture has more than %(limit)s million pixels. Make it smaller: 2000 pixels wide is plenty.")
            % {"limit": limit}
        ).replace("%", "%%")

    def check_image_pixel_size(self, f: Any) -> None:
        """Count the pixels; a file that breaks off has none."""
        try:
            super().check_image_pixel_size(f)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(DAMAGED) from error


class ImageForm(BaseImageForm):
    """An image of a city's collection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("tags", None)
        if given := self.fields.get("file"):
            self.fields["file"] = PictureField(label=given.label, required=given.required, widget=given.widget)

    def clean_file(self) -> Any:
        """Write a new picture anew; the one that is there already stays as it is."""
        file = self.cleaned_data["file"]
        return rewritten(file) if isinstance(file, UploadedFile) else file


class DocumentForm(BaseDocumentForm):
    """An uploaded document of a city's collection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("tags", None)

    def clean_file(self) -> Any:
        """Limit the size of a new file."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_size(file)
        return file
