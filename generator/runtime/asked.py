"""What a result was made from, known by watching what its maker asked of the values that it was given. As long as they give the same answers,
the result is the same; so nobody keeps lists of what depends on what, and what is too coarse is only slow, never wrong.

A question is the way from the subject to a value: attributes, and keys of mappings. Objects of some classes (``opened``) and mappings are
gone through, their methods run as they are; any other value is an answer, and counts by its content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import FunctionType, MethodType
from typing import Any

from generator.runtime.content import content

ABSENT = ("nothing is there",)
GET, IN = 0, 1
Asked = dict[str, str]
"""Questions, each a path as JSON, with the digest of the answer. In a path a text is an attribute, a list a question to a mapping or set."""


class Subject:
    """What results are made from. ``opened``: the classes that are gone through; ``silent``: those whose objects are handed out unwatched."""

    def __init__(self, value: Any, opened: tuple[type, ...], silent: tuple[type, ...] = ()) -> None:
        self.value, self.opened, self.silent = value, (*opened, Mapping, AbstractSet), silent
        self._answers: Asked = {}
        self._questions: dict[tuple[object, ...], str] = {}
        self._digests: dict[int, tuple[object, str]] = {}

    def watched(self, asked: Asked) -> Any:
        """The value; what is asked of it is added to ``asked``."""
        return _Watched(self, asked, self.value, ())

    def answers(self, asked: Mapping[str, str]) -> bool:
        """Whether it still gives these answers."""
        return all(self._answer(question) == answer for question, answer in asked.items())

    def _answer(self, question: str) -> str:
        if question not in self._answers:
            try:
                found = _followed(self.value, json.loads(question))
            except (AttributeError, LookupError, TypeError):
                found = ABSENT
            self._answers[question] = self.digest(found)
        return self._answers[question]

    def note(self, asked: Asked, path: tuple[object, ...], value: object) -> None:
        """Add a question with its answer."""
        if path not in self._questions:
            self._questions[path] = question = json.dumps(path, ensure_ascii=False)
            self._answers[question] = self.digest(value)
        question = self._questions[path]
        asked[question] = self._answers[question]

    def digest(self, value: object) -> str:
        """Of the content of an answer; of one object worked out once."""
        found = self._digests.get(id(value))
        if not found:
            plain = sorted(value) if isinstance(value, AbstractSet) else value
            found = self._digests[id(value)] = (value, hashlib.sha256(content(plain)).hexdigest()[:32])
        return found[1]


def packed(asked: Asked, data: bytes) -> bytes:
    """A result as bytes, with what was asked for it."""
    return json.dumps(asked, ensure_ascii=False).encode() + b"\n" + data


def asked_and_data(whole: bytes) -> tuple[Asked, bytes]:
    """What was packed."""
    head, _, data = whole.partition(b"\n")
    return json.loads(head), data


def _followed(value: Any, path: list[Any]) -> Any:
    for step in path:
        if isinstance(step, str):
            value = getattr(value, step)
        elif step[0] == IN:
            value = _key(step[1]) in value
        else:
            value = value[_key(step[1])]
    return value


def _key(found: Any) -> Any:
    return tuple(map(_key, found)) if isinstance(found, list) else found


class _Watched:
    """An object whose attributes are questions."""

    def __init__(self, subject: Subject, asked: Asked, value: Any, path: tuple[object, ...]) -> None:
        self.__dict__.update(_subject=subject, _asked=asked, _value=value, _path=path)

    def __getattr__(self, name: str) -> Any:
        method = getattr(type(self._value), name, None)
        found = MethodType(method, self) if isinstance(method, FunctionType) else self._seen(name, getattr(self._value, name))
        self.__dict__[name] = found
        return found

    def _seen(self, step: object, value: Any) -> Any:
        return _seen(self._subject, self._asked, value, (*self._path, step))


def _seen(subject: Subject, asked: Asked, value: Any, path: tuple[object, ...]) -> Any:
    if isinstance(value, subject.silent):
        return value
    if isinstance(value, Mapping):
        return _WatchedMapping(subject, asked, value, path)
    if isinstance(value, AbstractSet):
        return _WatchedSet(subject, asked, value, path)
    if isinstance(value, subject.opened):
        return _Watched(subject, asked, value, path)
    subject.note(asked, path, value)
    return value


class _WatchedParts:
    """Something of which each part is a question, and all of it together is one."""

    def __init__(self, subject: Subject, asked: Asked, value: Any, path: tuple[object, ...]) -> None:
        self._subject, self._asked, self._value, self._path = subject, asked, value, path

    def __contains__(self, part: object) -> bool:
        found = part in self._value
        self._subject.note(self._asked, (*self._path, (IN, part)), found)
        return found

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def _whole(self) -> Any:
        self._subject.note(self._asked, self._path, self._value)
        return self._value


class _WatchedSet(_WatchedParts, AbstractSet[Any]):
    """Its parts are its members."""


class _WatchedMapping(_WatchedParts, Mapping[Any, Any]):
    """Its parts are its keys, each with what it leads to."""

    def __getitem__(self, key: Any) -> Any:
        path = (*self._path, (GET, key))
        try:
            return _seen(self._subject, self._asked, self._value[key], path)
        except KeyError:
            self._subject.note(self._asked, path, ABSENT)
            raise

    def items(self) -> Any:
        return self._whole().items()

    def values(self) -> Any:
        return self._whole().values()
