"""Shared text: pages that a city takes over from another one, and what becomes of them when their origin changes."""
