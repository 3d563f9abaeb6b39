"""What the admin says, in every language that a person can choose for it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import wagtail
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from wagtail.users.models import UserProfile

from tools.strings import LANGUAGES, PACKAGES, catalogue_path, read, updated, used

EVERY = [(package, language) for package in PACKAGES for language in LANGUAGES]
KEPT = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w[^>]*>")
"""What a translation keeps as it is: placeholders and tags."""
THEIRS = ("wagtail/**", "wagtail_localize", "django/conf")
OTHER_SENSE = {
    *("Administrator", "Change", "Filter", "Number", "Save", "Source", "Yes, delete it"),
    *("Any", "Duration", "From", "Time", "View live", "expired"),
}
"""Words for which ours fit where Wagtail says them, too, or which it says where none of our people comes."""


@cache
def catalogue(package: str, language: str) -> Catalog:
    return read(catalogue_path(package, language), language)


def entries(package: str, language: str) -> list[Message]:
    return [message for message in catalogue(package, language) if message.id]


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [""])


def test_every_language_that_can_be_chosen_has_catalogues() -> None:
    assert {"en", *LANGUAGES} == {language for language, _ in settings.WAGTAILADMIN_PERMITTED_LANGUAGES}


@pytest.mark.parametrize("package", PACKAGES)
def test_templates_and_modules_are_read_for_texts(package: str) -> None:
    found = {forms(message.id)[0] for message in used(package)}
    known = {"cms": {"Proposals", "What changed, and why", "Log-ins"}, "translations": {"Machine translation"}}
    assert known[package] <= found


@pytest.mark.parametrize(("package", "language"), EVERY)
def test_every_text_is_translated_and_none_is_left_over(package: str, language: str) -> None:
    path = catalogue_path(package, language)
    assert updated(read(path, language), package) == path.read_bytes(), "run `make strings`, and translate what is new"
    assert [message.id for message in entries(package, language) if not all(forms(message.string))] == []


@pytest.mark.parametrize(("package", "language"), EVERY)
def test_placeholders_and_tags_are_kept(package: str, language: str) -> None:
    for message in entries(package, language):
        ids = [Counter(KEPT.findall(text)) for text in forms(message.id)]
        for number, text in enumerate(forms(message.string)):
            # The form for one may write the number out, as the English one does.
            assert Counter(KEPT.findall(text)) in (ids if number == 0 else ids[-1:]), message.id


@pytest.mark.parametrize(("package", "language"), EVERY)
def test_spaces_and_ends_are_kept(package: str, language: str) -> None:
    for message in entries(package, language):
        for english, text in zip(forms(message.id), forms(message.string), strict=True):
            assert (text[:1].isspace(), text[-1:].isspace()) == (english[:1].isspace(), english[-1:].isspace()), english
            assert text.endswith(":") == english.endswith(":"), english


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_wagtail_says_stays_as_it_is(language: str) -> None:
    theirs: dict[str, set[str]] = {}
    packages = Path(wagtail.__file__).parents[1]
    for path in (path for part in THEIRS for path in packages.glob(f"{part}/locale/{language}/LC_MESSAGES/django.mo")):
        with path.open("rb") as file:
            for message in read_mo(file):
                if isinstance(message.id, str) and not message.context:
                    theirs.setdefault(message.id, set()).update(forms(message.string))
    assert theirs["Documents"]
    differing = {
        message.id: message.string
        for package in PACKAGES
        for message in entries(package, language)
        if message.id in theirs.keys() - OTHER_SENSE and message.string not in theirs[message.id]
    }
    assert differing == {}, "our words come before Wagtail's: say it in other English words, or as Wagtail does"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_admin_speaks_the_language_of_a_person(language: str, admin_client: Client, admin_user: User) -> None:
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": language})
    (said,) = (forms(each.string)[0] for each in entries("cms", language) if each.id == "Nothing waits for you.")
    assert said in admin_client.get("/admin/").content.decode(), "if the catalogues are not compiled: `make setup`"
