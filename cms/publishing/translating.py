"""Having pages translated."""

from __future__ import annotations
from typing import Any

def translate_pages(*a: Any, **k: Any) -> Any:
    raise RuntimeError
