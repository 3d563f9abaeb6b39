"""The same guide made by other static site generators, to compare with: see `python -m bench.rivals`."""
