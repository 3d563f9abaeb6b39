"""What importers of open standards share: pages of records, content files, mending, reports, the command."""
