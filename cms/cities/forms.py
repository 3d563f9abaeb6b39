"""Forms of pages: what is chosen in them stays in the city, and slugs leave the guide's own addresses alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.forms import ModelChoiceField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.cities.pictures import OTHER_CITYS_PICTURE, is_outside
from cms.cities.slugs import check_slug
from cms.cities.trees import city_of, pages_outside

OTHER_CITY = _("This names a page of another city. Choose a page of this city.")
# What apps that know more than the tree check of a page as it was sent: each may add errors to the form. An app adds
# its own in its AppConfig.ready().
CHECKS: list[Callable[[CityTreeForm], None]] = []


class CityTreeForm(WagtailAdminPageForm):
    """The form of every page of a city.

    A new page has no place in the tree yet, so its model cannot tell its city: the form can, by the parent page.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            people = field.queryset if isinstance(field, ModelChoiceField) else None
            if people is not None and people.model is get_user_model():
                chosen = people.filter(pk=getattr(self.instance, f"{name}_id", None))
                field.queryset = (self.city.people() | chosen.distinct()) if self.city else chosen

    @cached_property
    def city(self) -> Any:
        """The city in which the page stands, or will stand; None outside every city."""
        place = self.instance if self.instance.path else self.parent_page
        return city_of(place) if place is not None else None

    def clean(self) -> dict[str, Any]:
        """Refuse pages of other cities, and slugs that are taken by the guide itself."""
        cleaned: dict[str, Any] = super().clean()
        if self.city is not None:
            named = {name: set(self._named_pages(name)) for name in self.fields}
            foreign = pages_outside(self.city, set().union(*named.values()))
            for name, ids in named.items():
                if ids & foreign:
                    self._refuse(name, OTHER_CITY)
                elif is_outside(self.city, self._named_picture(name)):
                    self._refuse(name, OTHER_CITYS_PICTURE)
        if "slug" in cleaned and self.parent_page is not None:
            try:
                check_slug(cleaned["slug"], self.parent_page)
            except ValidationError as error:
                self.add_error("slug", error)
        return cleaned

    def _post_clean(self) -> None:
        """Django's last step, after which the page in memory is as it was sent."""
        super()._post_clean()
        for check in CHECKS:
            check(self)

    def _named_pages(self, name: str) -> Iterator[int]:
        """Ids of the pages that a field names as it was sent, sound or not: no error may show their titles."""
        try:
            field = self.instance._meta.get_field(name)
        except FieldDoesNotExist:
            return
        sent = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        if field.is_relation and issubclass(field.related_model, Page):
            if str(sent).isdigit():
                yield int(sent)
        elif sent and hasattr(field, "extract_references"):
            for model, object_id, _model_path, _content_path in field.extract_references(sent):
                if issubclass(model, Page):
                    yield int(object_id)

    def _named_picture(self, name: str) -> int | None:
        """Id of the image that a field names as it was sent."""
        queryset = getattr(self.fields[name], "queryset", None)
        if queryset is None or queryset.model != get_image_model():
            return None
        sent = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return int(sent) if str(sent).isdigit() else None

    def _refuse(self, name: str, why: Any) -> None:
        """Let the stored value stand beside the one error: what was sent would tell the title of the page it names."""
        self.errors.pop(name, None)
        self.add_error(name, ValidationError(why))
        self.fields[name].bound_data = lambda data, initial: initial


class CityCopyForm(CopyForm):
    """The form for copying a page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An alias would be live without ever having been published.
        self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        """Refuse slugs that are taken by the guide itself."""
        cleaned: dict[str, Any] = super().clean()
        if "new_slug" in cleaned:
            parent = cleaned.get("new_parent_page") or self.page.get_parent()
            try:
                check_slug(cleaned["new_slug"], parent)
            except ValidationError as error:
                self.add_error("new_slug", error)
        return cleaned
