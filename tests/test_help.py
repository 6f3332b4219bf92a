"""What the help says of writing a procedure is what the program reads and prints."""

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from pydantic import TypeAdapter

from generator import rules
from generator.cli import COMMANDS, program
from generator.documents import times
from generator.load.loading import load
from generator.model.orders import Order
from generator.model.procedure import StepKind
from generator.model.time import Time
from generator.source import parsing
from generator.source.parsing import Sources
from generator.thai import digits

ROOT = Path(__file__).resolve().parents[1]
NEW_OFFICE = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "help" / "new-office.md").read_text("utf-8"), re.S)
PAGE = (ROOT / "docs" / "help" / "procedures.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
TIMES = re.findall(r"^\| `(\{kind: (?:duration|window|frequency|deadline|immediate|none).*?\}|ตามรอบการประชุม)` \| (.+) \|$", PAGE, re.M)
FILE = "procedures/from-help.yml"


@pytest.fixture(scope="module")
def sample():
    return dict(parsing.read(ROOT / "tests" / "sample" / "sop")[0].files)


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
    assert len(BLOCKS) == 13 and len(TIMES) == 17
    told = set(re.findall(r"^\| .*`([a-z]+)`", PAGE, re.M)) | set(re.findall(r"`([a-z]+)`", PAGE))
    assert set(StepKind.__args__) <= told


ORDERS = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "help" / "writing-orders.md").read_text("utf-8"), re.S)
HEAD = "issuer: reading-office\nnumber: 30\nyear: 2568\ntitle: ตัวอย่าง\nsigned: 25 มีนาคม 2568\n"


@pytest.mark.parametrize("block", ORDERS, ids=range(len(ORDERS)))
def test_every_example_of_an_order_loads_and_breaks_no_rule(sample, block):
    """A block that is a part of an order is put under a head; changes of a committee amend the example that appoints it."""
    files = {n: t for n, t in sample.items() if not n.startswith("orders/") or "2568" not in n}
    if "committee:" in block:
        appointed = next(b for b in ORDERS if "committees:" in b)
        files["orders/2568-29.yml"] = HEAD.replace("30", "29") + appointed
        block = "kind: amends\namends: 29/2568\n" + block
    whole = block if block.startswith("issuer:") else HEAD + block
    found = rules.check(load(Sources({**files, "orders/2568-30.yml": whole})), Sources({**files, "orders/2568-30.yml": whole}))
    assert not [p for p in found if p.file == "orders/2568-30.yml" and (p.level == "error" or p.code in ("SOP-O021", "SOP-O032"))]


def test_the_help_on_orders_has_every_part_that_an_order_may_have():
    written = {key for block in ORDERS for key in yaml.load(block, yaml.BaseLoader)}
    parts = {n for n, f in Order.model_fields.items() if "tuple" in str(f.annotation) and n not in ("preamble", "closing", "replaces", "cancels")}
    assert written >= parts - {"responsibilities"} and len(ORDERS) == 10


def test_the_example_of_the_readme_loads_and_breaks_no_rule(sample):
    block = next(b for b in re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S) if b.startswith("steps:"))
    test_every_example_loads_and_breaks_no_rule(sample, block)


def test_every_option_of_the_readme_exists():
    """An option named in a command's row is an option of that command."""
    rows = re.findall(r"^\| `(\w+)[^|]*`[^|]*\|(.*)$", (ROOT / "README.md").read_text("utf-8").replace("\\|", "/"), re.M)
    named = {(name, option) for name, told in rows if name in COMMANDS for option in re.findall(r"`(--[a-z-]+)", told)}
    assert len(named) > 12
    for name, option in named:
        command = program.get_command(click.Context(program), name)
        parts = [command, *getattr(command, "commands", {}).values()]
        assert option in {o for part in parts for p in part.params for o in (*p.opts, *p.secondary_opts)}, (name, option)


def test_every_command_from_an_empty_folder_to_the_printed_book_works(tmp_path, monkeypatch):
    for name in ("mkdocs.yml", "overrides", "docs"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    shutil.rmtree(tmp_path / "docs" / "manual", ignore_errors=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # the programs that a build starts find ours from any folder
    answers = "สำนักงานตัวอย่าง\nกลุ่มอำนวยการ\nนางสาวใหม่ เริ่มงาน\nผู้อำนวยการกลุ่ม\nการรับหนังสือ\n"
    said = {}
    for line in "".join(NEW_OFFICE).splitlines():
        command, *words = shlex.split(line)
        assert command == "sop"
        ran = CliRunner().invoke(program, words, input=answers if words == ["new", "office"] else None)
        assert ran.exit_code == 0, (line, ran.output)
        said[" ".join(words[:2])] = ran.output
        if "procedure" in words:
            with Path("sop/handbook.yml").open("a", encoding="utf-8") as file:
                file.write("  - send-letters\n")
    assert "ผิดพลาด 0" in said["check"] and "นางสาวรับหนังสือ ตรงเวลา" in said["new person"]
    assert "การส่งหนังสือราชการ" in Path("site/manual/procedures/send-letters.html").read_text("utf-8")
    assert list(Path("books").glob("*.pdf")) and list(Path("books/issued").rglob("*.pdf"))


def test_the_policy_that_a_server_may_send_is_that_of_the_pages():
    told = re.search(r"```text\n(.*?)\n```", (ROOT / "docs" / "help" / "publish.md").read_text("utf-8"), re.S)
    script = (ROOT / "generator" / "html" / "assets" / "theme-start.js").read_text("utf-8")
    assert told and f'policy.content = "{told[1]}";' in script
