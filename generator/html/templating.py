"""The templates of the site: closed to typing slips (StrictUndefined), escaping by default, bound to one edition."""

from __future__ import annotations

from typing import Any, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket, BytecodeCache
from markupsafe import Markup

from generator.html import text
from generator.register.words import number
from generator.thai import dates


class _Compiled(BytecodeCache):
    """Templates compiled once in a program, however many editions it makes."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if found := self._kept.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


LOADER, COMPILED = PackageLoader("generator.html"), _Compiled()


class Speech(Protocol):
    """How words are shown: in which digits, and which of them no line may cut."""

    @property
    def protected(self) -> tuple[str, ...]: ...

    def shown(self, text: str) -> str: ...


def environment(speech: Speech) -> Environment:
    """The environment for one edition. Filters: ``shown`` (in its digits, words held together), ``signed`` (a date), ``dated`` (with dates in it)."""
    made = Environment(
        loader=LOADER,
        bytecode_cache=COMPILED,
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    protected = speech.protected
    made.filters |= {
        "shown": lambda value: text.unbroken(speech.shown(str(value)), protected),
        "dated": lambda value: text.whole_dates(speech.shown(str(value))),
        "signed": lambda day: text.whole_dates(speech.shown(dates.signed(day))),
    }
    made.globals |= {"number": number}
    return made


def render(templates: Environment, name: str, **values: Any) -> Markup:
    """One template as finished HTML."""
    return Markup(templates.get_template(name).render(**values))
