"""The desk: pages with forms that the CMS serves to readers, in the theme of the guide and in their language.

Nobody signs in here, and nothing is kept of who wrote but what she wrote. `pages` renders, `gates` keeps out what is
not a person's, `limits` counts, `cleaning` makes untrusted text plain.
"""
