"""Outputs become files: only what changed is written, what is gone is deleted, a site is swapped in whole.

Two folders, two ways. The generated folder (``docs/manual``) is brought up to date file by file, each file replaced
whole; a list of what we wrote (``.outputs``) says what is ours, and nothing else is ever touched. The published site
is never seen half-written: it is made beside the old one and takes its name by renaming. It carries a list of its own, so
that what others put there stays, and a folder that is no site of ours is never replaced.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.output import Output

LIST = ".outputs"
LOCK = ".building"
WHOLE = ".publishing"
"""Held over a whole build, from reading the sources to the swap, so that no other writes the folder while a site is made of it."""
PART = ".part"
"""The one file that is being written; a killed run leaves it for the next to delete."""
AT_FDCWD, RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
WAIT = 60.0
"""Seconds to wait for another build of the same folder."""


class Unsafe(ValueError):
    """An output path that leads out of its folder, or is no plain relative path."""


class Foreign(RuntimeError):
    """A folder that was to be replaced by a site holds something else."""


class Busy(RuntimeError):
    """Another build of the same folder did not end in time."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths written and deleted, relative to the folder."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


def synchronise(folder: Path, outputs: Iterable[Output], keep: Iterable[str] = ()) -> Changes:
    """Make ``folder`` hold exactly ``outputs`` of all that was ever written here; files of others stay.

    ``keep``: owned paths to leave as they are although they are not among ``outputs``.
    Raises :class:`Unsafe` before anything is written, :class:`Busy`, and OSError (disk full, no permission).
    """
    wanted = {safe(o.path): o.data for o in outputs}
    with locked(folder):
        (folder / PART).unlink(missing_ok=True)
        ours, kept = owned(folder), set(keep)
        _write_list(folder, {*ours, *wanted})  # first, so that a killed run leaves no file that nobody owns
        written = tuple(path for path, data in wanted.items() if _write(folder, path, data))
        gone = tuple(sorted(ours - set(wanted) - kept))
        for path in gone:
            _delete(folder, path)
        _write_list(folder, {*wanted, *(ours & kept)})
    return Changes(written, gone)


