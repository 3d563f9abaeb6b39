"""A city's guide as files that a person reads and edits: content/README.md describes them."""
