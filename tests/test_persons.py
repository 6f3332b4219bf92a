"""Persons named in words, as orders name them: found, or asked for with the candidates."""

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import get_type_hints

import pytest
from pydantic import TypeAdapter

from generator import compile
from generator.documents import by_post, calendar, workyear
from generator.documents import person as person_paper
from generator.documents.model import Block
from generator.edition import Edition, edition
from generator.load.loading import load, part
from generator.model.persons import names
from generator.model.procedure import Procedure
from generator.pdf import proof, volumes
from generator.rules import check_rest
from generator.rules.ids import NAMED
from generator.source import parsing
from generator.source.parsing import Invalid, Sources
from tests.test_documents import texts

SAMPLE = Path(__file__).parent / "sample" / "sop"
ORDER = "orders/2568-20.yml"


@pytest.fixture
def files() -> dict[str, str]:
    return dict(parsing.read(SAMPLE)[0].files)


def edited(files: dict[str, str], *edits: tuple[str, str, str]) -> Sources:
    made = dict(files)
    for name, old, new in edits:
        assert made[name].count(old) >= 1, (name, old)
        made[name] = made[name].replace(old, new, 1)
    return Sources(made)


@pytest.mark.parametrize(
    "words",
    ["นายคั่นหน้า อ่านต่อ", "คั่นหน้า อ่านต่อ", "คั่นหน้า", "อ่านต่อ", "คั่น", "นายคั่นหน้า   อ่านต่อ", '"คั่นหน้า"', "khanna"],
)
def test_a_name_in_full_or_in_part_means_the_person(files: dict[str, str], words: str):
    manual = load(edited(files, (ORDER, "person: khanna", f"person: {words}")))
    assert next(o for o in manual.orders if o.file == ORDER).changes[1].person == "khanna"


def test_another_spelling_means_the_person_too_in_any_record_that_names_one(files: dict[str, str]):
    made = load(
        edited(
            files,
            (ORDER, '{no: "๑", action: remove, person: datchani,', '{no: "๑", action: remove, person: น.ส.ดัชนี ค้นคำ,'),
            (ORDER, "  person: pokkhaeng", "  person:\n    ปกแข็ง"),
            ("people.yml", "name: นางหมึก เขียนดี", "name: นางหมึก เขียนดีมาก"),
        )
    )
    order = next(o for o in made.orders if o.file == ORDER)
    assert order.changes[0].person == "datchani" and order.signer and order.signer.person == "pokkhaeng"
    handbook = load(edited(files, ("handbook.yml", "\nunit: ", "\nowner: ดัชนี\nunit: "))).handbook
    assert handbook.owner == "datchani"


def test_a_whole_name_goes_before_a_part_of_another(files: dict[str, str]):
    more = "  - {id: kha, name: นายคั่นหน้าดี รักอ่าน, position: บรรณารักษ์}\n  - {id: an, name: นางอ่าน คั่น, position: บรรณารักษ์}\n"
    people = load(Sources({**files, "people.yml": files["people.yml"] + more})).people
    meant = names(people).meant
    assert meant("คั่นหน้า") == ("khanna",) and meant("คั่น") == ("an",)
    assert meant("คั่นห") == ("khanna", "kha") and meant("ค") == () and meant("นาย") == ("saraban", "ban", "khanna", "sanpok", "kha")


@pytest.mark.parametrize(
    ("words", "message", "mend"),
    [
        ("คั่นหนา", "ไม่มีบุคคลชื่อ “คั่นหนา”", "หมายถึง “นายคั่นหน้า อ่านต่อ” หรือไม่"),
        ("นายใคร ไม่รู้จัก", "ไม่มีบุคคลชื่อ “นายใคร ไม่รู้จัก”", "เพิ่มบุคคล"),
        ("Khanna", "ไม่มีบุคคลชื่อ “Khanna”", "หมายถึง “นายคั่นหน้า อ่านต่อ” หรือไม่"),
        ("บั", "“บั” เป็นชื่อของหลายคน", "หมายถึง “นายสารบัญ เล่มโต” หรือ “นางบัว บาน” หรือไม่"),
    ],
)
def test_nobody_and_several_are_told_with_place_and_candidates(files: dict[str, str], words: str, message: str, mend: str):
    more = ("people.yml", "\n  - id: muek", "\n  - {id: bua, name: นางบัว บาน, position: บรรณารักษ์}\n  - id: muek")
    with pytest.raises(Invalid) as told:
        load(edited(files, more, (ORDER, "person: khanna", f"person: {words}")))
    (found,) = told.value.problems
    assert (found.file, found.line, found.code) == (ORDER, 15, "SOP-L024")
    assert message in found.message and mend in found.mend


