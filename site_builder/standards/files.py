"""The files of open data but for the dumps: one for each document and format, and those that tell what there is."""

from __future__ import annotations

from site_builder.guide import Guide
from site_builder.standards.formats import FOLDER, formats, path_of, whole


def data_file(guide: Guide, kind: str, key: str) -> tuple[str, str]:
    """The path and the text of an output of the shard of open data; see outputs.Output."""
    made = formats().get(kind)
    if made:
        return path_of(made, key), whole(made, made.fragment(guide, key))
    from site_builder.standards.catalogue import catalogue_file  # an edit of a document does not make them

    size, _, name = key.partition("-")
    return f"{FOLDER}/{name}", catalogue_file(guide, int(size), name)
