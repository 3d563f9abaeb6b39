"""The guide as open data: what a city knows in the words of public standards, a file per document and dumps of all."""
