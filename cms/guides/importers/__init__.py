"""Bringing guides in from elsewhere."""
