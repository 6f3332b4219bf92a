"""What a maker asked for is all that its result depends on; the same answers are known again, others are seen."""

from dataclasses import dataclass, replace
from functools import cached_property

import pytest

from generator.runtime.asked import Subject, asked_and_data, packed
from generator.runtime.cache import Cache
from generator.runtime.memory import TEXT, Memory


class Silent:
    pass


SILENT = Silent()


@dataclass(frozen=True)
class Unit:
    names: dict
    words: frozenset = frozenset({"x", "y"})
    title: str = "ก"
    silent: Silent = SILENT

    @property
    def upper(self):
        return self.title.upper()

    @cached_property
    def longest(self):
        return max(self.names.values(), key=len)

    def of(self, key):
        return self.names.get((key, 1), "-")


@dataclass(frozen=True)
class Office:
    unit: Unit


NAMES = {("a", 1): "one", ("b", 1): "two"}
OFFICE = Office(Unit(NAMES))


def subject(**other):
    return Subject(Office(replace(OFFICE.unit, **other)), (Office, Unit), (Silent,))


MAKERS = {
    "a key": (lambda o: o.unit.of("a"), {"names": {**NAMES, ("b", 1): "new"}}, {"names": {**NAMES, ("a", 1): "new"}}),
    "a key that is not there": (lambda o: o.unit.of("c"), {"names": {**NAMES, ("d", 1): "new"}}, {"names": {**NAMES, ("c", 1): "new"}}),
    "whether a key is there": (lambda o: ("a", 1) in o.unit.names, {"names": {**NAMES, ("a", 1): "new"}}, {"names": {}}),
    "all keys": (lambda o: list(o.unit.names), {"title": "ข"}, {"names": {**NAMES, ("c", 1): "new"}}),
    "all values": (lambda o: list(o.unit.names.values()), {"title": "ข"}, {"names": {("b", 1): "two", ("a", 1): "one"}}),
    "how many": (lambda o: len(o.unit.names), {"title": "ข"}, {"names": {}}),
    "all of it": (lambda o: {**o.unit.names}, {"words": frozenset()}, {"names": {**NAMES, ("a", 1): "new"}}),
    "an attribute": (lambda o: o.unit.title, {"names": {}}, {"title": "ข"}),
    "a property": (lambda o: o.unit.upper, {"names": {}}, {"title": "ข"}),
    "what is worked out": (lambda o: o.unit.longest, {"title": "ข"}, {"names": {("a", 1): "longer"}}),
    "a member": (lambda o: "x" in o.unit.words, {"words": frozenset({"x"})}, {"words": frozenset({"y"})}),
    "a set": (lambda o: sorted(o.unit.words), {"names": {}}, {"words": frozenset({"x"})}),
    "nothing": (lambda o: o.unit.silent, {"title": "ข", "names": {}}, None),
}


@pytest.mark.parametrize("maker", MAKERS)
def test_what_was_asked_and_no_more_is_what_a_result_depends_on(maker):
    make, apart, concerned = MAKERS[maker]
    asked = {}
    result = make(subject().watched(asked))
    assert result == make(OFFICE)
    assert bool(asked) is (concerned is not None)
    for other, holds in (({}, True), (apart, True), *(((concerned, False),) if concerned else ())):
        assert subject(**other).answers(asked) is holds, other
        assert subject(**other).answers(asked_and_data(packed(asked, b"data"))[0]) is holds
    assert asked_and_data(packed(asked, b"a\nb"))[1] == b"a\nb"


@pytest.mark.parametrize("staged", [False, True])
@pytest.mark.parametrize("lasting", [False, True])
def test_a_result_stays_as_long_as_the_answers_do(tmp_path, lasting, staged):
    memory, made, read = Memory(Cache(tmp_path)), [], []

    def results(**other):
        nonlocal memory
        memory.turn()
        memory = memory if lasting else Memory(Cache(tmp_path))

        def ask(office, key):
            read.append(key)
            return office.unit.of(key)

        def make(name):
            made.append(name)
            return name + "!"

        given = (ask, make) if staged else (lambda office, key: make(ask(office, key)), None)
        return memory.watched_through("n", subject(**other), ["a", "b"], *given, TEXT)

    assert results() == results() == results(title="ข") == ["one!", "two!"]
    assert (read, made) == (["a", "b"], ["one", "two"])
    assert results(names={**NAMES, ("a", 1): "three"}) == ["three!", "two!"]
    assert (read, made) == (["a", "b", "a"], ["one", "two", "three"])
    assert results() == ["one!", "two!"]
    assert made == ["one", "two", "three", *([] if staged else ["one"])]
