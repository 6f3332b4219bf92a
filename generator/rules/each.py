"""Rules that look at one procedure and at nothing else: what they find in it stays as long as the procedure is the same, also for later programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple

from generator.model.procedure import Procedure
from generator.rules.rule import EACH, FINDING, Finding
from generator.runtime import cache, parallel
from generator.runtime.cache import MANY, Cache
from generator.runtime.content import digest

Found = Mapping[str, list[list[Finding]]]
"""By the code of the rule, for each procedure in order."""
_KNOWN: dict[tuple[bool, int], tuple[Procedure, dict[str, list[Finding]]]] = {}
"""What was found in this program, by the object; with the procedure, so that no other can take its id."""


def found(procedures: Iterable[Procedure], kept: Cache | None, *, sound: bool) -> Found:
    """What such rules find; only those that want a ``sound`` manual, or only the others. ``kept``: what earlier programs found."""
    every = list(procedures)
    codes = [rule.code for rule in FINDING.values() if rule.find in EACH and rule.sound is sound]
    known = {p.id: row[1] for p in every if (row := _KNOWN.get((sound, id(p))))}
    new = {p.id: p for p in every if p.id not in known}
    places = {name: cache.key("rules", str(sound), digest(p)) for name, p in new.items()} if kept else {}
    held = kept.all_of(places) if kept else {}
    missing = [name for name in new if name not in held]
    made = dict(zip(missing, parallel.spread(lambda name: _packed(codes, new[name]), missing), strict=True))
    if kept:
        kept.keep({places[name]: data for name, data in made.items()})
    known |= {name: _unpacked(data) for name, data in (held | made).items()}
    if len(_KNOWN) > MANY:  # another thread may be at work: what it returns is its own
        _KNOWN.clear()
    _KNOWN.update({(sound, id(p)): (p, known[name]) for name, p in new.items()})
    return {code: [known[p.id].get(code, []) for p in every] for code in codes}


def _packed(codes: Iterable[str], procedure: Procedure) -> bytes:
    rows = {code: [astuple(one) for one in EACH[find](procedure)] for code in codes if (find := FINDING[code].find)}
    return json.dumps({code: found for code, found in rows.items() if found}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _unpacked(data: bytes) -> dict[str, list[Finding]]:
    return {code: list(_findings(rows)) for code, rows in json.loads(data).items()}


def _findings(rows: Iterable[tuple[str, list[str | int], str, str, str]]) -> Iterator[Finding]:
    return (Finding(file, tuple(path), *words) for file, path, *words in rows)
