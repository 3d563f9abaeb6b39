"""A proposed value on a page: what the page says there, and the page with the value in its place."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.contributions.proposals.plain_text import laid_over, plain
from cms.guides.models import CostPage, OfficePage
from cms.guides.validators import e164, validate_phone
from site_builder.views.proposable_parts import LINE_SEPARATOR

# Fields that a proposal may name, of whatever page; all else a person has to enter.
OWN_FIELDS = frozenset(
    {
        "access_notes",
        "appeal",
        "appointment_url",
        "body",
        "condition",
        "description",
        "email",
        "explanation",
        "for_whom",
        "if_it_fails",
        "introduction",
        "number",
        "official_name",
        "outcome",
        "phones",
        "reduction",
        "registration_url",
        "steps",
        "summary",
        "text",
        "title",
        "website",
        "when_to_call",
    }
)
# Parts of a step that are its own text or a single fact.
STEP_TEXT = "text"
STEP_LINES = ("title", "link")
# Letters and digits before the town, as most countries write it; the town itself has no digit.
POSTAL_CODE = re.compile(r"(?P<code>(?=\S*\d)[\w-]+(?: (?=\S*\d)[\w-]+)?) (?P<town>\D+)")


class CannotApplyError(ValueError):
    """The value cannot be taken over as it is; the message tells an editor what to do by hand."""


def current(page: Page, path: str) -> str | None:
    """What the page, draft or live, says at that path, as `apply` takes it; None if only a person can compare."""
    name, _separator, rest = path.partition("/")
    if name == "address" and isinstance(page, OfficePage):
        lines = [page.street, f"{page.postal_code} {page.locality}".strip()]
        return LINE_SEPARATOR.join(line for line in lines if line)
    if name == "amount" and isinstance(page, CostPage):
        return "0" if page.free else ("" if page.amount is None else f"{page.amount:.2f}")
    field = _field_of(page, name)
    if isinstance(field, StreamField):
        return _current_in_stream(page, name, rest)
    if field is None or rest:
        return None
    value = getattr(page, name) or ""
    return plain(value) if isinstance(field, RichTextField) else str(value)


def apply(page: Page, path: str, value: str) -> None:
    """Write the value into the page, which is not saved.

    Of rich text all that `value` leaves as it was keeps its links and its markup. `apply(page, path, current(page,
    path))` changes nothing.
    Raises CannotApplyError: what is proposed for facts with parts of their own is for a person to enter.
    """
    name, _separator, rest = path.partition("/")
    value = value.strip()
    field = _field_of(page, name)
    try:
        if name == "address" and isinstance(page, OfficePage):
            _apply_address(page, value)
        elif name == "amount" and isinstance(page, CostPage):
            _apply_amount(page, value)
        elif isinstance(field, StreamField):
            _apply_to_stream(page, name, rest, value)
        elif isinstance(field, RichTextField):
            setattr(page, name, laid_over(getattr(page, name), value))
        elif isinstance(field, (models.CharField, models.TextField)) and not rest:
            setattr(page, name, _fitting(field, value, page))
        else:
            raise CannotApplyError(_by_hand())
    except ValidationError as error:
        raise CannotApplyError(" ".join(error.messages)) from error


def can_apply(page: Page, path: str) -> bool:
    """Whether a value proposed for that path can be taken over as it is."""
    return current(page, path) is not None


def _field_of(page: Page, name: str) -> Any:
    """The model's field of that name; None where the page has none that a proposal may name."""
    try:
        return page._meta.get_field(name) if name in OWN_FIELDS else None
    except FieldDoesNotExist:
        return None


def _fitting(field: Any, value: str, page: Page) -> Any:
    """The value as the field takes it. A TextField leaves its length to forms, which a proposal does not come by."""
    if field.max_length and len(value) > field.max_length:
        raise CannotApplyError(_("It has more than %(most)s characters. Shorten it.") % {"most": field.max_length})
    return field.clean(value, page)


def _current_in_stream(page: Page, name: str, rest: str) -> str | None:
    if name == "phones" and not rest:
        return LINE_SEPARATOR.join(e164(block.value["number"]) for block in page.phones if block.value["number"])
    identifier, _separator, part = rest.partition("/")
    block = _block(page, name, identifier)
    if block is None:
        return None
    if name == "body" and not part:
        return plain(block.value.source)
    if name == "steps" and part == STEP_TEXT:
        return plain(_source(block.value[part]))
    if name == "steps" and part in STEP_LINES:
        return str(block.value[part] or "")
    return None


def _apply_to_stream(page: Page, name: str, rest: str, value: str) -> None:
    if name == "phones" and not rest:
        _apply_phones(page, value)
        return
    identifier, _separator, part = rest.partition("/")
    block = _block(page, name, identifier)
    if name in ("body", "steps") and block is None:
        raise CannotApplyError(_("This part of the page is gone. Enter by hand what is still right of the proposal."))
    if name == "body" and not part:
        block.value = RichText(laid_over(block.value.source, value))
    elif name == "steps" and part == STEP_TEXT:
        block.value[part] = RichText(laid_over(_source(block.value[part]), value))
    elif name == "steps" and part in STEP_LINES:
        block.value[part] = block.block.child_blocks[part].clean(value)
    else:
        raise CannotApplyError(_by_hand())


def _block(page: Page, name: str, identifier: str) -> Any:
    return next((block for block in getattr(page, name) if identifier and block.id == identifier), None)


def _source(text: RichText | None) -> str:
    return text.source if text else ""


def _apply_phones(page: Page, value: str) -> None:
    """Numbers that stay keep their languages; one in the place of another takes over those of that."""
    numbers = [line.strip() for line in value.splitlines() if line.strip()]
    for number in numbers:
        validate_phone(number)
    old = [block for block in page.phones if block.value["number"]]
    known = {e164(block.value["number"]): block.value for block in old}
    wanted = {e164(number) for number in numbers}
    gone = [entry for number, entry in known.items() if number not in wanted]
    if [e164(number) for number in numbers] == list(known):
        return
    phones = []
    for number in numbers:
        like = known.get(e164(number)) or (gone.pop(0) if gone else None)
        kept = e164(number) in known
        phones.append(
            {
                "number": like["number"] if like and kept else number,
                "languages": list(like["languages"]) if like else [],
            }
        )
    page.phones = [("phone", phone) for phone in phones]


def _apply_amount(page: CostPage, value: str) -> None:
    try:
        amount = Decimal(value.replace(",", ".")) if value else None
    except InvalidOperation as error:
        raise CannotApplyError(_("“%(value)s” is no amount. Enter it by hand.") % {"value": value}) from error
    page.free = amount == 0
    page.amount = None if page.free or amount is None else page._meta.get_field("amount").clean(amount, page)


def _apply_address(page: OfficePage, value: str) -> None:
    if value == current(page, "address"):
        return
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    found = POSTAL_CODE.fullmatch(lines[-1]) if lines else None
    if len(lines) != 2 or not (found or lines[1] == page.locality or not page.postal_code):
        raise CannotApplyError(_("The parts of this address cannot be told apart. Enter it by hand."))
    page.street = page._meta.get_field("street").clean(lines[0], page)
    page.postal_code = found["code"] if found else page.postal_code
    page.locality = page._meta.get_field("locality").clean(found["town"].strip() if found else lines[1], page)


def _by_hand() -> str:
    return _("This has parts of its own. Read what is proposed and enter it by hand.")
