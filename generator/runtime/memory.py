"""Results by what they were made from: those of the last compile in this program and, where they have a form as bytes, those of earlier programs
in the cache. One rule for both: texts, numbers and records count by their content, so nobody keeps lists of what depends on what.
"""

from __future__ import annotations

import hashlib
import io
import json
import pickle
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache as once
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from generator.runtime import cache, parallel
from generator.runtime.cache import PLAIN, Cache

I = TypeVar("I")  # noqa: E741 - an item
V = TypeVar("V")
T = TypeVar("T")
Key = tuple[Hashable, ...]
FEW = 50
"""Results that are not worth more than one core."""


@once
def _fields(kind: type) -> Callable[[Any], tuple[object, ...]] | None:
    """What counts of a value of a class; None if pickle knows that itself."""
    if issubclass(kind, BaseModel):  # its own way has a set in it, whose order changes from program to program
        return lambda value: (value.model_dump_json(),)
    if is_dataclass(kind):  # without what it has worked out of its fields meanwhile
        names = [one.name for one in fields(kind)]
        return lambda value: tuple([getattr(value, name) for name in names])
    return tuple if issubclass(kind, tuple) else None


class _Content(pickle.Pickler):
    """Values as bytes by what they hold; never read again, so nothing that is kept can run."""

    def reducer_override(self, value: Any) -> Any:
        kind: Any = type(value)
        read = _fields(kind)
        return NotImplemented if read is None else (tuple, ((kind.__qualname__, *read(value)),))


def content(value: object) -> bytes:
    """Bytes that are others for any other value of frozen dataclasses, tuples, texts and records, and the same for an equal one."""
    found = io.BytesIO()
    pickler = _Content(found, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # else it hangs on which of the equal texts are one object
    pickler.dump(value)
    return found.getvalue()


def digest(*parts: object) -> str:
    """Of the content of some values."""
    return hashlib.sha256(content(parts)).hexdigest()


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
        self._last: dict[Hashable, tuple[object, Any]] = {}
        self._now: dict[Hashable, tuple[object, Any]] = {}

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
        return self.through(name, items, parts, lambda item: item, make, codec, staged=False)

    def through(
        self,
        name: str,
        items: Sequence[I],
        parts: Callable[[I], tuple[object, ...]],
        read: Callable[[I], T],
        make: Callable[[T], V],
        codec: Codec[V] | None = None,
        *,
        staged: bool = True,
    ) -> list[V]:
        """The same in two stages: what is ``read`` of an item is cheap and is all that its result is made from.

        So where other parts read the same, the result is that which is kept.
        """
        given = [parts(item) for item in items]
        keys = [self._key(name, one) for one in given]
        new = {key: item for key, item in zip(keys, items, strict=True) if key not in self._now and key not in self._last}

        def packed(item: I) -> tuple[str, bytes]:
            assert codec and self.kept
            found = read(item)
            place = cache.key(name, content(found)) if staged else ""
            return place, (self.kept.get(place) if staged else None) or codec.pack(make(found))

        if codec and self.kept:
            assert not any(isinstance(part, _Object) for key in new for part in key), "what is kept for later programs counts by its content"
            data = _kept(self.kept, {key: cache.key(name, content(key)) for key in new}, new, packed, staged=staged)
            made = {key: codec.unpack(one) for key, one in data.items()}
        else:
            made = dict(zip(new, _spread(lambda item: make(read(item)), list(new.values())), strict=True))
        return [self._recall(key, one, lambda key=key: made[key]) for key, one in zip(keys, given, strict=True)]  # type: ignore[misc]

    def same(self, name: str, value: V) -> V:
        """A value; the very object of the last compile if it had an equal one of that name, so that what was made from it is found again."""
        last = self._last.get(("same", name))
        kept = last if last and last[1] == value else ((), value)
        self._now["same", name] = kept
        return kept[1]

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


def _kept(
    kept: Cache, places: Mapping[Key, str], new: Mapping[Key, I], packed: Callable[[I], tuple[str, bytes]], *, staged: bool
) -> dict[Key, bytes]:
    """The results of some keys as bytes: those that are kept, and the others. Of those in two stages, the name of the second is kept of the first."""
    found = kept.all(places.values())
    if staged:
        there = kept.all(name.decode() for name in found.values())
        found = {place: there[name.decode()] for place, name in found.items() if name.decode() in there}
    missing = [key for key in new if places[key] not in found]
    rows = list(zip((places[key] for key in missing), _spread(packed, [new[key] for key in missing]), strict=True))
    kept.keep({name: data for place, (other, data) in rows for name, data in ((place, other.encode() if staged else data), (other or place, data))})
    found |= {place: data for place, (_, data) in rows}
    return {key: found[places[key]] for key in new}
