"""Outputs become files of a folder: only what changed is written, what is gone is deleted.

The generated folder (``docs/manual``) is brought up to date file by file, each file replaced whole; a list of what we
wrote (``.outputs``) says what is ours, and nothing else is ever touched.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.output import Output
from generator.runtime import locks

LIST = ".outputs"
LOCK = ".building"
WHOLE = ".publishing"
"""Held over a whole build, from reading the sources to the swap, so that no other writes the folder while a site is made of it."""
PART = ".part"
"""The one file that is being written; a killed run leaves it for the next to delete."""
WAIT = 60.0
"""Seconds to wait for another build of the same folder."""


class Unsafe(ValueError):
    """An output path that leads out of its folder, or is no plain relative path."""


class Linked(RuntimeError):
    """A link in a folder that is written: it would lead out of it."""


class Busy(RuntimeError):
    """Another build of the same folder did not end in time."""


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Paths written and deleted, relative to the folder."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


def synchronise(folder: Path, outputs: Iterable[Output], keep: Iterable[str] = ()) -> FileChanges:
    """Make ``folder`` hold exactly ``outputs`` of all that was ever written here; files of others stay.

    ``keep``: owned paths to leave as they are although they are not among ``outputs``.
    Raises :class:`Unsafe` before anything is written, :class:`Busy`, and OSError (disk full, no permission).
    """
    wanted = {safe(o.path): o for o in outputs}
    with locked(folder):
        (folder / PART).unlink(missing_ok=True)
        ours, kept = owned(folder), set(keep)
        write_list(folder, {*ours, *wanted})  # first, so that a killed run leaves no file that nobody owns
        written = tuple(path for path, output in wanted.items() if write(folder, path, output.data))
        gone = tuple(sorted(ours - set(wanted) - kept))
        for path in gone:
            _delete(folder, path)
        write_list(folder, {*wanted, *(ours & kept)})
    return FileChanges(written, gone)


def owned(folder: Path) -> set[str]:
    """The paths that earlier runs wrote into ``folder``."""
    try:
        listed = json.loads((folder / LIST).read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    return {path for path in listed if isinstance(path, str) and is_safe(path)} if isinstance(listed, list) else set()


def safe(path: str) -> str:
    """``path`` itself. Raises :class:`Unsafe` for absolute paths, ``..``, drive letters and backslashes."""
    if not is_safe(path):
        raise Unsafe(path)
    return path


def is_safe(path: str) -> bool:
    """Whether a path is plain and relative and leads nowhere but down."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and not set(path) & set("\\:\0") and path == PurePosixPath(path).as_posix()


def write(folder: Path, path: str, data: bytes, durable: bool = False) -> bool:
    """Replace a file whole, unless it holds these bytes already; whether it was written.

    ``durable``: it is on the disk afterwards, whatever happens to the machine, and keeps its permissions.
    """
    target, part = folder / path, folder / PART
    with contextlib.suppress(OSError):
        if target.stat().st_size == len(data) and target.read_bytes() == data:
            return False
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with part.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if durable and target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return True


def write_list(folder: Path, paths: Iterable[str]) -> None:
    """Writes the list of the paths in a folder that belong to us."""
    write(folder, LIST, (json.dumps(sorted(paths), ensure_ascii=False, indent=0) + "\n").encode())


def _delete(folder: Path, path: str) -> None:
    """Delete a file and the folders that it leaves empty."""
    (folder / path).unlink(missing_ok=True)
    for parent in list(PurePosixPath(path).parents)[:-1]:
        with contextlib.suppress(OSError):
            (folder / parent).rmdir()


def unlinked(folder: Path) -> None:
    """Make sure that what is written below a folder stays there. Raises :class:`Linked` at a link, or a Windows junction."""
    waiting: list[Path | os.DirEntry[str]] = [folder]
    while waiting:
        entry = waiting.pop()
        if entry.is_symlink() or (sys.version_info >= (3, 12) and entry.is_junction()):
            raise Linked(os.fspath(entry))
        if entry.is_dir():
            with os.scandir(entry) as below:
                waiting += below


@contextlib.contextmanager
def locked(folder: Path, wait: float = WAIT, name: str = LOCK) -> Iterator[None]:
    """Only one at a time in a folder; the system frees the lock if its holder is killed.

    ``wait``: seconds. Raises :class:`Busy` after them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("a+b") as file:
        until = time.monotonic() + wait
        while not locks.acquire(file.fileno()):
            if time.monotonic() > until:
                raise Busy(str(folder))
            time.sleep(0.05)
        yield


def tree(folder: Path) -> list[str]:
    """Every file below a folder, as relative POSIX paths in order."""
    start = len(os.fspath(folder)) + 1
    every = (os.path.join(base, name) for base, _, names in os.walk(folder) for name in names)  # noqa: PTH118 - ten thousand times
    return sorted(path[start:].replace(os.sep, "/") for path in every if os.path.isfile(path))  # noqa: PTH113


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files below a folder: equal trees have one digest."""
    total = hashlib.sha256()
    for name in tree(folder):
        total.update(name.encode() + b"\0" + hashlib.sha256((folder / name).read_bytes()).digest())
    return total.hexdigest()
