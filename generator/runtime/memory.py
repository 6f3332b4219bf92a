"""Results by what they were made from: those of the last compile in this program and, where they have a form as bytes, those of earlier programs
in the cache. One rule for both: texts, numbers and records count by their content, so nobody keeps lists of what depends on what.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from generator.runtime import cache, parallel
from generator.runtime.asked import Asked, Subject, asked_and_data, packed
from generator.runtime.cache import PLAIN, Cache
from generator.runtime.content import content, digest

I = TypeVar("I")  # noqa: E741 - an item
V = TypeVar("V")
T = TypeVar("T")
Key = tuple[Hashable, ...]
FEW = 50
"""Results that are not worth more than one core."""


class _Object(NamedTuple):
    """A part that counts by being the same object: only within this program."""

    id: int


class Codec(NamedTuple, Generic[V]):
    """How a result becomes bytes to keep, and the result again."""

    pack: Callable[[V], bytes]
    unpack: Callable[[bytes], V]


BYTES: Codec[bytes] = Codec(bytes, bytes)
TEXT: Codec[str] = Codec(str.encode, bytes.decode)
JSON: Codec[Any] = Codec(lambda value: json.dumps(value, ensure_ascii=False).encode(), json.loads)


class Memory:
    """Results of the last compile, and in ``kept`` those of earlier programs. Of the last compile what the next does not ask for is forgotten.

    ``lasting``: whether another compile of this program is to come.
    """

    def __init__(self, kept: Cache | None = None, *, lasting: bool = True) -> None:
        self.kept, self.lasting = kept, lasting
        self._last: dict[Hashable, tuple[Any, Any]] = {}
        self._now: dict[Hashable, tuple[Any, Any]] = {}

    def recall(self, name: str, parts: tuple[object, ...], make: Callable[[], V]) -> V:
        """The result named ``name`` made from ``parts``: texts, numbers and records by value, anything else by being the same object."""
        return self._recall(self._key(name, parts), parts, make)

    def each(
        self,
        name: str,
        items: Sequence[I],
        parts: Callable[[I], tuple[object, ...]],
        make: Callable[[I], V],
        codec: Codec[V] | None = None,
    ) -> list[V]:
        """``make`` of each item, from its ``parts`` as :meth:`Memory.recall` has them; what is to be made is made on all cores.

        Those that have a ``codec`` are kept for later programs.
        """
        given = [parts(item) for item in items]
        keys = [self._key(name, one) for one in given]
        new = {key: item for key, item in zip(keys, items, strict=True) if key not in self._now and key not in self._last}
        if codec and self.kept:
            assert not any(isinstance(part, _Object) for key in new for part in key), "what is kept for later programs counts by its content"
            made = _kept(self.kept, {key: cache.key(name, content(key)) for key in new}, new, make, codec)
        else:
            made = dict(zip(new, _spread(make, list(new.values())), strict=True))
        return [self._recall(key, one, lambda key=key: made[key]) for key, one in zip(keys, given, strict=True)]  # type: ignore[misc]

    def watched(self, name: str, subject: Subject, items: Sequence[str], make: Callable[[Any, str], V], codec: Codec[V] | None = None) -> list[V]:
        """``make`` of the watched subject and each item (the name of a thing); the result stays as long as the subject gives the answers that
        ``make`` asked for. What is to be made is made on all cores; what has a ``codec`` is kept for later programs.
        """
        return self.watched_through(name, subject, items, make, None, codec)

    def watched_through(
        self,
        name: str,
        subject: Subject,
        items: Sequence[str],
        read: Callable[[Any, str], T],
        make: Callable[[T], V] | None,
        codec: Codec[V] | None = None,
    ) -> list[V]:
        """The same in two stages: what is ``read`` of the subject is all that the result is made from; where it is equal, the result is too."""
        keys = [("watched", name, item) for item in items]
        earlier = {key: held for key in keys if (held := self._now.get(key) or self._last.get(key))}
        found: dict[Hashable, tuple[Asked, Any]] = {key: held for key, held in earlier.items() if subject.answers(held[0])}
        new = [item for item, key in zip(items, keys, strict=True) if key not in found]
        if codec and self.kept:
            results = _kept_watched(self.kept, name, subject, new, read, make, codec)
        else:
            results = _spread(partial(_fresh, subject, read, make), new)
        found |= {("watched", name, item): result for item, result in zip(new, results, strict=True)}
        self._now.update(found)
        return [found[key][1] for key in keys]

    def turn(self) -> None:
        """A compile is over: what it did not ask for goes."""
        self._last, self._now = self._now, {}

    def _recall(self, key: Hashable, parts: tuple[object, ...], make: Callable[[], V]) -> V:
        found = self._now.get(key) or self._last.get(key)
        kept = found or (parts, make())  # with its parts, so that no other object can take their ids
        self._now[key] = kept
        return kept[1]

    def _key(self, name: str, parts: tuple[object, ...]) -> Key:
        return (name, *(part if isinstance(part, PLAIN) else self._named(part) for part in parts))

    def _named(self, part: object) -> str | _Object:
        if not isinstance(part, BaseModel):
            return _Object(id(part))
        return self._recall(("digest", id(part)), (part,), lambda: digest(part))


def _spread(make: Callable[[I], V], items: Sequence[I]) -> list[V]:
    """The first alone: it loads dictionary, font and templates for all cores."""
    return [*map(make, items[:1]), *parallel.spread(make, items[1:], least=FEW)]


def _kept(kept: Cache, places: Mapping[Key, str], new: Mapping[Key, I], make: Callable[[I], V], codec: Codec[V]) -> dict[Key, V]:
    """The results of some keys: those that are kept, and the others."""
    found = kept.all(places.values())
    missing = [key for key in new if places[key] not in found]
    made = dict(zip((places[key] for key in missing), _spread(lambda item: codec.pack(make(item)), [new[key] for key in missing]), strict=True))
    kept.keep(made)
    return {key: codec.unpack((found | made)[places[key]]) for key in new}


def _fresh(subject: Subject, read: Callable[[Any, str], Any], make: Callable[[Any], Any] | None, item: str) -> tuple[Asked, Any]:
    """A result, with what was asked for it."""
    asked: Asked = {}
    found = read(subject.watched(asked), item)
    return asked, make(found) if make else found


def _kept_watched(
    kept: Cache,
    name: str,
    subject: Subject,
    items: Sequence[str],
    read: Callable[[Any, str], T],
    make: Callable[[T], V] | None,
    codec: Codec[V],
) -> list[tuple[Asked, V]]:
    """Results with what was asked for them: those that are kept and still hold, and the others. Of a result in two stages its place is kept, by
    the content of what was read.
    """
    places = {item: cache.key("watched", name, item) for item in items}
    held = {item: asked_and_data(data) for item, data in kept.all_of(places).items()}
    held = {item: row for item, row in held.items() if subject.answers(row[0])}
    if make:
        there = kept.all_of({item: data.decode() for item, (_, data) in held.items()})
        held = {item: (held[item][0], data) for item, data in there.items()}

    def fresh(item: str) -> tuple[Asked, str, bytes]:
        asked, found = _fresh(subject, read, None, item)
        place = cache.key(name, content(found)) if make else ""
        data = kept.get(place) if make else None
        return asked, place, data if data is not None else codec.pack(make(found) if make else found)

    missing = [item for item in items if item not in held]
    new = dict(zip(missing, _spread(fresh, missing), strict=True))
    kept.keep({places[item]: packed(asked, place.encode() if make else data) for item, (asked, place, data) in new.items()})
    kept.keep({place: data for _, place, data in new.values() if place})
    rows = held | {item: (asked, data) for item, (asked, _, data) in new.items()}
    return [(rows[item][0], codec.unpack(rows[item][1])) for item in items]