def owned(folder: Path) -> set[str]:
    """The paths that earlier runs wrote into ``folder``."""
    try:
        listed = json.loads((folder / LIST).read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    return {path for path in listed if isinstance(path, str) and _is_safe(path)} if isinstance(listed, list) else set()


def safe(path: str) -> str:
    """``path`` itself. Raises :class:`Unsafe` for absolute paths, ``..``, drive letters and backslashes."""
    if not _is_safe(path):
        raise Unsafe(path)
    return path


def _is_safe(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and not set(path) & set("\\:\0") and path == PurePosixPath(path).as_posix()


def _write(folder: Path, path: str, data: bytes) -> bool:
    """Replace a file whole, unless it holds these bytes already; whether it was written."""
    target, part = folder / path, folder / PART
    with contextlib.suppress(OSError):
        if target.stat().st_size == len(data) and target.read_bytes() == data:
            return False
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        part.write_bytes(data)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return True


def _write_list(folder: Path, paths: Iterable[str]) -> None:
    _write(folder, LIST, (json.dumps(sorted(paths), ensure_ascii=False, indent=0) + "\n").encode())


def _delete(folder: Path, path: str) -> None:
    """Delete a file and the folders that it leaves empty."""
    (folder / path).unlink(missing_ok=True)
    for parent in list(PurePosixPath(path).parents)[:-1]:
        with contextlib.suppress(OSError):
            (folder / parent).rmdir()


@contextlib.contextmanager
def locked(folder: Path, wait: float = WAIT, name: str = LOCK) -> Iterator[None]:
    """Only one at a time in a folder; the system frees the lock if its holder is killed.

    ``wait``: seconds. Raises :class:`Busy` after them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("a+b") as file:
        until = time.monotonic() + wait
        while not _try_lock(file.fileno()):
            if time.monotonic() > until:
                raise Busy(str(folder))
            time.sleep(0.05)
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def beside(site: Path) -> Iterator[Path]:
    """A folder next to the site, on its file system, where the new one can be made; gone afterwards.

    Before and after, what killed runs left in such folders is deleted; those of runs at work are locked and stay.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    _sweep(site)
    folder = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
    try:
        with locked(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _sweep(site)


def _prefix(site: Path) -> str:
    return f".{site.name}.new-"


def _sweep(site: Path) -> None:
    """Delete the folders of killed runs. One that cannot be deleted, as a builder that outlived its run still writes there, is left to the next."""
    for left in [path for path in site.parent.iterdir() if path.name.startswith(_prefix(site)) and path.is_dir()]:
        with contextlib.suppress(Busy, OSError):
            with locked(left, wait=0):
                pass
            _remove(left)


BEFORE_LISTS = ("404.html", "edition.json", "sw.js")
"""By these a site is known that was published before sites carried their list."""


def claim(site: Path) -> None:
    """Make sure that ``site`` may be replaced. Raises :class:`Foreign` if it holds anything and is no site of ours."""
    if site.exists() and not site.is_dir():
        raise Foreign(str(site))
    ours = not site.exists() or (site / LIST).is_file() or all((site / name).is_file() for name in BEFORE_LISTS)
    if not ours and any(site.iterdir()):
        raise Foreign(str(site))


def _carry_others(old: Path, new: Path) -> None:
    """What others put into the old site stays in the new one: linked, not copied, where the system can."""
    if not (old / LIST).is_file():
        return  # an empty folder, or a site of ours before it carried a list
    ours = {*owned(old), LIST}
    for base, folders, names in os.walk(old):
        links = [name for name in folders if (Path(base) / name).is_symlink()]
        for name in [*names, *links]:
            path = (Path(base) / name).relative_to(old)
            if path.as_posix() not in ours and not os.path.lexists(new / path):
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                try:
                    os.link(old / path, new / path, follow_symlinks=False)
                except (OSError, NotImplementedError):
                    shutil.copy2(old / path, new / path, follow_symlinks=False)


def publish(fresh: Path, site: Path) -> bool:
    """Let ``fresh`` take the place of ``site``, whole; whether anything changed. Raises :class:`Foreign`, see :func:`claim`.

    Files with the bytes of the old site keep their time of change, so that servers and ``rsync`` see what is new.
    Both must stand on one file system. If the run is killed between the two renames, :func:`recover` brings the old one back.
    """
    recover(site)
    claim(site)
    _write_list(fresh, tree(fresh))
    if not site.exists():
        fresh.rename(site)
        return True
    _carry_others(site, fresh)
    if not _carry_times(site, fresh):
        shutil.rmtree(fresh)
        return False
    if _exchange(fresh, site):
        _remove(fresh)
        return True
    old = aside(site)
    site.rename(old)
    try:
        fresh.rename(site)
    except BaseException:  # Ctrl-C too
        recover(site)
        raise
    _remove(old)
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders swap names in one step, where the system can (Linux): then there is no moment without a site."""
    if sys.platform != "linux":
        return False
    try:
        function = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(function(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


def aside(site: Path) -> Path:
    """Where the old site stands for a moment, on systems that cannot exchange two folders. A name that nobody gives a folder."""
    return site.with_name(f".{site.name}.sop-before")


def recover(site: Path) -> None:
    """Mend what a killed run left: the old site takes its name back if the new one had not come, else it goes."""
    old = aside(site)
    if not old.exists():
        return
    if site.exists():
        _remove(old)
    else:
        old.rename(site)


def _remove(folder: Path) -> None:
    def anyway(function: object, path: str, _: object) -> None:
        Path(path).chmod(stat.S_IRWXU)
        Path(path).unlink(missing_ok=True)

    if sys.version_info >= (3, 12):
        shutil.rmtree(folder, onexc=anyway)
    else:
        shutil.rmtree(folder, onerror=anyway)


def _carry_times(old: Path, new: Path) -> bool:
    """Give unchanged files the times of their old selves; whether the two trees differ."""
    before, after = set(tree(old)), set(tree(new))
    differ = before != after
    for path in before & after:
        was, now = old / path, new / path
        if was.stat().st_size == now.stat().st_size and was.read_bytes() == now.read_bytes():
            shutil.copystat(was, now)
        else:
            differ = True
    return differ


def tree(folder: Path) -> list[str]:
    """Every file below a folder, as relative POSIX paths in order."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files below a folder: equal trees have one digest."""
    total = hashlib.sha256()
    for name in tree(folder):
        total.update(name.encode() + b"\0" + hashlib.sha256((folder / name).read_bytes()).digest())
    return total.hexdigest()
