"""What the rules look at: the manual, its sources, and look-ups made once for all rules."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.handbook import Manual
from generator.source import Sources


@dataclass(frozen=True)
class Subject:
    """A manual under examination."""

    manual: Manual
    sources: Sources
