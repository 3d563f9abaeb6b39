"""Drafts for apps that are not guides: a token opens the draft of one page in one language, for a while.

Nothing else outside the admin reads drafts. Whoever may edit a page makes a token for it, and can take it back.
"""
