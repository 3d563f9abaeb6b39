"""Pictures belong to the city in whose collection they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model

if TYPE_CHECKING:
    from cms.cities.models import City

OTHER_CITYS_PICTURE = _("This is no picture of this city. Choose one of this city, or upload it.")


def is_outside(city: City, image_id: int | None) -> bool:
    """Whether there is an image of this id, in a collection that is not the city's."""
    if image_id is None:
        return False
    own = city.collection.get_descendants(inclusive=True) if city.collection else []
    return bool(get_image_model().objects.filter(pk=image_id).exclude(collection__in=own).exists())
