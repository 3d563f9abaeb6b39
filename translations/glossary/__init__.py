"""The glossary: words of a city, and of the whole installation, with their agreed translations."""
