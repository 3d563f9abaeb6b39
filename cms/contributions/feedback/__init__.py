"""What readers say of a page: whether it helped, why not, and a few words. Nothing is kept of who said it."""
