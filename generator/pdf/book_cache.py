"""Finished books kept by what they were made of, so that a book in which nothing changed is not made again.

Only to save time: a key is the whole volume with the engine, the templates, the fonts and the proof-reading, so that a book
from the shelf has the same bytes as one made anew. Anything may be deleted at any time; a shelf that cannot be read or
written is an empty one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

SHELF = Path(".cache") / "books"
"""Where the commands keep theirs, from the folder of the project."""
MOST = 256 * 2**20
"""Bytes kept; the books not wanted for longest go first."""
DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class BookCache:
    """Books in files of ``folder`` (made when first needed), at most ``most`` bytes of them."""

    folder: Path
    most: int = MOST

    def get(self, key: str) -> bytes | None:
        """The book, or None if it is not there or not whole."""
        file = self.folder / key
        try:
            kept = file.read_bytes()
        except OSError:
            return None
        data = kept[DIGEST:]
        if hashlib.sha256(data).digest() != kept[:DIGEST]:
            return None
        with contextlib.suppress(OSError):
            os.utime(file)  # wanted again
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep a book; if there is no room for it, or no permission, do nothing."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as part:
                part.write(hashlib.sha256(data).digest() + data)
            Path(part.name).replace(self.folder / key)
            self._tidy()

    def _tidy(self) -> None:
        files = [(path.stat(), path) for path in self.folder.iterdir() if path.is_file()]
        total = sum(stat.st_size for stat, _ in files)
        for stat, path in sorted(files, key=lambda found: found[0].st_mtime_ns):
            if total <= self.most:
                return
            path.unlink()
            total -= stat.st_size
