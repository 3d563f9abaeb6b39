"""Webhooks: other systems are told when a release of a city's guide goes live, and nobody has to ask all the time."""
