"""How the tiny English-German Argos package of the tests is made; README.md beside this file says how to remake it."""
