"""Full-text search over the published documents, on the server."""
