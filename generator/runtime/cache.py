"""What was made once and need not be made again: one file, one rule. A key is everything that a value was made from, its content and the
versions of all that makes it; so a value found is the value that would be made, and nobody keeps lists of what depends on what.

The file may be deleted at any time. One that is damaged, locked or cannot be written is an empty one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    import sqlite3

FOLDER, FILE = ".cache", "sop.sqlite3"
"""Where the commands keep theirs, from the folder of the project."""
MOST = 512 * 2**20
"""Bytes kept; the values not asked for longest go first."""
PATIENCE = 5.0
"""Seconds to wait for another program that is writing."""
SOME = 500
"""Keys in one question."""
DIGEST = hashlib.sha256().digest_size
TABLE = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)"
USED = "CREATE INDEX IF NOT EXISTS used ON kept (used, length(value))"
LAST = "(SELECT coalesce(max(used), 0) FROM kept)"

T = TypeVar("T")
P = ParamSpec("P")
PLAIN = (str, int, bool, bytes, type(None), frozenset)
MANY = 30_000
"""Results of one function that are kept in a program; then it starts anew."""


@cache
def program() -> bytes:
    """Digest of all that results depend on beside what they are made from: this program, its packages, Python and the system."""
    found = hashlib.sha256(repr((sys.version, sys.platform, packages())).encode())
    root = Path(__file__).resolve().parents[1]
    for base, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = Path(base, name)
            found.update(path.relative_to(root).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.digest()


def packages() -> tuple[str, ...]:
    """Name and version of every package that Python finds, as its ``.dist-info`` folder has them."""
    places = [place for place in sys.path if os.path.isdir(place)]  # noqa: PTH112 - "" and files are there too
    return tuple(sorted({name for place in places for name in os.listdir(place) if name.endswith(".dist-info")}))  # noqa: PTH208


def key(kind: str, *parts: bytes | str) -> str:
    """The key of what this program makes of these parts."""
    found = hashlib.sha256(program())
    for part in (kind, *parts):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(data) + data)
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """Values by their keys in a file of ``folder`` (made when first needed), at most ``most`` bytes of them."""

    folder: Path
    most: int = MOST

    def get(self, key: str) -> bytes | None:
        """The value, or None if it is not there or not whole."""
        return self.all((key,)).get(key)

    def all(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Those of the values that are there and whole; they count as asked for."""
        wanted, found = list(keys), dict[str, bytes]()

        def look(file: sqlite3.Connection) -> None:
            for at in range(0, len(wanted), SOME):
                part = wanted[at : at + SOME]
                marks = ",".join("?" * len(part))
                rows = file.execute(f"SELECT key, value FROM kept WHERE key IN ({marks})", part)
                found.update((name, value[DIGEST:]) for name, value in rows if hashlib.sha256(value[DIGEST:]).digest() == value[:DIGEST])
                file.execute(f"UPDATE kept SET used = {LAST} + 1 WHERE key IN ({marks})", part)

        if wanted and (self.folder / FILE).is_file():
            self._within(look)
        return found

    def all_of(self, places: Mapping[str, str]) -> dict[str, bytes]:
        """The same, of things by the keys of their values."""
        found = self.all(places.values())
        return {name: found[key] for name, key in places.items() if key in found}

    def put(self, key: str, value: bytes) -> None:
        """Keep a value; if there is no room for it, or no permission, do nothing."""
        self.keep({key: value})

    def keep(self, values: Mapping[str, bytes]) -> None:
        """Keep several values, all or none."""

        def write(file: sqlite3.Connection) -> None:
            rows = ((name, hashlib.sha256(value).digest() + value) for name, value in values.items())
            file.executemany(f"INSERT OR REPLACE INTO kept VALUES (?, {LAST} + 1, ?)", rows)
            total = file.execute("SELECT sum(length(value)) FROM kept").fetchone()[0]
            while total > self.most:
                used, size = file.execute("SELECT used, sum(length(value)) FROM kept GROUP BY used ORDER BY used LIMIT 1").fetchone()
                file.execute("DELETE FROM kept WHERE used = ?", (used,))
                total -= size

        if values:
            with contextlib.suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                self._within(write)

    def _within(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Do some work with the file as one transaction. What cannot be done is not done; a file of something else is deleted."""
        import sqlite3

        path = self.folder / FILE
        try:
            with contextlib.closing(sqlite3.connect(path, timeout=PATIENCE)) as file:
                file.execute("PRAGMA auto_vacuum = FULL")
                file.execute("PRAGMA synchronous = OFF")
                with file:
                    file.execute("BEGIN IMMEDIATE")
                    file.execute(TABLE)
                    file.execute(USED)
                    work(file)
        except (sqlite3.OperationalError, OSError):
            return
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                path.unlink()


_EVERY: list[dict[Hashable, tuple[object, Any]]] = []


def forget() -> None:
    """Empty the cache of every :func:`remembered` function, so that one test leaves nothing for the next."""
    for kept in _EVERY:
        kept.clear()


def remembered(make: Callable[P, T], most: int = MANY) -> Callable[P, T]:
    """A pure function of frozen values, up to ``most`` of its results kept: texts and numbers by value, anything else by being the same object."""
    kept: dict[Hashable, tuple[object, T]] = {}
    _EVERY.append(kept)

    @wraps(make)
    def recalled(*parts: P.args, **named: P.kwargs) -> T:
        key = _key("", (*parts, *named.values()))
        found = kept.get(key)
        if found is None:
            if len(kept) >= most:
                kept.clear()
            found = kept[key] = ((parts, named), make(*parts, **named))  # with its parts, so that no other object can take their ids
        return found[1]

    return recalled


def _key(name: str, parts: tuple[object, ...]) -> Hashable:
    return (name, *(part if isinstance(part, PLAIN) else id(part) for part in parts))
