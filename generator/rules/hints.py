"""Which files may hold what a rule looks for: found once for each text and pattern, and kept from program to program."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from generator.runtime import cache
from generator.runtime.cache import Cache


@dataclass
class Hints:
    """``known``: for each text, by its key, what is known of each pattern. Only texts of which more is known in the end are kept anew."""

    kept: Cache | None = None
    known: dict[str, dict[str, bool]] = field(default_factory=dict)
    more: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, texts: Mapping[str, str], kept: Cache | None) -> Hints:
        """Those that are kept of some files."""
        found = kept.all(_key(text) for text in texts.values()) if kept else {}
        return cls(kept, {key: json.loads(data) for key, data in found.items()})

    def may_hold(self, pattern: re.Pattern[str], text: str) -> bool:
        """Whether a text contains a pattern, or a backslash escape that may stand for it."""
        if self.kept is None:
            return _may_hold(pattern, text)
        known, name = self.known.setdefault(_key(text), {}), _name(pattern)
        if name not in known:
            known[name] = _may_hold(pattern, text)
            self.more.add(_key(text))
        return known[name]

    def keep(self) -> None:
        """Keep what was found."""
        if self.kept and self.more:
            self.kept.keep({key: json.dumps(self.known[key]).encode() for key in self.more})
            self.more.clear()


@lru_cache(maxsize=20_000)
def _key(text: str) -> str:
    return cache.key("hints", text)


@lru_cache(maxsize=1000)
def _name(pattern: re.Pattern[str]) -> str:
    return cache.key("pattern", str(pattern.flags), pattern.pattern)[:16]


@lru_cache(maxsize=200_000)
def _may_hold(pattern: re.Pattern[str], text: str) -> bool:
    return "\\" in text or bool(pattern.search(text))
