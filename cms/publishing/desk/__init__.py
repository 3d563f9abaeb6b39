"""The translation desk: one screen for the text of a page in one language, segment by segment."""
