"""Cities: each is a tenant with its own page trees, languages, people and permissions."""
