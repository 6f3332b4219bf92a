"""Names of persons as a line may break them: between given name and surname, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.thai.words import MAY_BREAK

TITLES = re.compile(r"^(?:ว่าที่\s*(?:ร้อยตรี|ร้อยโท|ร้อยเอก|ร\.ต\.|ร\.ท\.|ร\.อ\.)\s*(?:หญิง)?|นางสาว|น\.ส\.|นาย|นาง|เด็กชาย|เด็กหญิง|ดร\.|ผศ\.|รศ\.|ศ\.)\s*")
_SPACE = re.compile("(?<! ณ)(?<!^ณ) ")
"""Between two parts of a name; ณ belongs to the place after it."""


def bare(name: str) -> str:
    """A name without its titles."""
    return TITLES.sub("", TITLES.sub("", name))


def called(name: str) -> str:
    """Title and given name; the whole name if it has no title, since a given name alone may be a word of the language."""
    name = " ".join(name.split())
    without = bare(name)
    return name.removesuffix(without) + _SPACE.split(without)[0] if without != name else name


def whole(name: str) -> Iterator[str]:
    """What no line may cut: the whole name, with its title and without, and the given name with its title.

    A given name or a surname alone is no such word: many are words of the language too (ศรี, แก้ว, ณ).
    """
    name = " ".join(name.split())
    without = bare(name)
    title = name.removesuffix(without)
    parts = _SPACE.split(without)
    if len(parts) > 1:
        yield title + f" {MAY_BREAK}".join(parts)
        yield f" {MAY_BREAK}".join(parts)
    if title and parts[0]:
        yield title + parts[0]
    elif len(parts) == 1:
        yield name
