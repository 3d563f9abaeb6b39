"""Changes that anybody may propose, without an account, and the partners who do so by a personal link."""
