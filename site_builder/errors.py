"""What can go wrong in the site builder, each with a message that a person can act on."""

from __future__ import annotations


class SiteBuilderError(Exception):
    """Whatever stops the site builder. The live release is as it was when one of these is raised."""


class DocumentError(SiteBuilderError):
    """A document breaks document.schema.json; the message names city, language, path, field and what is wrong."""


class FeedError(SiteBuilderError):
    """The feed of documents cannot be reached, or answers with something that is not a feed."""


class SnapshotError(SiteBuilderError):
    """The local copy of a city's documents cannot be read or written."""


class AssetError(SiteBuilderError):
    """A theme lacks a file, or has one that cannot be used."""


class ReleaseError(SiteBuilderError):
    """A release cannot be written, found or switched to."""


class UnwritableError(ReleaseError):
    """The system refuses to write where releases are to be: a full disk, missing rights."""


class DamagedReleaseError(ReleaseError):
    """A release is not as it was written. The next build makes everything anew."""


class OlderReleaseError(DamagedReleaseError):
    """A release is whole, and its manifest is written as an older version of the builder wrote it."""


class BuildError(SiteBuilderError):
    """A page cannot be made; the message names the document and the template."""


class TargetError(SiteBuilderError):
    """A target cannot be brought up to date; the message names it and the remedy. Its readers see what they saw."""
