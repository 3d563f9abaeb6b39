"""Django's system checks of what keeps cities apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cms.cities.boundary import ADMINISTRATORS_ONLY
from cms.cities.tracing import trace_of


@register(Tags.urls)
def check_admin_arguments(**kwargs: Any) -> list[Error]:
    """Every argument of every address in the admin can be traced to a city, or names nothing of a city's."""
    admin = reverse("wagtailadmin_home").lstrip("/")
    errors = []
    for pattern, name, arguments in _routes(get_resolver()):
        if not pattern.startswith(admin) or name.startswith(ADMINISTRATORS_ONLY):
            continue
        for argument in arguments:
            try:
                trace_of(name, argument)
            except LookupError:
                errors.append(
                    Error(
                        f"Nothing says what “{argument}” names in {pattern} ({name or 'without a name'}): "
                        "the address is closed to everyone with a role in a city.",
                        hint="Add it to cms.cities.tracing.ARGUMENTS in the ready() of your app's configuration.",
                        id="cities.E001",
                    )
                )
    return errors


def _routes(
    resolver: URLResolver, prefix: str = "", namespaces: tuple[str, ...] = (), arguments: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(pattern, name, arguments) of every address below a resolver."""
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        named = (*arguments, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            yield pattern, ":".join([*namespaces, entry.name or ""]), named
        else:
            space = (entry.namespace,) if entry.namespace else ()
            yield from _routes(entry, pattern, namespaces + space, named)
