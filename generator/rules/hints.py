"""What is known of each file: which patterns of the rules it may hold, and where entries stand. Found once, and kept from program to program."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from generator.runtime import cache
from generator.runtime.cache import Cache
from generator.source.parsing import Path_
from generator.source.positions import following, locate

T = TypeVar("T")


@dataclass
class Hints:
    """``known``: for each text, by its key, what is known of it. Only texts of which more is known in the end are kept anew."""

    kept: Cache | None = None
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    more: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, texts: Mapping[str, str], kept: Cache | None) -> Hints:
        """Those that are kept of some files."""
        found = kept.all(_key(text) for text in texts.values()) if kept else {}
        return cls(kept, {key: json.loads(data) for key, data in found.items()})

    def may_hold(self, pattern: re.Pattern[str], text: str) -> bool:
        """Whether a text contains a pattern, or a backslash escape that may stand for it."""
        return bool(self._known(text, _name(pattern), lambda: _may_hold(pattern, text)))

    def located(self, text: str, path: Path_) -> tuple[int, int]:
        """Line and column of an entry (see :func:`generator.source.positions.locate`)."""
        line, column = self._known(text, json.dumps(path, ensure_ascii=False), lambda: locate(text, path))
        return line, column

    def ends(self, text: str, path: Path_) -> tuple[int, int] | None:
        """Where an entry ends (see :func:`generator.source.positions.following`)."""
        found = self._known(text, json.dumps(["end", *path], ensure_ascii=False), lambda: following(text, path))
        return (found[0], found[1]) if found else None

    def _known(self, text: str, name: str, find: Callable[[], T]) -> T:
        if self.kept is None:
            return find()
        known = self.known.setdefault(_key(text), {})
        if name not in known:
            known[name] = find()
            self.more.add(_key(text))
        return known[name]  # type: ignore[no-any-return]

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
