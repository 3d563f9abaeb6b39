"""Links out of the guides: where they are used, whether they still lead somewhere, and mending them once for all."""
