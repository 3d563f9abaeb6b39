"""The project's own probe: what breaks for a person with a phone, and what no other instrument sees."""
