"""The tests of Waymark. A package by name, since Argos Translate installs a package called `tests` too."""
