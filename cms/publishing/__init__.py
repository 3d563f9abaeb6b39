"""Published documents: what the guides say now, as everyone downstream reads it."""
