"""``sop plan``: what an order would change, before it is signed. Nothing is written but ``--output``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import click

from generator import rules
from generator.cli import folder as shared
from generator.cli import report, terminal
from generator.documents import plan as paper
from generator.edition import Edition
from generator.load.loading import load
from generator.model.handbook import Manual
from generator.model.orders import OrderKey
from generator.register.data import plan_data
from generator.register.plan import Impact, plan
from generator.runtime.console import as_json
from generator.source import parsing, reading
from generator.source.parsing import MAX_BYTES, Invalid, Problem, Sources

DRAFT = "orders/plan-draft.yml"


@click.command("plan")
@click.argument("file", metavar="ORDER.yml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@shared.sop
@click.option("--format", "style", type=click.Choice(["text", "html", "json"]), default="text", show_default=True, help="รูปแบบผลลัพธ์ (output format)")
@click.option("--pages/--no-pages", "with_pages", default=True, show_default=True, help="หาหน้าเว็บไซต์ที่จะเปลี่ยนด้วย (find the pages that change)")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="บันทึกลงแฟ้ม แทนการแสดงบนจอ (write to a file)")
@click.option("--draft", type=click.Path(dir_okay=False, path_type=Path), help="บันทึกร่างคำสั่งเป็นแฟ้ม Word ด้วย (the order's words as a Word file)")
@click.pass_context
def command(context: click.Context, file: Path, folder: Path, style: str, with_pages: bool, output: Path | None, draft: Path | None) -> None:
    """บอกว่าคำสั่งฉบับนี้จะเปลี่ยนอะไรบ้างก่อนลงนาม โดยไม่แก้ไขแฟ้มใด

    What an order (inside or outside sop/orders) would change: persons, procedures, hand-overs, forms, pages.
    """
    for name, path in (("--output", output), ("--draft", draft)):
        if path and path.resolve().is_relative_to(folder.resolve()):
            raise shared.Wrong(f"ไม่บันทึกทับแฟ้มข้อมูล ระบุ {name} เป็นแฟ้มนอกโฟลเดอร์ {folder}")
    try:
        manual, planned, notes = examined(file, folder, with_pages)
    except Invalid as invalid:
        report.show(invalid.problems, "json" if style == "json" else "text", shared.named(context))
        context.exit(1)
    made = FORMATS[style](manual, planned, notes)
    if output is None:
        click.echo(made.encode() if style == "html" else made)  # the page says of itself that it is in UTF-8
    else:
        output.write_text(click.unstyle(made) + "\n", encoding="utf-8", newline="\n")
        click.echo(f"บันทึกที่ {output}")
    if draft:
        from generator.docx import papers  # type is measured there, which a plan does without

        text = reading.decoded(file.read_bytes())
        made_ = _edition(manual, planned)
        draft.write_bytes(papers.output(made_, {planned.order.file: text}, papers.draft(made_, planned.order)).data)
        click.echo(f"บันทึกร่างคำสั่งที่ {draft}", err=style == "json")


def examined(file: Path, folder: Path, with_pages: bool = True) -> tuple[Manual, Impact, tuple[Problem, ...]]:
    """The manual as it is, the plan of the order in ``file``, and what the rules remark on that file.

    Raises Invalid if the folder or the order cannot be loaded, or the rules find an error in the order.
    """
    name, sources = _with(file, folder)
    try:
        manual = load(sources)
        order = next(o for o in manual.orders if o.file == name)
        others = tuple(o for o in manual.orders if o.key != order.key)
        twins = {o.file for o in manual.orders if o.key == order.key and o.file != name}
        manual = manual.model_copy(update={"orders": (*others, order)})
        checked = Sources({n: t for n, t in sources.files.items() if n not in twins})
        notes = tuple(p for p in rules.check(manual, checked, shared.day(manual)) if p.file == name)
        if any(p.level == "error" for p in notes):
            raise Invalid(notes)
    except Invalid as invalid:
        raise Invalid(_named(invalid.problems, name, file, folder)) from None
    before = manual.model_copy(update={"orders": others})
    planned = plan(manual, order)
    if with_pages:
        from generator.cli import affected  # makes every page twice

        planned = replace(planned, pages=affected.pages(before, manual, planned.day))
    return before, planned, _named(notes, name, file, folder)


def _with(file: Path, folder: Path) -> tuple[str, Sources]:
    """The sources with the order among them, and its name there: its own if it lies in the folder."""
    sources = shared.read(folder)
    if file.resolve().is_relative_to(folder.resolve()):
        name = file.resolve().relative_to(folder.resolve()).as_posix()
        if name in sources.files and name.startswith("orders/"):
            return name, sources
        raise shared.Wrong(f"{file} ไม่ใช่แฟ้มคำสั่ง (แฟ้มคำสั่งอยู่ใน {folder}/orders/)")
    data = file.read_bytes()
    if len(data) > MAX_BYTES:
        raise shared.Wrong(f"แฟ้ม {file} ใหญ่เกิน {MAX_BYTES // 1_000_000} เมกะไบต์")
    try:
        text = reading.decoded(data)
    except reading.Unreadable as error:
        raise shared.Wrong(f"อ่านแฟ้ม {file} ไม่ได้: {error} {error.mend}") from None
    name = _usual_name(text, sources)
    return name, Sources({**sources.files, name: text})


def _usual_name(text: str, sources: Sources) -> str:
    """The name that the order would have in the folder (a later version of a file there stands for it)."""
    key = _key(text)
    if key is None:
        return DRAFT
    usual = f"orders/{key.stem}.yml"
    there = _key(sources.files.get(usual, ""))
    return usual if there in (None, key) else f"orders/{key.issuer}-{key.stem}.yml"  # another issuer's order of that number


def _key(text: str) -> OrderKey | None:
    try:
        data = parsing.parse(DRAFT, text)
        return OrderKey(str(data["issuer"]), int(data["number"]), int(data["year"]))
    except (Invalid, KeyError, TypeError, ValueError):
        return None


def _named(problems: Iterable[Problem], name: str, file: Path, folder: Path) -> tuple[Problem, ...]:
    """Problems of an order outside the folder under the path that was typed."""
    if file.resolve().is_relative_to(folder.resolve()):
        return tuple(problems)
    typed = file.as_posix() if file.is_absolute() else f"./{file.as_posix()}"
    return tuple(replace(p, file=typed) if p.file == name else p for p in problems)


def _text(manual: Manual, planned: Impact, notes: tuple[Problem, ...]) -> str:
    made = _edition(manual, planned)
    return terminal.styled(made, paper.title(made, planned), paper.paper(made, planned, notes))


def _html(manual: Manual, planned: Impact, notes: tuple[Problem, ...]) -> str:
    from generator.cli.plan_page import page  # Jinja is not needed for a terminal

    made = _edition(manual, planned)
    return page(made, paper.title(made, planned), paper.paper(made, planned, notes))


def _edition(manual: Manual, planned: Impact) -> Edition:
    """The manual with the order, as it would be on the day of the plan without its effect."""
    return Edition(manual.model_copy(update={"orders": (*manual.orders, planned.order)}), planned.changes.before)


def _json(manual: Manual, planned: Impact, notes: tuple[Problem, ...]) -> str:
    remarks = [{"line": p.line, "code": p.code, "level": p.level, "message": p.message, "mend": p.mend} for p in notes]
    joined = [{**found._asdict(), "from": day.isoformat()} for day, found in paper.joined(_edition(manual, planned), planned)]
    return as_json({**plan_data(manual, planned), "not_separate": joined, "remarks": remarks})


FORMATS: dict[str, Callable[[Manual, Impact, tuple[Problem, ...]], str]] = {"text": _text, "html": _html, "json": _json}
