"""The name that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable

LIKENESS = 0.6
"""From 0 to 1, two letters changed round being one fault; below it a suggestion misleads more than it helps."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like a word, or None if none is like it."""
    from rapidfuzz import process  # only when something is wrong: `sop check` must start fast
    from rapidfuzz.distance import OSA

    found = process.extractOne(word[:200], sorted(set(known)), scorer=OSA.normalized_similarity, score_cutoff=LIKENESS)
    return found[0] if found else None


def perhaps(word: str, known: Iterable[str]) -> str:
    """`` (หรือหมายถึง “...”)`` or nothing, to end a message with."""
    name = nearest(word, known)
    return f" (หรือหมายถึง “{name}”)" if name else ""
