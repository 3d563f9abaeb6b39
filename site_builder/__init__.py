"""The site builder: published documents in, immutable releases of static guides out."""
