"""A failing office made as small as it can be while it still fails: to be read by people, and to become a case of ``cases.yml``."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from tests.paper.folder import Paper, key, many

Office = tuple[list[Paper], list[Paper]]
NEEDED = {
    "no",
    "issuer",
    "number",
    "year",
    "title",
    "kind",
    "signed",
    "person",
    "text",
    "action",
    "basis",
    "role",
    "at",
    "id",
    "name",
    "position",
    "cells",
}


def smaller(office: Office, fails: Callable[[Office], bool]) -> Office:
    """The office without every paper, person's date, item and key that the failure does without; what no longer loads does not fail."""
    while True:
        for path in _paths(list(office)):
            less = copy.deepcopy(office)
            inner: Any = less
            for step in path[:-1]:
                inner = inner[step]
            del inner[path[-1]]
            if _whole(less) and _does(fails, less):
                office = less
                break
        else:
            return office


def _paths(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Places of everything that may be left out, the largest first."""
    within = list(value.items()) if isinstance(value, dict) else list(enumerate(value))[::-1] if isinstance(value, list | tuple) else []
    yield from ((*above, step) for step, _ in within if above and step not in NEEDED)
    for step, inner in within:
        yield from _paths(inner, (*above, step))


def _whole(office: Office) -> bool:
    """Whether every paper that is cited is there."""
    numbers = {key(p).number for p in office[0]}
    cited = [str(c) for p in office[0] for name in ("amends", "replaces", "cancels") for c in many(p.get(name))]
    return bool(office[0]) and all(int(c.rpartition(":")[2].split("/")[0]) in numbers for c in cited)


def _does(fails: Callable[[Office], bool], office: Office) -> bool:
    try:
        return fails(office)
    except Exception:
        return False
