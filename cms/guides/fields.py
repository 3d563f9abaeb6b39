"""Model fields of the content model."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class BlockField(StreamField):
    """A StreamField whose blocks stay out of migrations.

    Blocks change with every wish of the editors while the column does not: it holds JSON. Without this each change of
    a help text would be a migration.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Migrations rebuild the field without blocks.
        if not args and "block_types" not in kwargs:
            args = ([],)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the column only."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        kwargs.pop("block_types", None)
        return name, path, [], kwargs
