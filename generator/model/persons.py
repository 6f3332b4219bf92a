"""Who is meant: persons are named by their id, or in words as orders name them."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.model.base import ID_PATTERN, Text
from generator.model.organization import People
from generator.runtime.cache import remembered
from generator.source.suggest import nearest
from generator.thai.names import TITLES

LEAST = 2
"""Letters of a name by which somebody may be meant."""


class Names:
    """Everybody in ``people.yml`` with the spellings of the name. One object for one ``people.yml``, so that it may stand in the key of a cache."""

    def __init__(self, people: People) -> None:
        self.names = {p.id: p.name for p in people.persons}
        self._whole: dict[str, tuple[str, ...]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        for person in people.persons:
            for name in (person.name, *person.aliases):
                bare = TITLES.sub("", TITLES.sub("", name.strip()))
                for index, form in ((self._whole, _plain(name)), (self._whole, _plain(bare)), *((self._words, word) for word in bare.split())):
                    index[form] = tuple(dict.fromkeys((*index.get(form, ()), person.id)))

    def meant(self, words: str) -> tuple[str, ...]:
        """The ids of those whom some words may mean: by the whole name, else by given name or surname, else by a part of the name."""
        wanted = _plain(words)
        if found := self._whole.get(wanted) or self._words.get(wanted):
            return found
        parts = (ids for form, ids in self._whole.items() if wanted in form) if len(wanted) >= LEAST else ()
        return tuple(dict.fromkeys(id_ for ids in parts for id_ in ids))

    def like(self, words: str) -> str | None:
        """The name of the person whose name or id is most like some words; None if none is."""
        forms = {**self._words, **self._whole, **{id_: (id_,) for id_ in self.names}}
        found = nearest(_plain(words), forms)
        return self.names[forms[found][0]] if found else None

    def written(self, id_: str) -> str:
        """A person as one would write it in a file: by name, or by id if the name does not say who is meant."""
        name = self.names.get(id_, "")
        return name if name and self.meant(name) == (id_,) and not re.fullmatch(ID_PATTERN, name) else id_


@remembered
def names(people: People) -> Names:
    """The names of an office."""
    return Names(people)


def _plain(words: str) -> str:
    return "".join(words.split())


def _meant(value: Any, info: ValidationInfo) -> Any:
    """The id of the person who is meant. What may be an id is one; without names to look in (``people.yml`` is broken) words stay words."""
    known = info.context
    if not isinstance(value, str) or not isinstance(known, Names) or re.fullmatch(ID_PATTERN, value.strip()) or not value.strip():
        return value
    found = known.meant(value)
    if len(found) == 1:
        return found[0]
    like = known.like(value) if not found else None
    candidates = [known.names[id_] for id_ in found] or ([like] if like else [])
    raise PydanticCustomError("person_meant", "nobody, or several", {"many": len(found) > 1, "candidates": candidates})


ID_SCHEMA = {"type": "string", "pattern": ID_PATTERN, "maxLength": 64}
PersonRef = Annotated[Text, BeforeValidator(_meant), WithJsonSchema(ID_SCHEMA, mode="serialization")]
"""Who is meant: an id of ``people.yml``, or a name in full or in part, of which loading makes the id."""
