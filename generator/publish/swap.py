"""The published site is swapped in whole: made beside the old one, it takes its name by renaming, so that nobody sees it half-written.

It carries a list of what is ours (see files), so that what others put there stays, and a folder that is no site of ours is never replaced.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.publish.files import LIST, Busy, locked, owned, tree, write_list

AT_FDCWD, RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
BEFORE_LISTS = ("404.html", "edition.json", "sw.js")
"""Files of every site that was published before sites carried their list: it is recognized by them."""


class Foreign(RuntimeError):
    """A folder that was to be replaced by a site holds something else."""


class Misplaced(RuntimeError):
    """A site that would lie in, or hold, what it is made from: the first argument is the site, the second the other folder."""


def apart(site: Path, sources: Iterable[Path], around: Iterable[Path]) -> None:
    """Make sure that a site and its sources do not hold each other, and that it holds none of the folders ``around`` it.

    Raises :class:`Misplaced`.
    """
    place = site.resolve()
    for folder in (*sources, *around):
        if _holds(place, folder.resolve()):
            raise Misplaced(site, folder)
    for folder in sources:
        if _holds(folder.resolve(), place):
            raise Misplaced(site, folder)


def _holds(outer: Path, inner: Path) -> bool:
    """Whether a folder is another or holds it, by whatever letters its name is written (Windows, macOS)."""
    return any(folder == outer or (folder.exists() and outer.exists() and folder.samefile(outer)) for folder in (inner, *inner.parents))


@contextlib.contextmanager
def beside(site: Path) -> Iterator[Path]:
    """A folder next to the site, on its file system, where the new one can be made; gone afterwards.

    Before and after, what killed runs left in such folders is deleted; those of runs at work are locked and stay.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    sweep(site)
    folder = None
    try:  # before the folder is there: Ctrl-C may come between its making and its name
        folder = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
        with locked(folder):
            yield folder
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        sweep(site)


def _prefix(site: Path) -> str:
    return f".{site.name}.new-"


def sweep(site: Path) -> None:
    """Delete the folders of killed runs. One that cannot be deleted, as a builder that outlived its run still writes there, is left to the next."""
    beside = site.parent.iterdir() if site.parent.is_dir() else ()
    for left in [path for path in beside if path.name.startswith(_prefix(site)) and path.is_dir() and not path.is_symlink()]:
        with contextlib.suppress(Busy, OSError):
            with locked(left, wait=0):
                pass
            _remove(left)


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
    """Replaces ``site`` by ``fresh`` as a whole; returns whether anything changed. Raises :class:`Foreign`, see :func:`claim`.

    Files with the bytes of the old site keep their time of change, so that servers and ``rsync`` see what is new.
    Both must stand on one file system. If the run is killed between the two renames, :func:`recover` brings the old one back.
    """
    recover(site)
    claim(site)
    write_list(fresh, tree(fresh))
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
    """The temporary name of the old site on systems that cannot exchange two folders."""
    return site.with_name(f".{site.name}.sop-before")


def recover(site: Path) -> None:
    """Cleans up after a killed run: restores the old site if the new one is not in place, else deletes it."""
    old = aside(site)
    if not old.exists():
        return
    if site.exists():
        _remove(old)
    else:
        old.rename(site)


def _remove(folder: Path) -> None:
    def anyway(function: object, path: str, _: object) -> None:
        if not Path(path).is_symlink():  # else what it leads to would be changed
            Path(path).chmod(stat.S_IRWXU)
        Path(path).unlink(missing_ok=True)

    if sys.version_info >= (3, 12):
        shutil.rmtree(folder, onexc=anyway)
    else:
        shutil.rmtree(folder, onerror=anyway)


def _carry_times(old: Path, new: Path) -> bool:
    """Copies the modification times of unchanged files; returns whether the two trees differ."""
    before, after = set(tree(old)), set(tree(new))
    differ = before != after
    for path in before & after:
        was, now = old / path, new / path
        before_, after_ = was.stat(), now.stat()
        if os.path.samestat(before_, after_):
            continue
        if before_.st_size == after_.st_size and was.read_bytes() == now.read_bytes():
            shutil.copystat(was, now)
        else:
            differ = True
    return differ
