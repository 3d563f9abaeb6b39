"""The search by PostgreSQL; tables are made as the models have them, which takes seconds instead of a minute."""

from __future__ import annotations

from tests.postgresql_settings import *  # noqa: F403 - the settings idiom: everything there holds here too


class _None(dict[str, None]):
    """For every app: no migrations."""

    def __contains__(self, _app: object) -> bool:
        return True

    def __missing__(self, _app: str) -> None:
        return None


MIGRATION_MODULES = _None()
SEARCH = "wagtail"
