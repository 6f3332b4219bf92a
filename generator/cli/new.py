"""``sop new``: a file to start from, with today's state filled in. An existing file is never touched."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cli import folder as shared
from generator.drafts import order as orders
from generator.drafts import records
from generator.load.loading import load
from generator.model.base import ID_PATTERN
from generator.model.handbook import Manual
from generator.model.orders import OrderKey
from generator.model.persons import names
from generator.rules.references import DEVICES
from generator.source.parsing import Sources
from generator.source.suggest import perhaps
from generator.thai import dates

EMPTY = click.Path(file_okay=False, path_type=Path)
"""A folder that need not be there yet."""


@click.group("new")
def command() -> None:
    """สร้างแฟ้มตั้งต้นพร้อมคำอธิบายให้กรอก: สำนักงาน คำสั่ง บุคคล หรือกระบวนงาน

    A file to start from: order, person or procedure; or a whole small office.
    """


@command.command("office")
@click.option("--sop", "folder", type=EMPTY, default=Path("sop"), show_default=True, help="โฟลเดอร์ข้อมูล (data folder)")
@click.option("--office", prompt="ชื่อสำนักงาน", help="ชื่อสำนักงาน (office)")
@click.option("--group", prompt="ชื่อกลุ่มเจ้าของคู่มือ", help="ชื่อกลุ่ม (group)")
@click.option("--head", prompt="ชื่อหัวหน้ากลุ่ม (คำนำหน้า ชื่อ และสกุล)", help="ชื่อหัวหน้ากลุ่ม (who heads it)")
@click.option("--position", prompt="ตำแหน่งของหัวหน้ากลุ่ม", help="ตำแหน่ง (position)")
@click.option("--procedure", prompt="ชื่อกระบวนงานแรก", help="กระบวนงานแรก (first procedure)")
@shared.as_of
def office(folder: Path, as_of: date | None, **said: str) -> None:
    """สร้างข้อมูลของสำนักงานใหม่ในโฟลเดอร์ว่าง: ห้าคำถาม ได้คู่มือที่ตรวจผ่านและสร้างได้

    A small but complete office in an empty folder, to go on from.
    """
    if folder.exists() and any(folder.iterdir()):
        raise shared.Wrong(f"โฟลเดอร์ {folder} มีแฟ้มอยู่แล้ว ไม่เขียนทับ ระบุโฟลเดอร์อื่นด้วย --sop")
    if empty := [name for name, words in said.items() if not words.strip()]:
        raise shared.Wrong(f"ยังไม่ได้ระบุ --{empty[0]}")
    made = records.office(**{name: words.strip() for name, words in said.items()}, day=shared.day(None, as_of))
    load(Sources(made))
    for name, text in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    then = shared.again(folder)
    click.echo(f"สร้างแล้ว: {len(made)} แฟ้มใน {folder}/\nขั้นต่อไป: แก้ด้วยแบบกรอก\n  sop desk{then}\nหรือแก้แฟ้มเอง แล้วสั่ง sop check{then}")


@command.command("order")
@shared.sop
@click.option("--number", type=click.IntRange(min=1), help="เลขที่คำสั่ง (default: the next one)")
@click.option("--year", type=click.IntRange(2400, 2800), help="ปี พ.ศ. ของเลขที่ (default: of the as-of date)")
@click.option("--title", help="ชื่อเรื่อง (title)")
@click.option("--persons", help="ผู้รับมอบ หรือผู้ที่จะได้รับมอบหมาย ชื่อหรือรหัส คั่นด้วย , (who is given duties)")
@click.option("--retire", help="ผู้เกษียณอายุราชการ คั่นด้วย , (who retires)")
@click.option("--move", help="ผู้ย้าย โอน หรือลาออก คั่นด้วย , (who leaves)")
@click.option(
    "--work", "--item", "works", multiple=True, help="งานข้อเดียวที่ย้ายหรือแก้: ถ้อยคำ เช่น โรงเรียนพญาไท หรือเลขข้อ เช่น “๑๒ ๔)” (one item, by words or number)"
)
@click.option("--from", "giver", help="ผู้ที่มีงานนั้นอยู่ (who has that item)")
@click.option("--replaces", help="แทนคำสั่งใดทั้งฉบับ เช่น 248/2565 (orders replaced whole)")
@click.option("--amends", help="แก้ไขเพิ่มเติมคำสั่งใด เช่น 248/2565 (orders amended)")
@click.option("--cancels", help="ยกเลิกคำสั่งใดโดยไม่มีคำสั่งแทน เช่น 5/2568 (orders cancelled)")
@click.option("--effective", type=shared.ThaiDate(), help="วันที่มีผล (effective date)")
@shared.as_of
def order(folder: Path, works: tuple[str, ...], as_of: date | None, **named: Any) -> None:
    """สร้างแฟ้มคำสั่งฉบับต่อไป: ผู้พ้นหน้าที่ ย้ายงานข้อเดียว แทน แก้ หรือยกเลิกคำสั่ง

    The next order, prefilled: who leaves, single items that move, orders replaced, amended or cancelled.

    \b
    sop new order --retire สารบัญ --persons ดัชนี
    sop new order --work โรงเรียนวัดคำนำ --persons บรรณ
    """
    if sum(bool(named[way]) for way in orders.DONE) > 1:
        raise shared.Wrong("เลือก --replaces, --amends หรือ --cancels อย่างใดอย่างหนึ่ง")
    if (works or named["giver"]) and any(named[way] for way in ("retire", "move", "replaces", "cancels")):
        raise shared.Wrong("--work และ --from ย้ายหรือแก้งานเป็นข้อ ใช้ร่วมกับ --retire, --move, --replaces หรือ --cancels ไม่ได้")
    sources = shared.read(folder)
    manual = load(sources)
    asked: dict[str, Any] = {
        **{name: named[name] for name in ("number", "year", "title", "effective")},
        **{name: _persons(manual, named[name]) for name in ("persons", "retire", "move")},
        **{name: _orders(manual, named[name]) for name in orders.DONE},
    }
    giver = _person(manual, named["giver"].strip()) if named["giver"] else None
    wanted = orders.Wanted(as_of=shared.day(manual, as_of), works=works, giver=giver, people=(folder / "people.yml").as_posix(), **asked)
    made = _drafted(manual, wanted, folder)
    if made.key in manual.order:
        raise shared.Wrong(f"มีคำสั่งที่ {made.key.number}/{made.key.year} แล้ว ({folder / manual.order[made.key].file})")
    usual = f"orders/{made.key.stem}.yml"
    path = _write(folder, sources, f"orders/{made.key.issuer}-{made.key.stem}.yml" if usual in sources.files else usual, made.text)
    click.echo(f"สร้างแล้ว: {path}")
    for note in made.notes:
        click.echo(f"  ! {shared.shown(manual, note)}")
    click.echo(f"ขั้นต่อไป: กรอกตามคำอธิบายในแฟ้ม แล้วดูผลก่อนลงนามด้วย\n  sop plan {shared.typed(path)}{shared.again(folder)}")


@command.command("procedure")
@click.argument("id_", metavar="ID")
@click.option("--title", required=True, help="ชื่อกระบวนงาน (title)")
@click.option("--unit", help="รหัสหน่วยงานเจ้าของ (default: the handbook's unit)")
@shared.sop
def procedure(id_: str, title: str, unit: str | None, folder: Path) -> None:
    """สร้างแฟ้มกระบวนงานตั้งต้น ID.yml

    A small but complete procedure to change into one's own.
    """
    _fit(id_)
    sources = shared.read(folder)
    manual = load(sources)
    if unit and unit not in manual.unit:
        raise shared.Wrong(f"ไม่มีหน่วยงาน “{unit}”{perhaps(unit, manual.unit)}")
    path = _write(folder, sources, f"procedures/{id_}.yml", records.procedure(manual, title, unit))
    click.echo(f"สร้างแล้ว: {path}\nขั้นต่อไป: เพิ่มบรรทัดนี้ในรายการ procedures ของ {folder / 'handbook.yml'} ตามลำดับที่ต้องการ\n  - {id_}")
    click.echo(f"แล้วสั่ง sop check{shared.again(folder)}")


@command.command("person")
@click.argument("id_", metavar="ID")
@click.option("--name", required=True, help="คำนำหน้า ชื่อ และสกุล (full name)")
@click.option("--position", help="ตำแหน่ง (position)")
@click.option("--post", help="รหัสตำแหน่งใน organization.yml (post)")
@shared.sop
@shared.as_of
def person(id_: str, name: str, position: str | None, post: str | None, folder: Path, as_of: date | None) -> None:
    """แสดงรายการบุคคลใหม่สำหรับวางใน people.yml (ไม่แก้แฟ้มเดิม)

    An entry to paste into people.yml, which is never rewritten.
    """
    _fit(id_)
    manual = shared.manual(folder)
    if id_ in manual.person:
        raise shared.Wrong(f"มีบุคคล “{id_}” แล้ว: {manual.person[id_].name}")
    if post and post not in manual.post:
        raise shared.Wrong(f"ไม่มีตำแหน่ง “{post}”{perhaps(post, manual.post)}")
    click.echo(f"# วางต่อท้ายรายการ persons ใน {folder / 'people.yml'} แล้วสั่ง sop check{shared.again(folder)}")
    click.echo(records.person(manual, id_, name, shared.day(manual, as_of), position, post), nl=False)


def _drafted(manual: Manual, wanted: orders.Wanted, folder: Path) -> orders.Draft:
    """The draft. Raises Wrong if nobody who leaves has anything, or if it is not clear which single items are meant."""
    if wanted.leaving and not orders.concerns(manual, wanted):
        names = ", ".join(manual.person[p].name for p in wanted.leaving)
        message = f"{names} ไม่มีหน้าที่ตามคำสั่งใดที่มีผล ณ วันที่ {dates.long(wanted.as_of)} จึงไม่มีข้อใดต้องแก้"
        raise shared.Wrong(f"{message} (ดูด้วย sop who ชื่อ --on วันที่{shared.again(folder)})")
    try:
        return orders.draft(manual, wanted)
    except orders.Unclear as unclear:
        raise shared.Wrong(shared.shown(manual, str(unclear))) from None


def _orders(manual: Manual, given: str | None) -> tuple[OrderKey, ...]:
    return tuple(shared.order(manual, part).key for part in (given or "").split(",") if part.strip())


def _persons(manual: Manual, given: str | None) -> tuple[str, ...]:
    """Ids from ids, names, other spellings, or a part of one name only. Raises Wrong with the nearest name."""
    return tuple(dict.fromkeys(_person(manual, w.strip()) for w in (given or "").split(",") if w.strip()))


def _person(manual: Manual, wanted: str) -> str:
    known = names(manual.people)
    found = (wanted,) if wanted in manual.person else known.meant(wanted)
    if len(found) != 1:
        like = known.like(wanted)
        meant = f" หมายถึง {' หรือ '.join(known.names[p] for p in found)}" if found else f" (หรือหมายถึง “{like}”)" if like else ""
        register = f"ใน {shared.named(click.get_current_context())}/people.yml"
        raise shared.Wrong(f"{'มีหลายบุคคลชื่อ' if found else 'ไม่มีบุคคล'} “{wanted}”{meant or f' {register}'}")
    return found[0]


def _fit(id_: str) -> None:
    if not re.fullmatch(ID_PATTERN, id_) or len(id_) > 64:
        raise shared.Wrong(f"“{id_}” ใช้เป็นรหัสไม่ได้ รหัสใช้อักษร a-z ตัวเล็ก ตัวเลข และ - ยาวไม่เกิน 64 ตัว")
    if id_ in DEVICES:
        raise shared.Wrong(f"“{id_}” ใช้เป็นรหัสไม่ได้ เพราะเป็นชื่ออุปกรณ์ของ Windows")


def _write(folder: Path, sources: Sources, name: str, text: str) -> Path:
    """Write a new file, once it is sure that the folder loads with it. Raises Wrong if there is such a file."""
    path = folder / name
    if path.exists() or path.is_symlink():
        raise shared.Wrong(f"มีแฟ้ม {path} อยู่แล้ว ไม่เขียนทับ")
    load(Sources({**sources.files, name: text}))
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path
