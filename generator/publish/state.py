"""Whether what a build would make is there already. It is decided by content alone, without times of change, and before anything of the
compiler is loaded: an office of a thousand procedures has the answer in less than a second.

A build leaves in the cache what it was made from and what it left in the two folders that it writes.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.publish import files, settings
from generator.publish.settings import MANUAL, Settings
from generator.runtime import cache
from generator.runtime.cache import Cache
from generator.source.problem import Sources

EPOCH = "SOURCE_DATE_EPOCH"
"""A variable that sets the day of a command (see https://reproducible-builds.org/specs/source-date-epoch/)."""
IN_USE = frozenset({files.LOCK, files.WHOLE})
READERS = min(os.cpu_count() or 1, 4)
"""Files that are read and hashed side by side."""


def data_digest(folder: Path, sources: Sources) -> bytes:
    """Of all texts of the data folder, what could not be read, and every other file there (pictures of signatures)."""
    found = hashlib.sha256(repr(sources.unreadable).encode("utf-8", "surrogatepass"))
    for name, text in sorted(sources.files.items()):
        found.update(f"{name}\0{len(text)}\0{text}".encode("utf-8", "surrogatepass"))
    return found.digest() + tree_digest(folder, sources.files)


def tree_digest(folder: Path, skip: Collection[str] = (), only: Iterable[str] | None = None) -> bytes:
    """Of names, kinds and bytes of all below a folder (or of it, if it is a file), in order.

    ``skip``: relative paths to leave out, folders with all they hold; ``only``: the paths to look at. Links are not followed to folders.
    """
    paths = sorted(_below(os.fspath(folder), "", skip) if only is None else only)
    parts = _each(lambda path: _file_digest(os.path.join(folder, path)), paths)  # noqa: PTH118 - ten thousand times
    found = hashlib.sha256()
    for path, digest in zip(paths, parts, strict=True):
        found.update(path.encode("utf-8", "surrogatepass") + b"\0" + digest)
    return found.digest()


def _below(folder: str, prefix: str, skip: Collection[str]) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except NotADirectoryError:
        yield ""
        return
    except FileNotFoundError:
        return
    for entry in entries:
        path = prefix + entry.name
        if path in skip:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{path}/", skip)
        else:
            yield path


def _file_digest(path: str) -> bytes:
    """What a path is and holds; a link says where it leads, too."""
    path = path.rstrip("/")
    try:
        mode = os.lstat(path).st_mode
        kind = b"file" if stat.S_ISREG(mode) else b"link " + os.fsencode(os.readlink(path)) if stat.S_ISLNK(mode) else b"other"  # noqa: PTH115
        if kind == b"other":
            return kind
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return hashlib.sha256(kind + b"\0" + hashlib.sha256(file.read()).digest()).digest()
    except OSError as error:
        return f"error {error.errno}".encode()


def _each(work: Callable[[str], bytes], paths: list[str]) -> list[bytes]:
    if READERS < 2 or len(paths) < 100:
        return [work(path) for path in paths]
    from concurrent.futures import ThreadPoolExecutor

    parts = [paths[at : at + 64] for at in range(0, len(paths), 64)]
    with ThreadPoolExecutor(READERS) as pool:
        return [digest for found in pool.map(lambda part: [work(path) for path in part], parts) for digest in found]


@dataclass(frozen=True, slots=True)
class WantedBuild:
    """A build. ``options``: whether with books, files to edit, and a zip, and by which builder; ``as_of``: the day given, if any;
    ``day``: that of which it speaks unless the handbook has one.
    """

    sources: Sources
    folder: Path
    config: Path
    site: Path
    options: tuple[bool, bool, bool, str]
    as_of: date | None
    day: date

    @property
    def generated(self) -> Path:
        return self.config.parent / MANUAL

    def key(self) -> str | None:
        """Of all that the build reads, the day apart; None if that cannot be known (see :class:`generator.publish.settings.Settings`)."""
        found = settings.read(self.config)
        if not found.is_pure:
            return None
        read = [data_digest(self.folder, self.sources), *self._of_the_site(found)]
        places = (os.path.realpath(path) for path in (self.site, self.config, self.folder))
        asked = json.dumps([*self.options, str(self.as_of), os.environ.get(EPOCH), *places])
        return cache.key("build", *read, asked)

    def _of_the_site(self, found: Settings) -> list[bytes]:
        return [tree_digest(path, ("manual",) if path.name == "docs" else ()) for path in settings.inputs(self.config, found)]

    def left(self) -> str:
        """Digest of what is ours in the two folders; what others put into the generated one counts, since it would become a page."""
        ours = [*files.owned(self.site), files.LIST]
        return (tree_digest(self.site, only=ours) + tree_digest(self.generated, IN_USE)).hex()


def unchanged(wanted: WantedBuild, key: str | None, kept: Cache) -> list[str] | None:
    """What is to be said of the build that is there, if it is the one that would be made; else None."""
    if key is None or (data := kept.get(key)) is None:
        return None
    found = json.loads(data)
    same = found["day"] in ("", wanted.day.isoformat()) and found["left"] == wanted.left()
    return list(found["said"]) if same else None


def remember(wanted: WantedBuild, key: str | None, kept: Cache, said: list[str], *, fixed: bool) -> None:
    """Keep what a build left, unless something that it reads was changed meanwhile. ``fixed``: it would be the same on any other day."""
    if key is not None and cache.program.__wrapped__() == cache.program() and wanted.key() == key:
        value = {"day": "" if fixed else wanted.day.isoformat(), "left": wanted.left(), "said": said}
        kept.put(key, json.dumps(value, ensure_ascii=False).encode())
