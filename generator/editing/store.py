"""The files of ``sop/`` as the forms see them, and what is kept outside of it: earlier states to go back to, drafts that are not whole yet."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from generator.load.loading import MANY, SINGLE, is_file_name
from generator.publish import files
from generator.source import parsing, reading
from generator.source.parsing import Sources

FOLDER = Path(".cache") / "desk"
"""Where the command keeps drafts and earlier states, from the folder of the project."""
STEPS = 50
"""States of one file that can be gone back to."""
EARLIER, LATER = "earlier", "later"
BOM = b"\xef\xbb\xbf"


class Unknown(ValueError):
    """A name that is no file of ``sop/``, or a link."""


class Changed(RuntimeError):
    """The file on the disk is not the one that was read."""


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it is on the disk; no bytes if there is none."""

    data: bytes

    @property
    def version(self) -> str:
        """16 hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()[:16]

    @property
    def text(self) -> str:
        """As it is, with its own ends of lines. Raises :class:`~generator.source.reading.Unreadable` if it is not UTF-8."""
        reading.decoded(self.data)
        return self.data.removeprefix(BOM).decode()

    def with_text(self, text: str) -> FileState:
        """The same file with another text; a byte order mark stays."""
        return FileState((BOM if self.data.startswith(BOM) else b"") + text.encode())


class Store:
    """One folder of data. ``kept``: where drafts and earlier states of it lie."""

    def __init__(self, folder: Path, kept: Path = FOLDER) -> None:
        self.folder = folder.resolve()
        self.kept = kept / hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """One change at a time, of however many programs. Raises :class:`~generator.publish.files.Busy`."""
        with files.locked(self.kept, wait=10):
            yield

    def sources(self) -> Sources:
        """Every file of the folder as it is now."""
        return parsing.read(self.folder)[0]

    def read(self, name: str) -> FileState:
        """Raises Unknown for a name that is none of a file of ``sop/``."""
        path = self._path(name)
        return FileState(path.read_bytes() if path.exists() else b"")

    def create(self, name: str, text: str) -> None:
        """A new file that is named in others, so that there is no way back before it. Raises Unknown, and OSError."""
        self._path(name)
        files.write(self.folder, name, text.encode(), durable=True)

    def write(self, name: str, before: FileState, after: FileState) -> None:
        """Whole or not at all; the state before can be gone back to. Raises Changed if the file is not ``before`` any more, and OSError."""
        if self.read(name).data != before.data:
            raise Changed(name)
        if before.data == after.data:
            return
        self._keep(EARLIER, name, before, after)
        files.write(self.folder, name, after.data, durable=True)
        for undone in self._kept(LATER, name):
            undone.unlink(missing_ok=True)

    def undo(self, name: str) -> FileState | None:
        """The state before the last write, on the disk again (no file, if that write made it); None if there is none.

        Raises Changed if somebody else wrote meanwhile.
        """
        return self._step(name, EARLIER, LATER)

    def redo(self, name: str) -> FileState | None:
        """The state that the last :meth:`Store.undo` took away; None if there is none, or another was written since. Raises Changed likewise."""
        return self._step(name, LATER, EARLIER)

    def steps(self, name: str) -> dict[str, int]:
        """How often :meth:`Store.undo` can go back, and :meth:`Store.redo` forward again."""
        return {way: len(self._kept(way, name)) for way in (EARLIER, LATER)}

    def _step(self, name: str, way: str, back: str) -> FileState | None:
        now, kept = self.read(name), self._kept(way, name)
        while kept and kept[-1].read_bytes() == now.data:  # of a write that was killed before it was done
            kept.pop().unlink()
        if not kept:
            return None
        if kept[-1].name.partition("-")[2] != now.version:
            raise Changed(name)
        state = FileState(kept[-1].read_bytes())
        self._keep(back, name, now, state)
        if state.data:
            files.write(self.folder, name, state.data, durable=True)
        else:
            (self.folder / name).unlink()
        kept[-1].unlink()
        return state

    def _keep(self, way: str, name: str, state: FileState, at: FileState) -> None:
        """For whoever stands at the state ``at``, the one to go to."""
        kept = self._kept(way, name)
        number = int(kept[-1].name.partition("-")[0]) + 1 if kept else 1
        files.write(self.kept, f"{way}/{name}/{number:06}-{at.version}", state.data)
        for old in kept[: max(0, len(kept) + 1 - STEPS)]:
            old.unlink(missing_ok=True)

    def draft(self, name: str) -> dict[str, Any] | None:
        """What was kept of a form that is not whole yet."""
        self._path(name)
        with contextlib.suppress(OSError, ValueError):
            found = json.loads((self.kept / "drafts" / f"{name}.json").read_text("utf-8"))
            return found if isinstance(found, dict) else None
        return None

    def drafts(self) -> list[str]:
        """The files of which a draft is kept."""
        folder = self.kept / "drafts"
        return [name.removesuffix(".json") for name in files.tree(folder) if name.endswith(".json")] if folder.is_dir() else []

    def keep_draft(self, name: str, draft: dict[str, Any] | None) -> None:
        """Keep a draft, or forget it (None)."""
        self._path(name)
        if draft is None:
            (self.kept / "drafts" / f"{name}.json").unlink(missing_ok=True)
        else:
            files.write(self.kept, f"drafts/{name}.json", json.dumps(draft, ensure_ascii=False).encode())

    def _kept(self, way: str, name: str) -> list[Path]:
        self._path(name)
        folder = self.kept / way / name
        return sorted(p for p in folder.iterdir() if not p.name.startswith(".")) if folder.is_dir() else []

    def _path(self, name: str) -> Path:
        """Raises Unknown unless the name is one of a record, and the file lies in the folder itself."""
        path = self.folder / name
        known = name in SINGLE or (PurePosixPath(name).parent.as_posix() in MANY and is_file_name(name))
        if not known or not files.is_safe(name) or path.is_symlink() or path.parent.is_symlink():
            raise Unknown(name)
        return path
