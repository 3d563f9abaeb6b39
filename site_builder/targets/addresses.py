"""From an address, as an operator writes it, to the target there."""

from __future__ import annotations

from pathlib import Path

from site_builder.errors import TargetError
from site_builder.targets.archive import ArchiveTarget
from site_builder.targets.ssh import SshTarget
from site_builder.targets.target import Target

CITY = "{city}"
"""What stands in an address for the slug of the city."""
FORMS = "s3://bucket/folder, user@host:folder, ssh://user@host:port/folder or file.zip"


def target_at(address: str, city: str) -> Target:
    """The target of a city at an address, in which `{city}` stands for the city's slug. Raises TargetError."""
    own = address.replace(CITY, city)
    if own.startswith("s3://"):
        return _bucket(own)
    if own.endswith(".zip") and "://" not in own:
        return ArchiveTarget(Path(own))
    target = SshTarget.at(own)
    if target is None:
        raise TargetError(f"{own} is no address of a target. They look like {FORMS}.")
    return target


def _bucket(address: str) -> Target:
    from site_builder.targets.bucket import ADDRESS  # obstore takes 40 ms to load
    from site_builder.targets.objects import ObjectTarget

    if not ADDRESS.fullmatch(address):
        raise TargetError(
            f"{address} is no address of a bucket: letters, digits, dots, - and _, as in s3://bucket/folder."
        )
    return ObjectTarget(address.rstrip("/"))
