"""The pages become a site: MkDocs or ProperDocs makes those that have changed, in shards on all cores; the others are those of the last site.

A page is made from its Markdown, what it sees of the navigation (:mod:`generator.publish.outline`), the settings, the templates and the
program; by the digest of these the cache knows the digest of the finished page, and the last site still has it. What its frame says of the day of
the data stands in marked places (:data:`generator.publish.settings.DATED`), which do not count and are filled anew. Each shard is a run of
the site builder over a folder of its own, in which all that is not its own is a link or an empty page. Settings that may read anything
else, and pages that a shard cannot make without a warning, are built whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from generator.html import help_lines
from generator.publish import files, settings, state, theme_css
from generator.publish.outline import Outline, address, outline
from generator.publish.settings import MANUAL, Settings
from generator.runtime import cache, child
from generator.runtime.cache import Cache

QUIET_LINES = ("NO_MKDOCS_2_WARNING", "DISABLE_MKDOCS_2_WARNING")
SHARD = 800
"""Pages of one run at most: the site builder keeps them all in memory."""
FEW = 120
"""Pages that are not worth another run: to start one takes as long as to make so many."""
WHOLE_ONLY = ("site_url", "nav", "exclude_docs", "draft_docs", "not_in_nav", "extra_templates")
"""Settings by which the pages of a site are more than each for itself."""
STRICT = {"omitted_files": "warn", "absolute_links": "warn", "unrecognized_links": "warn", "anchors": "warn", "not_found": "warn"}
GENERATED = f"{PurePosixPath(MANUAL).name}/"
UNREAD = ("assets/javascripts/**/*.map", "assets/stylesheets/*.map", "assets/javascripts/lunr", "assets/javascripts/workers", "assets/images", "*.gz")
"""What the theme brings and no page of ours asks for: maps of its sources, its search, its pictures (ours is :mod:`generator.html.search`)."""
CHANGED = {"assets/stylesheets/*.css": theme_css.pruned, "help/*.html": help_lines.held}
"""What becomes of files that the site builder made."""
WARNING = "WARNING"
NAMED = re.compile(r"[\w./%-]+\.md\b")


class Unbuilt(Exception):
    """The site builder refused the pages; the argument is what it said."""


def run(builder: str, arguments: Sequence[str], stdin: int) -> subprocess.CompletedProcess[str]:
    """Run MkDocs or ProperDocs quietly, and no longer than ``stdin`` is open; same bytes each time (no build date)."""
    env = {**os.environ, **dict.fromkeys(QUIET_LINES, "1"), "SOURCE_DATE_EPOCH": "0", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "generator.runtime.child", builder, *arguments]
    return subprocess.run(command, env=env, stdin=stdin, capture_output=True, text=True, encoding="utf-8", check=False)


def build(config: Path, fresh: Path, builder: str, earlier: Path, kept: Cache) -> tuple[str, ...]:
    """Make the site in ``fresh``, a folder that is not there yet; ``earlier``: the last site. What the builder warns of. Raises Unbuilt, OSError."""
    pages = _pages(config, settings.read(config), builder)
    if pages and _in_shards(pages, fresh, earlier, kept):
        return ()
    shutil.rmtree(fresh, ignore_errors=True)
    return whole(config, fresh, builder)


def whole(config: Path, fresh: Path, builder: str) -> tuple[str, ...]:
    """Make the site in one run, whatever the builder warns of: that is given back. Raises Unbuilt."""
    with child.lifeline() as stdin:
        said = _run(builder, config, fresh, stdin)
    return tuple(line.removeprefix(WARNING).strip(" -") for line in said.splitlines() if line.startswith(WARNING))


def _run(builder: str, config: Path, site: Path, stdin: int, *options: str) -> str:
    """What the builder said; with ``--strict`` it refuses what it warns of."""
    done = run(builder, ["build", *options, "--config-file", str(config), "--site-dir", str(site.resolve())], stdin)
    if done.returncode:
        raise Unbuilt(done.stdout + done.stderr)
    for path in [path for pattern in UNREAD for path in site.glob(pattern)]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for pattern, change in CHANGED.items():
        for path in site.glob(pattern):
            path.write_text(change(path.read_text("utf-8")), "utf-8", newline="\n")
    return done.stdout + done.stderr


@dataclass(frozen=True)
class _Pages:
    """All that a site is made from. ``base``: digest of what every page depends on; ``static``: files that are copied as they are;
    ``dated_apart``: whether the day of the data can be put into finished pages.
    """

    docs: Path
    config: Path
    theme: dict[str, str]
    builder: str
    outline: Outline
    base: bytes
    static: tuple[str, ...]
    dated_apart: bool

    def data(self, path: str) -> bytes:
        return (self.docs / path).read_bytes()

    @cached_property
    def by_hand(self) -> dict[str, bytes]:
        """Digest of each page that somebody wrote. One may lead to any other page, whose address and places are checked: so they go together."""
        mine = {path: self.data(path) for path in self.outline.pages if not path.startswith(GENERATED)}
        there = "\n".join((*self.outline.pages, *self.static)).encode()
        led_to = b"".join(hashlib.sha256(self.data(path)).digest() for path in self.led_to)
        total = hashlib.sha256(b"".join(hashlib.sha256(data).digest() for data in (*mine.values(), there)) + led_to).digest()
        return {path: hashlib.sha256(total + data).digest() for path, data in mine.items()}

    @cached_property
    def led_to(self) -> list[str]:
        """The generated pages that those written by hand name."""
        found = set()
        for path in self.outline.pages:
            if not path.startswith(GENERATED):
                text = self.data(path).decode("utf-8", "replace")
                found |= {os.path.normpath(PurePosixPath(path).parent / name).replace(os.sep, "/") for name in NAMED.findall(text)}
        return [path for path in self.outline.pages if path in found and path.startswith(GENERATED)]

    def key(self, path: str) -> str:
        """Of all that a page is made from."""
        heads = [f"{name}\0{self.outline.pages[name].title}\0".encode() + self.head(name) for name in self.outline.beside(path)]
        data = self.by_hand.get(path) or hashlib.sha256(self.data(path)).digest()
        return cache.key("page", self.base, path, self.outline.seen(path), b"\0".join(heads), data)

    def head(self, path: str) -> bytes:
        """The front matter of a page, which gives others its title."""
        if path not in self._heads:
            with (self.docs / path).open("rb") as file:
                lines = [file.readline()]
                while lines[0].rstrip() == b"---" and (line := file.readline()):
                    lines.append(line)
                    if line.rstrip() in (b"---", b"..."):
                        break
            self._heads[path] = b"".join(lines) if lines[0].rstrip() == b"---" else self.data(path)
        return self._heads[path]

    @cached_property
    def _heads(self) -> dict[str, bytes]:
        return {}


def _pages(config: Path, found: Settings, builder: str) -> _Pages | None:
    """What a site is made from; None if it must be built whole."""
    values, docs = found.values, config.parent / "docs"
    if not found.is_pure or any(name in values for name in WHOLE_ONLY) or values.get("use_directory_urls") != "false":
        return None
    if found.theme.get("name") != "material" or not isinstance(values.get("theme"), dict):
        return None
    try:
        ours = json.loads((config.parent / settings.OURS["INHERIT"]).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    navigation = outline(ours.pop("nav", None))
    if navigation is None:
        return None
    there = [path for path in files.tree(docs) if not any(part.startswith(".") for part in PurePosixPath(path).parts)]
    static = tuple(path for path in there if PurePosixPath(path).suffix.lower() not in (".md", ".markdown", ".mdown", ".mkdn", ".mkd"))
    pages = set(navigation.pages)
    if pages != {*there} - {*static} or {address(path) for path in pages} & {*static} or any(path.startswith("templates/") for path in there):
        return None  # the builder has something to say
    templates = [state.tree_digest(path) for path in settings.inputs(config, found) if path != docs]
    extra, custom = ours.get("extra"), found.theme.get("custom_dir")
    dated_apart = isinstance(extra, dict) and custom is not None and settings.dated_apart(config.parent / custom)
    if dated_apart:
        ours["extra"] = {name: value for name, value in extra.items() if name not in settings.OF_THE_DAY}
    base = hashlib.sha256(b"".join(templates) + json.dumps([builder, ours], sort_keys=True).encode()).digest()
    theme = {"custom_dir": str((config.parent / custom).resolve())} if custom else {}
    return _Pages(docs, config, theme, builder, navigation, base, static, dated_apart)


def _in_shards(pages: _Pages, fresh: Path, earlier: Path, kept: Cache) -> bool:
    """Make the site from the last one and what has changed; whether no shard was refused."""
    keys = {path: pages.key(path) for path in pages.outline.pages}
    known = kept.all(keys.values())
    there = {path: known[key] for path, key in keys.items() if key in known and _digest(earlier / address(path)) == known[key]}
    missing = [path for path in keys if path not in there]
    together = set[str]()
    if any(path in missing for path in pages.by_hand):  # they go together, with the pages that they lead to
        together = {*pages.by_hand, *pages.led_to}
        missing = [path for path in keys if path in together or path not in there]
    shards = _shards(missing, [path for path in missing if path in together])
    folders = [fresh.parent / f"shard-{number}" for number in range(len(shards))]
    with child.lifeline() as stdin:
        pool = ThreadPoolExecutor(min(os.cpu_count() or 1, 4))
        try:
            list(pool.map(lambda chosen, folder: _shard(pages, chosen, folder, stdin), shards, folders))
        except Unbuilt:
            pool.shutdown()
            return False
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    _merge(pages, shards, folders, fresh)
    day = _day(fresh) if pages.dated_apart else {}
    for path in set(keys) - set(missing):
        _take(earlier / address(path), fresh / address(path), day)
    for path in pages.static:
        _place(fresh / path)
        shutil.copyfile(pages.docs / path, fresh / path)
    kept.keep({keys[path]: digest for path in missing if (digest := _digest(fresh / address(path)))})
    return True


def _shards(missing: list[str], together: list[str]) -> list[list[str]]:
    """The pages of each run; one at least, since a run also brings the files of the theme."""
    rest = [path for path in missing if path not in set(together)]
    cores = min(os.cpu_count() or 1, 4)
    count = max(1, -(-len(rest) // SHARD), min(cores, len(rest) // FEW))
    size = max(1, -(-len(rest) // count))
    shards = [rest[at : at + size] for at in range(0, len(rest), size)] or [[]]
    return [together + shards[0], *shards[1:]]


def _shard(pages: _Pages, chosen: list[str], folder: Path, stdin: int) -> None:
    """Run the site builder over a part of the pages. Raises Unbuilt."""
    real = {*chosen, *(name for path in chosen for name in pages.outline.beside(path)), *(top.first.path for top in pages.outline.entries)}
    by_hand = any(path in pages.by_hand for path in chosen)
    for path in real:
        place = _place(folder / "docs" / path)
        place.write_bytes(pages.data(path) if path in chosen else pages.head(path))
    if by_hand:
        for path in pages.static:
            _place(folder / "docs" / path).touch()
    values = {
        "INHERIT": str(pages.config.resolve()),
        "docs_dir": str((folder / "docs").resolve()),
        "theme": pages.theme,
        "nav": pages.outline.narrowed(chosen, real),
        "validation": {"nav": {**_only(STRICT, "omitted_files", "absolute_links"), "not_found": "ignore"}, "links": _links()},
    }
    config = folder / "shard.yml"
    config.write_text(json.dumps(values, ensure_ascii=False), "utf-8", newline="\n")
    _run(pages.builder, config, folder / "site", stdin, "--strict")


def _only(values: dict[str, str], *names: str) -> dict[str, str]:
    return {name: values[name] for name in names}


def _links() -> dict[str, str]:
    return _only(STRICT, "absolute_links", "unrecognized_links", "anchors", "not_found")


def _merge(pages: _Pages, shards: Sequence[list[str]], folders: Sequence[Path], fresh: Path) -> None:
    """The pages of all shards, and of one of them what belongs to no page: the theme's files, the page for what is not there, the map."""
    made = {address(path) for path in pages.outline.pages}
    for path in files.tree(folders[0] / "site"):
        if path not in made and path not in pages.static:
            (folders[0] / "site" / path).rename(_place(fresh / path))
    for chosen, folder in zip(shards, folders, strict=True):
        for path in chosen:
            (folder / "site" / address(path)).rename(_place(fresh / address(path)))


def _day(fresh: Path) -> dict[bytes, bytes]:
    """What stands in each place of the day, from the page that is made in every run; the other pages have more places."""
    found = settings.said_of_day((fresh / "404.html").read_bytes())
    day = found[settings.DAY_AT_FOOT]
    return {**found, settings.DAY: day, settings.DAY_ON_PAPER: day.replace("\u2060".encode(), b"")}


def _take(old: Path, new: Path, day: dict[bytes, bytes]) -> None:
    """A page of the last site in the new one, of the new day: linked, not copied, where the system can and nothing changes."""
    data = old.read_bytes()
    dated = settings.with_day(data, day) if day else data
    if _place(new) and dated != data:
        new.write_bytes(dated)
        return
    try:
        os.link(old, new)
    except (OSError, NotImplementedError):
        shutil.copyfile(old, new)


def _place(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _digest(path: Path) -> bytes | None:
    """Of a page without what it says of the day."""
    try:
        return hashlib.sha256(settings.with_day(path.read_bytes(), {})).digest() if not path.is_symlink() else None
    except OSError:
        return None
