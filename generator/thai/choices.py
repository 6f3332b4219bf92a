"""Thai words that people write where a file asks for a word of its own: ``วันทำการ`` for ``working_day``, ``main`` for ``หลัก``."""

from __future__ import annotations

from collections.abc import Sequence

from generator.thai.words import known


def meant(written: str, allowed: Sequence[str]) -> str | None:
    """The choice that a word stands for, or that it holds (``ร่วมด้วย``); None if there is none."""
    said = "".join(written.split())
    return next((w for w in known()["choices"].get(said, ()) if w in allowed), None) or next(
        (w for w in allowed if len(w) > 2 and said.startswith(w)), None
    )
