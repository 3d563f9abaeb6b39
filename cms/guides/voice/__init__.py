"""Voice notes: pages that a person has read aloud, for people who do not read well, or not this script."""
