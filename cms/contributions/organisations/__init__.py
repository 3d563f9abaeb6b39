"""The screen on which an administrator of a city says which organisations write for its guide, where, and by whom."""
