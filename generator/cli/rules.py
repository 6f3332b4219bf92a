"""``sop rules``: every rule, with what is wrong and what is right."""

from __future__ import annotations

from collections.abc import Callable

import click

from generator.cli.report import LEVELS
from generator.rules.rule import Rule, every, families, introduction
from generator.runtime import console


def as_text(rules: list[Rule]) -> str:
    """One line a rule."""
    return "\n".join(f"{rule.code}  {LEVELS[rule.level]:<10}  {rule.title}" for rule in rules)


def as_json(rules: list[Rule]) -> str:
    """A list of objects."""
    return console.as_json([{k: getattr(r, k) for k in ("code", "level", "title", "mend", "bad", "good")} for r in rules])


def as_markdown(rules: list[Rule]) -> str:
    """The page of the help: a chapter a family, a section a rule."""
    parts = [introduction()]
    for letter, family in families().items():
        parts.append(f"## {family['about']} (SOP-{letter})\n")
        parts += [_section(rule) for rule in rules if rule.code[4] == letter]
    return "\n".join(parts)


REMEDY = "\n\nวิธีแก้: {}"


def _section(rule: Rule) -> str:
    return f"""### {rule.code} {rule.title} {{ #{rule.code.lower()} }}

ระดับ: {LEVELS[rule.level]}{REMEDY.format(rule.mend) if rule.mend else ""}

ผิด

```yaml
{rule.bad}
```

ถูก

```yaml
{rule.good}
```
"""


FORMATS: dict[str, Callable[[list[Rule]], str]] = {"text": as_text, "json": as_json, "markdown": as_markdown}


@click.command("rules")
@click.option("--format", "style", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="รูปแบบผลลัพธ์ (output format)")
@click.argument("codes", nargs=-1)
def command(style: str, codes: tuple[str, ...]) -> None:
    """แสดงกฎการตรวจทั้งหมด หรือเฉพาะรหัสที่ระบุ

    List the rules that sop check applies, with a bad and a good example of each (--format markdown).
    """
    unknown = [code for code in codes if code.upper() not in every()]
    if unknown:
        raise click.UsageError(f"ไม่มีกฎ {', '.join(unknown)}")
    wanted = [every()[code.upper()] for code in codes] if codes else list(every().values())
    in_full = bool(codes) and style != "json"  # what is asked for by name
    click.echo("\n".join(map(_section, wanted)) if in_full else FORMATS[style](wanted))
