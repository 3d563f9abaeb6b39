"""Who changed what in a page, when and why: what Wagtail's history of a page does not hold by itself."""
