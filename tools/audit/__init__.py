"""The audit: builds guides, runs every instrument over their pages, and says where a page breaks a budget or a rule."""
