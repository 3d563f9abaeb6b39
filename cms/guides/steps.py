"""The steps of a procedure as a graph: what follows what, and whether a reader can get to the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class StepNode:
    """What the graph knows of a step: its id, its kind, and its branches as (condition, id of the next step)."""

    id: str
    kind: str = "do"
    branches: Sequence[tuple[str, str]] = field(default=())


@dataclass(frozen=True)
class StepProblem:
    """What is wrong with a step: `code` is self, missing or endless; `target` the id its branch leads to."""

    step: str
    code: str
    target: str = ""


def always_branches(step: StepNode) -> bool:
    """Whether the step never leads to the one below it, since one of its branches has no condition."""
    return any(not condition.strip() for condition, _target in step.branches)


def successors(steps: Sequence[StepNode]) -> dict[str, set[str | None]]:
    """The steps that can follow each step; None is the end of the procedure.

    A branch without a condition is always taken, so the step below it does not follow. Alternatives (`or`) are
    skipped by whoever has done the step before them.
    """
    following: dict[str, set[str | None]] = {}
    for index, step in enumerate(steps):
        targets: set[str | None] = {target for _condition, target in step.branches}
        if not always_branches(step):
            below = index + 1
            while below < len(steps) and steps[below].kind == "or":
                below += 1
            targets.add(steps[below].id if below < len(steps) else None)
            if index + 1 < len(steps) and steps[index + 1].kind == "or":
                targets.add(steps[index + 1].id)
        following[step.id] = targets
    return following


def find_problems(steps: Sequence[StepNode]) -> list[StepProblem]:
    """Branches that lead to their own step or nowhere, and those that keep readers from the end for ever."""
    known = {step.id for step in steps}
    problems = [
        StepProblem(step.id, "self" if target == step.id else "missing", target)
        for step in steps
        for _condition, target in step.branches
        if target == step.id or target not in known
    ]
    if problems:
        return problems

    following = successors(steps)
    reaches_end: set[str | None] = {None}
    grew = True
    while grew:
        grew = False
        for step, targets in following.items():
            if step not in reaches_end and targets & reaches_end:
                reaches_end.add(step)
                grew = True
    # Steps that lead into a loop share its fate; the ones to change are those that always branch off.
    return [StepProblem(step.id, "endless") for step in steps if step.id not in reaches_end and always_branches(step)]
