"""Takes the pictures of the documentation from a running demo, so that they show what is there."""
