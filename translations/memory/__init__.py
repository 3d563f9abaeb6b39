"""Translation memory: what people have translated or checked is used again, and never sent to a machine a second time.

`matching` says what counts as the same text, `reviewed` finds what people wrote, `suggestions` what is similar, `units`
what came from files or from pages that are gone, `tmx` reads and writes files for other tools.
"""

from __future__ import annotations

from translations.memory.matching import Memory, entries, exact_key, mask_numbers, masked_key, recall

__all__ = ["Memory", "entries", "exact_key", "mask_numbers", "masked_key", "recall"]
