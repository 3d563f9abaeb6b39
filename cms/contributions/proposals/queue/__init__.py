"""The queue in the admin: what was proposed, as a difference field by field, and what an editor makes of it."""
