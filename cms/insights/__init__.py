"""Reports for editors and authorities."""