def test_a_changed_register_of_persons_is_seen_by_files_that_did_not_change(files: dict[str, str]):
    by_name = edited(files, (ORDER, "person: khanna", "person: อ่านต่อ"))
    first = load(by_name)
    moved = edited(by_name.files, ("people.yml", "นายคั่นหน้า อ่านต่อ", "นายคั่นหน้า พลิก"), ("people.yml", "นายบรรณ เรียงชั้น", "นายบรรณ อ่านต่อ"))
    again = load(moved)
    assert [next(o for o in m.orders if o.file == ORDER).changes[1].person for m in (first, again)] == ["khanna", "ban"]
    other = "orders/2568-5.yml"
    assert next(o for o in first.orders if o.file == other) is next(o for o in again.orders if o.file == other), "read anew for nothing"


def test_names_are_not_judged_while_the_register_of_persons_is_broken(files: dict[str, str]):
    broken = edited(files, (ORDER, "person: khanna", "person: อ่านต่อ"), ("people.yml", "birth_year: 2507", "birth_year: สองพัน"))
    with pytest.raises(Invalid) as told:
        load(broken)
    assert {p.file for p in told.value.problems} == {"people.yml"}
    assert not [p for p in check_rest(broken, told.value.problems) if p.level == "error"]
    assert part(broken, {"people.yml"}).people.persons == ()


def test_what_is_published_does_not_tell_how_the_file_names_a_person(files: dict[str, str]):
    by_name = edited(files, (ORDER, "person: khanna", "person: คั่นหน้า"))
    told, known = (compile(load(s).model_copy(update={"fingerprint": "same"})) for s in (by_name, Sources(files)))
    assert told == known and len(told) > 50


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, fields in NAMED["person"].items() for field in fields], ids=lambda v: getattr(v, "__name__", v)
)
def test_every_field_that_names_a_person_takes_a_name(files: dict[str, str], kind: type, field: str):
    hint = get_type_hints(kind, include_extras=True)[field]
    assert TypeAdapter(hint).validate_python("คั่นหน้า", context=names(load(Sources(files)).people)) == "khanna"


# --- what falls to a person by a post ---


def by_post_alone(files: dict[str, str], actor: str) -> Edition:
    """The office without orders, in which one step of the repair is done by ``actor``."""
    kept = {name: text for name, text in files.items() if not name.startswith("orders/")}
    repair = kept["procedures/repair-books.yml"]
    step = re.search(r"label: ซ่อมในห้องสมุด\n( +)actors: .*\n", repair)
    assert step
    kept["procedures/repair-books.yml"] = repair.replace(step[0], f"label: ซ่อมในห้องสมุด\n{step[1]}actors: {actor}\n")
    return edition(load(Sources(kept)))


@pytest.mark.parametrize("actor", ["librarian", "readers"])
def test_the_steps_of_a_post_or_of_a_role_that_it_counts_as_are_its_holders(files: dict[str, str], actor: str):
    files["organization.yml"] += "  - {id: readers, name: ผู้ให้บริการ, posts: librarian}\n"
    of = by_post_alone(files, actor)
    [holder] = of.holders("librarian")
    assert ("repair-books", "ซ่อมในห้องสมุด") in [(p.id, s.label) for p, s in by_post.steps(of, holder.id)]
    page = "".join(plain(b) for b in person_paper.whole(of, holder).blocks)
    assert "ขั้นตอนที่ปฏิบัติตามตำแหน่ง" in page and "ซ่อมในห้องสมุด" in page and "ไม่มีคำสั่ง" not in page
    volume = "".join(proof.said(next(p for p in volumes.plans(of) if p.path == f"books/person-{holder.id}.pdf").volume()))
    assert "ซ่อมในห้องสมุด" in volume and "การซ่อมหนังสือ" in volume
    own = next(c for c in calendar.calendars(of, partial(every_entry, of)) if c.person == holder.id)
    assert "ซ่อมในห้องสมุด" in [e.step.label for e in own.entries]


def test_who_holds_no_post_that_acts_has_no_step_of_it(files: dict[str, str]):
    of = by_post_alone(files, "librarian")
    others = [p.id for p in of.manual.people.persons if p not in of.holders("librarian")]
    assert others and not any(s.label == "ซ่อมในห้องสมุด" for who in others for _, s in by_post.steps(of, who))


def every_entry(of: Edition, procedures: Iterable[Procedure]) -> tuple[workyear.YearEntry, ...]:
    return tuple(e for p in procedures for e in workyear.entries(of.manual.calendar, p))


def plain(block: Block) -> str:
    return "".join(texts((block,)))
