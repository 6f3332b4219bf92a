"""What the help says of writing a procedure is what the program reads and prints."""

import re
from pathlib import Path

import click
import pytest
import yaml
from pydantic import TypeAdapter

from generator import rules, source, times
from generator.commands import COMMANDS, doors
from generator.load import load
from generator.model.procedure import StepKind
from generator.model.time import Time
from generator.source import Sources
from generator.thai import digits

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "help" / "procedures.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
TIMES = re.findall(r"^\| `(\{kind: (?:duration|window|frequency|deadline|immediate|none).*?\}|ตามรอบการประชุม)` \| (.+) \|$", PAGE, re.M)
FILE = "procedures/from-help.yml"


@pytest.fixture(scope="module")
def sample():
    return dict(source.read(ROOT / "tests" / "sample" / "sop")[0].files)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_example_loads_and_breaks_no_rule(sample, block):
    handbook = sample["handbook.yml"].replace("  - reading-report\n", "  - reading-report\n  - from-help\n")
    files = {**sample, "handbook.yml": handbook, FILE: f"title: ตัวอย่างจากวิธีใช้\nunit: reading-group\n{block}"}
    found = rules.check(load(Sources(files)), Sources(files))
    assert not [p for p in found if p.file == FILE and p.level == "error"]


@pytest.mark.parametrize(("written", "printed"), TIMES)
def test_every_time_is_printed_as_the_help_says(sample, written, printed):
    calendar = load(Sources(sample)).calendar
    time = TypeAdapter(Time).validate_python(yaml.load(written, yaml.BaseLoader))
    assert times.text(time, calendar) == digits.to_arabic(printed)


def test_the_help_has_examples_of_every_kind():
    assert len(BLOCKS) == 4 and len(TIMES) == 17
    told = set(re.findall(r"^\| .*`([a-z]+)`", PAGE, re.M)) | set(re.findall(r"`([a-z]+)`", PAGE))
    assert set(StepKind.__args__) <= told


def test_the_example_of_the_readme_loads_and_breaks_no_rule(sample):
    block = next(b for b in re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S) if b.startswith("steps:"))
    test_every_example_loads_and_breaks_no_rule(sample, block)


def test_every_option_of_the_readme_exists():
    """An option named in a command's row is an option of that command."""
    rows = re.findall(r"^\| `(\w+)[^|]*`[^|]*\|(.*)$", (ROOT / "README.md").read_text("utf-8").replace("\\|", "/"), re.M)
    named = {(name, option) for name, told in rows if name in COMMANDS for option in re.findall(r"`(--[a-z-]+)", told)}
    assert len(named) > 12
    for name, option in named:
        command = doors.get_command(click.Context(doors), name)
        parts = [command, *getattr(command, "commands", {}).values()]
        assert option in {o for part in parts for p in part.params for o in (*p.opts, *p.secondary_opts)}, (name, option)
