"""The ways through the steps of a procedure: which step can follow which, and what every way has in it.

Steps follow one another. "or" steps stand instead of the one before; a branch leads on to another step, and who does
not meet its condition goes on with the next. `js/ways.js` follows the same rules on the page.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

Step = dict[str, Any]


def followers(steps: Sequence[Step]) -> list[list[int]]:
    """For each step the positions of those that can follow it, from 0; the number of steps stands for the end.

    Branches back to an earlier step are left out: whoever goes round again comes by the same steps once more.
    """
    positions = {step["id"]: position for position, step in enumerate(steps)}
    found = []
    for position, step in enumerate(steps):
        ahead = [place for branch in step["branches"] if (place := positions.get(branch["step"], position)) > position]
        is_sent_on = any(
            not branch["condition"] and positions.get(branch["step"], 0) > position for branch in step["branches"]
        )
        found.append(ahead if is_sent_on else [*ahead, *alternatives(steps, _after(steps, position))])
    return found


def alternatives(steps: Sequence[Step], position: int) -> list[int]:
    """A step, and those that stand instead of it; the end alone if there is no such step."""
    found = [position]
    while found[-1] + 1 < len(steps) and steps[found[-1] + 1]["kind"] == "or":
        found.append(found[-1] + 1)
    return found


def can_be_avoided(steps: Sequence[Step], avoided: Collection[int]) -> bool:
    """Whether a way from the first step to the end has none of these steps, given by their positions."""
    following = followers(steps)
    due = alternatives(steps, 0) if steps else [0]
    seen = set(avoided)
    while due:
        position = due.pop()
        if position == len(steps):
            return True
        if position not in seen:
            seen.add(position)
            due += following[position]
    return False


def _after(steps: Sequence[Step], position: int) -> int:
    """The step after one, behind all that stand instead of it."""
    return alternatives(steps, position)[-1] + 1 if position < len(steps) else position
