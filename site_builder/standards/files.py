"""The files of open data but for the dumps: one for each document and format, and those that tell what there is."""

from __future__ import annotations

from site_builder.errors import BuildError
from site_builder.guide import Guide
from site_builder.outputs import Output, Printed
from site_builder.standards.formats import FOLDER, formats, path_of, whole

# What a mapping fails with: data that is not as the schema says, or a mistake of ours.
FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def print_data(guide: Guide, output: Output) -> Printed:
    """The file of an output of the shard of open data, with what it was made from. Raises BuildError."""
    with guide.reads.begun() as trace:
        try:
            path, text = data_file(guide, output.kind, output.key)
        except FAULTS as error:
            who = f"document {output.key}" if output.document else "the city"
            raise BuildError(f"{who} as {output.kind}: {type(error).__name__}: {error}. Mend it in the CMS.") from error
    return Printed(output.name, path, text.encode(), trace.footprint())


def data_file(guide: Guide, kind: str, key: str) -> tuple[str, str]:
    """The path and the text of an output of the shard of open data; see outputs.Output."""
    made = formats().get(kind)
    if made:
        told = guide.parts.latest((made.told, key), made.told, guide, key)
        return path_of(made, key), whole(made, made.written(told))
    from site_builder.standards.catalogue import catalogue_file  # an edit of a document does not make them

    size, _, name = key.partition("-")
    return f"{FOLDER}/{name}", catalogue_file(guide, int(size), name)
