"""What keeps a guide true: review dates and, later, proposals and feedback."""
