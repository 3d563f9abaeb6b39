"""Keeping a guide true: when its pages are checked next, who is asked whether they are right, and what they answer."""
