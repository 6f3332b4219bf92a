"""As of which day the manual speaks: the day since which nothing has changed; and when something changes next."""

import json
import re
import shutil
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator import compile, pdf
from generator.cli import folder as shared
from generator.cli import making, program
from generator.documents import basis
from generator.edition import edition, exactly
from generator.html.pages import pages
from generator.load.loading import load
from generator.model.orders import OrderKey
from generator.pdf import volumes
from generator.publish import files, swap
from generator.publish.files import FileChanges
from generator.register.horizon import FEW, Turn, before_all, following, reason
from generator.register.horizon import _days as days_on_which_something_may_change
from generator.rules import check
from generator.source import parsing
from generator.source.parsing import Sources
from generator.thai import dates
from tests.conftest import early
from tests.offices import office

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "sop"
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def sources():
    return Sources(early(parsing.read(SAMPLE)[0].files))


@pytest.fixture(scope="module")
def manual(sources):
    return load(sources)


def changed(sources, **files):
    """The sample office with some files in other words: old -> new."""
    told = dict(sources.files)
    for name, (old, new) in files.items():
        file = next(f for f in told if f.replace("/", "_").replace("-", "_").startswith(name))
        assert old in told[file]
        told[file] = told[file].replace(old, new)
    return load(Sources(told))


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (date(2025, 4, 1), date(2025, 4, 1)),  # an order takes effect
        (date(2025, 9, 29), date(2025, 4, 1)),
        (date(2025, 3, 31), date(2025, 3, 10)),  # the order to come was signed
        (date(2025, 3, 9), date(2025, 3, 2)),  # the review of one procedure is overdue
        (date(2025, 3, 1), date(2025, 3, 1)),  # an order only cancels
        (date(2025, 10, 1), date(2025, 10, 1)),  # acting in a post ends
        (date(2025, 1, 1), date(2025, 1, 1)),
        (date(2023, 5, 1), date(2023, 5, 1)),  # the first day after somebody's last
        (date(2026, 9, 30), date(2025, 10, 1)),
        (date(2026, 10, 1), date(2026, 10, 1)),  # the review is overdue
    ],
)
def test_the_day_told_is_the_one_since_which_nothing_has_changed(manual, wanted, told):
    made = edition(manual, wanted)
    assert (made.as_of, made.day) == (told, told)


def test_a_slip_of_the_year_no_longer_moves_the_manual_there(sources):
    slip = changed(sources, orders_2568_20=("effective: 1 เมษายน 2568", "effective: 1 เมษายน 2586"))
    assert edition(slip, date(2025, 5, 1)).as_of == date(2025, 3, 10)


def test_who_retires_after_the_last_order_is_gone_from_that_day(sources):
    old = changed(sources, people=("birth_year: 2530", "birth_year: 2508"))
    assert "ban" in {p.id for p in edition(old, date(2026, 9, 30)).members("reading-group")}
    assert "ban" not in {p.id for p in edition(old, date(2026, 10, 1)).members("reading-group")}
    assert edition(old, date(2026, 12, 1)).as_of == date(2026, 10, 1)


def test_an_end_that_an_amendment_took_away_is_no_turning_day(sources):
    order = (
        "issuer: reading-office\nnumber: 21\nyear: 2568\ntitle: แก้ไข\nkind: amends\namends: 52/2567\nsigned: 1 มิถุนายน 2568\n"
        'changes:\n  - {no: "๑", action: remove, person: datchani, item: "๑"}\n'
    )
    ended = load(Sources({**sources.files, "orders/2568-21.yml": order}))
    assert edition(ended, date(2025, 10, 2)).as_of == date(2025, 6, 1) != edition(load(sources), date(2025, 10, 2)).as_of


def without_dates(sources):
    files = {name: text for name, text in sources.files.items() if not name.startswith("orders/")}
    files["people.yml"] = re.sub(r", (?:from|to): [^,}\]]+|\n    (?:left|arrived|birth_year|birth_month): .+", "", files["people.yml"])
    files["handbook.yml"] = re.sub(r"as_of: .+\n|  review_due: .+\n", "", files["handbook.yml"])
    return load(Sources({name: re.sub(r"  review_due: .+\n", "", text) for name, text in files.items()}))


def test_without_orders_no_date_is_made_up(sources):
    bare = without_dates(sources)
    made = edition(bare, date(2025, 4, 1))
    assert (made.day, made.turn, basis.as_of(made), basis.line(made, basis.of_all(made))) == (None, None, "", "")
    one, other = (compile(bare, day) for day in (date(2025, 4, 1), date(1999, 1, 1)))
    assert one == other
    for output in one:
        if output.path.endswith((".md", ".yml")):
            assert "ณ วันที่" not in output.data.decode().replace("สั่ง ณ วันที่", ""), output.path
            assert "2543" not in output.data.decode() and "๒๕๔๓" not in output.data.decode(), output.path
    for job in volumes.plans(made):
        assert not re.search(r"๒๕๔๓|\b2543\b", repr(job.volume())), job.path


MASKED = re.compile(rb"\r?\n(?:DTSTAMP|DTSTART|DTEND)[^\n]*|</?n-b>")  # what holds a date on its line depends on its length
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def said(manual, day):
    """Every text that is made for a day as such, not put back to an earlier one."""
    made = pages(exactly(manual, day))
    return {o.path: MASKED.sub(b"", o.data).decode() for o in made if o.path.endswith((".md", ".json", ".ics", ".yml", "data.js"))}


def alike(one, other, *days):
    """Whether two days' outputs are the same but for the days themselves: so they must be until something changes."""
    told = [words for d in days for words in (dates.long(d), dates.short(d), d.isoformat())]
    masked = re.compile("|".join(re.escape(w) for words in told for w in (words, words.translate(THAI))))
    return one.keys() == other.keys() and all(masked.sub("DAY", one[path]) == masked.sub("DAY", other[path]) for path in one)


@settings(max_examples=4, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.integers(0, 5000), st.data())
def test_two_days_of_one_span_give_the_same_outputs(seed, data):
    manual = load(office(seed, wild=0))
    first = edition(manual, data.draw(st.dates(date(2021, 1, 1), date(2028, 1, 1))))
    end = next((d for d in days_on_which_something_may_change(manual) if d > first.as_of), first.as_of + DAY * 400)
    other = first.as_of + DAY * data.draw(st.integers(0, (end - first.as_of).days - 1))
    assert compile(manual, first.as_of) == compile(manual, other)
    if first.dated:
        assert alike(said(manual, first.as_of), said(manual, other), first.as_of, other)


def test_the_sample_office_changes_on_its_turning_days_and_on_no_other(manual):
    turns = sorted({edition(manual, d).as_of for d in days_on_which_something_may_change(manual) if d.year in (2024, 2025)})
    assert len(turns) > 8
    last = said(manual, turns[0])
    for first, second in pairwise(turns):
        eve = second - DAY
        before, now = said(manual, eve), said(manual, second)
        assert alike(last, before, first, eve), (first, eve)
        assert not alike(before, now, eve, second), second
        last = now


@pytest.mark.parametrize(
    ("day", "turn", "words"),
    [
        (date(2025, 3, 15), Turn(date(2025, 4, 1), (OrderKey("reading-office", 20, 2568),), ()), "มีการเปลี่ยนแปลงตามคำสั่งที่ 20/2568"),
        (date(2025, 4, 1), Turn(date(2025, 10, 1), (OrderKey("reading-office", 52, 2567),), ()), "มีการเปลี่ยนแปลงตามคำสั่งที่ 52/2567"),
    ],
)
def test_the_next_change_is_known_with_the_orders_that_make_it(manual, day, turn, words):
    made = edition(manual, day)
    assert made.turn == turn and reason(manual, turn) == words
    assert following(manual, made.register) == turn


def test_who_leaves_arrives_and_what_is_due_is_told_in_words(manual):
    assert reason(manual, edition(manual, date(2024, 9, 27)).turn) == (
        "มีการเปลี่ยนแปลงตามคำสั่งที่ 45/2567 และนายสารบัญ เล่มโต เกษียณอายุราชการ วันสุดท้าย 30 กันยายน 2567"
    )
    assert reason(manual, edition(manual, date(2024, 12, 30)).turn).endswith(
        "นางสาวดัชนี ค้นคำ พ้นจากตำแหน่งหัวหน้างานบริการเคลื่อนที่ และนายคั่นหน้า อ่านต่อ ดำรงตำแหน่งหัวหน้างานบริการเคลื่อนที่"
    )
    assert reason(manual, edition(manual, date(2026, 1, 1)).turn) == "พ้นกำหนดทบทวนคู่มือ (30 กันยายน 2569)"
    assert reason(manual, Turn(date(2026, 1, 1), (), tuple("abcde"))) == f"a และb และc และอีก {5 - FEW} รายการ"


def test_a_retirement_far_away_is_known_and_its_nearing_is_no_change_for_readers(manual):
    assert edition(manual, date(2030, 1, 1)).turn.day == date(2048, 10, 1)
    assert edition(manual, date(2047, 9, 29)).as_of == date(2027, 1, 2)
    assert edition(manual, date(2047, 12, 1)).as_of == date(2047, 9, 30)  # from here on its day is told
    assert edition(manual, date(2048, 10, 1)).turn is None


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2022, 10, 1), "ตามคำสั่งสำนักงานการอ่านเมืองสมมติ ที่ 12/2565 สั่ง ณ วันที่ 28 กันยายน พ.ศ. 2565"),
        (date(2023, 6, 1), "ตามคำสั่งสำนักงานการอ่านเมืองสมมติ ที่ 12/2565 สั่ง ณ วันที่ 28 กันยายน พ.ศ. 2565 และที่แก้ไขเพิ่มเติมถึงที่ 7/2566"),
        (date(2023, 11, 1), "ตามคำสั่งสำนักงานการอ่านเมืองสมมติ ที่ 12/2565 สั่ง ณ วันที่ 28 กันยายน พ.ศ. 2565 และที่แก้ไขเพิ่มเติมถึงที่ 31/2566"),
        (date(2025, 2, 10), "ตามคำสั่งสำนักงานการอ่านเมืองสมมติ ที่ 52/2567 สั่ง ณ วันที่ 27 ธันวาคม พ.ศ. 2567"),  # not the festival's order of that month
    ],
)
def test_the_manual_rests_on_the_base_order_and_its_last_amendment(manual, day, line):
    made = edition(manual, day)
    assert basis.line(made, basis.of_all(made)) == line


def test_a_page_rests_on_the_orders_of_its_own_charges(manual):
    made = edition(manual, date(2025, 2, 10))
    assert [b.order.number for b in basis.of_person(made, "kradat")] == [52, 5]
    assert basis.line(made, basis.of_person(made, "kradat")).endswith(" พ.ศ. 2567 ประกอบกับคำสั่งที่ 5/2568")
    assert [b.order.number for b in basis.of_procedure(made, "mobile-library")] == [52]
    assert basis.of_person(made, "muek") == ()


def test_many_orders_are_joined_as_one_sentence(manual):
    made = edition(manual, date(2025, 2, 10))
    every = [basis.Basis(order, None) for order in manual.orders if order.kind == "new"]
    first = "ตามคำสั่งสำนักงานการอ่านเมืองสมมติ ที่ 12/2565 สั่ง ณ วันที่ 28 กันยายน พ.ศ. 2565 ประกอบกับคำสั่ง"
    assert len(every) == 4
    assert basis.line(made, every) == f"{first}ที่ 45/2567 และคำสั่งกรมการอ่านสมมติ ที่ 101/2567 และคำสั่งที่ 5/2568"
    assert basis.line(made, every * 2).endswith("และคำสั่งที่ 5/2568 และคำสั่งอื่นอีก 4 ฉบับ")


def announced(manual, day, path):
    page = next(o.data.decode() for o in compile(manual, day) if o.path == path)
    found = re.findall(r'<div class="order-notice">\n(.*?)</div>\n', page, re.S)
    return re.sub(r"<[^>]+>", "", "".join(found)).split("\n") if found else []


def test_an_order_to_come_stands_on_home_and_where_it_changes_something(manual):
    day, head = date(2025, 3, 10), "ประกาศแล้ว มีผลตั้งแต่วันที่ ๑ เมษายน ๒๕๖๘ คำสั่งที่ ๒๐/๒๕๖๘"
    first, counts, *_ = announced(manual, day, "index.md")
    assert first.startswith(head) and first.endswith("บุคลากรกลุ่มบริการการอ่าน") and "เปลี่ยนผู้รับผิดชอบ ๑ กระบวนงาน เปลี่ยนหน้าที่ของ ๒ คน" in counts + _[0]
    told = [line for line in announced(manual, day, "procedures/reading-report.md") if line]
    assert told == [head, "ผู้รับผิดชอบหลัก: จาก นางสาวดัชนี ค้นคำ เป็น นายคั่นหน้า อ่านต่อ"]
    mine = [line for line in announced(manual, day, "people/khanna.md") if line]
    assert mine[:2] == [head, "เพิ่ม: เป็นผู้รับผิดชอบหลัก การรายงานสถิติการอ่าน ตามคำสั่งที่ ๒๐/๒๕๖๘ ข้อ ๒"] and mine[-1] == "ดูรายละเอียดและใบรับทราบ"
    assert any(line.startswith("สิ้นสุด: พ้นจากการเป็นผู้รับผิดชอบหลัก การรายงานสถิติการอ่าน") for line in announced(manual, day, "people/datchani.md"))
    for path in ("procedures/repair-books.md", "people/ban.md"):
        assert announced(manual, day, path) == []


@pytest.mark.parametrize("day", [date(2025, 3, 9), date(2025, 4, 1)], ids=["before it is signed", "in force"])
def test_what_is_not_signed_or_in_force_already_is_not_announced(manual, day):
    for path in ("index.md", "procedures/reading-report.md", "people/khanna.md"):
        assert announced(manual, day, path) == []


def test_an_order_that_will_never_take_effect_is_not_announced(sources):
    order = "issuer: reading-office\nnumber: 21\nyear: 2568\ntitle: ยกเลิก\nkind: cancels\ncancels: [20/2568]\nsigned: 12 มีนาคม 2568\neffective: 1 เมษายน 2568\n"
    manual = load(Sources({**sources.files, "orders/2568-21.yml": order}))
    told = announced(manual, date(2025, 3, 12), "index.md")
    assert "คำสั่งที่ ๒๑/๒๕๖๘" in told[0] and not any("๒๐/๒๕๖๘" in line for line in told)


def test_an_order_that_only_restates_says_that_the_persons_stay(sources):
    order = sources.files["orders/2567-52.yml"].replace("number: 52\nyear: 2567", "number: 30\nyear: 2568").replace("[12/2565]", "[52/2567]")
    order = order.replace("signed: 27 ธันวาคม 2567", "signed: 12 มีนาคม 2568").replace("effective: 1 มกราคม 2568", "effective: 20 มีนาคม 2568")
    manual = load(Sources({**sources.files, "orders/2568-30.yml": order}))
    assert "ผู้รับผิดชอบคงเดิม คำสั่งหรือเลขข้อที่อ้างเปลี่ยน" in announced(manual, date(2025, 3, 12), "procedures/repair-books.md")


def bare(words):
    """Words of a page without the elements that hold them together."""
    return words.replace("<n-b>", "").replace("</n-b>", "")


def test_data_and_pages_carry_the_next_change(manual):
    made, last = ({o.path: o.data for o in compile(manual, day)} for day in (date(2025, 3, 31), date(2049, 1, 1)))
    found = json.loads(made["manual.json"])
    assert found["as_of"] == "2025-03-10"
    assert found["next"] == {"day": "2025-04-01", "orders": ["20/2568"], "reason": "มีการเปลี่ยนแปลงตามคำสั่งที่ 20/2568"}
    extra = json.loads(made[".site.yml"])["extra"]
    assert (extra["as_of"], extra["turn"]["day"], bare(extra["turn"]["link"])) == (
        "ข้อมูล ณ วันที่ ๑๐ มีนาคม ๒๕๖๘",
        "2025-04-01",
        "อ่านคำสั่งที่ ๒๐/๒๕๖๘",
    )
    said = bare(extra["turn"]["words"])
    assert said == "ตั้งแต่วันที่ ๑ เมษายน ๒๕๖๘ มีการเปลี่ยนแปลงตามคำสั่งที่ ๒๐/๒๕๖๘ ให้ดูฉบับใหม่"
    assert f"{extra['turn']['href'].removeprefix('manual/').removesuffix('.html')}.md" in made
    assert json.loads(last["manual.json"])["next"] is json.loads(last[".site.yml"])["extra"]["turn"] is None


def test_what_no_order_brings_has_words_of_its_own_and_no_link(manual):
    extra = json.loads(next(o.data for o in compile(manual, date(2027, 2, 1)) if o.path == ".site.yml"))["extra"]["turn"]
    assert bare(extra["words"]) == "ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๙๑ นายบรรณ เรียงชั้น เกษียณอายุราชการ วันสุดท้าย ๓๐ กันยายน ๒๕๙๑ ให้ดูฉบับใหม่"
    assert set(extra) == {"day", "words"}


def test_every_book_says_below_its_first_page_what_it_rests_on_and_as_of_when(manual):
    made = edition(manual, date(2025, 4, 10))
    foot = {plan.path: " ".join(plan.volume().foot) for plan in volumes.plans(made)}
    amended = "ตามคำสั่งสำนักงานการอ่านเมืองสมมติ ที่ ๕๒/๒๕๖๗ สั่ง ณ วันที่ ๒๗ ธันวาคม พ.ศ. ๒๕๖๗ และที่แก้ไขเพิ่มเติมถึงที่ ๒๐/๒๕๖๘"
    for path in ("books/handbook.pdf", "books/person-khanna.pdf", "books/procedure-repair-books.pdf", "books/form-repair-books.pdf"):
        assert foot[path] == f"{amended} ข้อมูล ณ วันที่ ๑ เมษายน ๒๕๖๘"
    assert foot["books/changes-2568-20-reading-office.pdf"] == "ข้อมูล ณ วันที่ ๑ เมษายน ๒๕๖๘", "the order stands in the foot of each of its pages"
    assert all("ข้อมูล ณ วันที่ ๑ เมษายน ๒๕๖๘" in words for words in foot.values())


def test_the_foot_is_printed_on_the_first_page_alone_and_has_room_however_long(sources):
    long = changed(sources, organization=("name: สำนักงานการอ่านเมืองสมมติ", f"name: สำนักงานการอ่านเมืองสมมติ{'ซึ่งมีชื่อยาวเป็นพิเศษ' * 20}"))
    made = edition(long, date(2025, 4, 10))
    volume = volumes.single(made, made.manual.procedures[1])
    assert volume.foot_size < 11 and len(volume.foot) > 1
    data = pdf.printed(volume).data  # raises if a line stands too low
    document = pypdfium2.PdfDocument(data)
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    assert [n for n, text in enumerate(texts) if "ข้อมูลณวันที่" in text] == [0] and len(texts) > 1


def year(sources, signed, effective=None, number="60/2568", *, alone=False, day=date(2025, 3, 15)):
    number, of = number.split("/")
    text = f"issuer: reading-office\nnumber: {number}\nyear: {of}\ntitle: ก\nsigned: {signed}\n" + (f"effective: {effective}\n" if effective else "")
    files = {name: text for name, text in sources.files.items() if not (alone and name.startswith("orders/"))}
    made = Sources({**files, f"orders/{of}-{number}.yml": text + "assignments: [{person: kradat, duties: [{text: ก}]}]\n"})
    return [(p.code, p.mend) for p in check(load(made), made, day) if p.file.endswith(f"/{of}-{number}.yml") and p.code in ("SOP-O008", "SOP-O040")]


@pytest.mark.parametrize("alone", [False, True], ids=["among others", "alone"])
def test_a_year_that_cannot_be_meant_is_an_error(sources, alone):
    swapped = [("SOP-O040", "แก้ปี พ.ศ. 2586 เป็น 2568 (สลับเลข)")]
    assert year(sources, "1 มีนาคม 2568", "1 เมษายน 2586", alone=alone) == swapped
    assert year(sources, "1 มีนาคม 2586", number="60/2586", alone=alone) == swapped
    assert year(sources, "1 มีนาคม 2568", "1 มีนาคม 2558", alone=alone) == [("SOP-O040", "แก้ปี พ.ศ. ของวันที่นี้")]


def test_years_that_may_be_meant_are_left_alone(sources):
    assert year(sources, "1 มีนาคม 2568", "1 เมษายน 2570") == []
    assert year(sources, "1 มีนาคม 2568", "1 มีนาคม 2567") == [("SOP-O008", "ตรวจวันที่ หรือยกเว้นด้วย allow หากให้มีผลย้อนหลังจริง")]
    assert year(sources, "1 มีนาคม 2569", number="60/2569") == []
    assert year(sources, "1 มีนาคม 2575", number="60/2575", day=date(2032, 3, 15)) == []  # years without orders
    assert year(sources, "1 มีนาคม 2586", number="60/2568") == []  # told as the wrong year of the number


def run(*words, **env):
    return CliRunner().invoke(program, [*map(str, words)], env=env, catch_exceptions=False)


def who(folder, *words, **env):
    return json.loads(run("who", "reading-report", "--sop", folder, "--format", "json", *words, **env).output)["on"]


@pytest.fixture
def folder(tmp_path, sources):
    """The sample office in a folder of its own, without a date in its handbook."""
    found = shutil.copytree(SAMPLE, tmp_path / "sop")
    handbook = found / "handbook.yml"
    handbook.write_text(handbook.read_text("utf-8").replace("as_of: 15 มีนาคม 2568\n", ""), "utf-8")
    return found


def test_the_day_of_a_command_is_what_was_asked_for_else_the_variable_else_the_handbook_else_today(folder, monkeypatch):
    late = 1790000000  # 21 September 2026, 14:13 UTC
    assert who(folder, "--on", "1/6/2566", SOURCE_DATE_EPOCH=str(late)) == "2023-06-01"
    assert who(folder, SOURCE_DATE_EPOCH=str(late)) == who(SAMPLE, SOURCE_DATE_EPOCH=str(late)) == "2026-09-21"
    assert who(SAMPLE, SOURCE_DATE_EPOCH="") == "2025-03-15"
    monkeypatch.setattr(shared, "datetime", Clock)
    assert who(folder, SOURCE_DATE_EPOCH="") == "2026-01-01"  # in Thailand the year has begun
    assert who(SAMPLE, SOURCE_DATE_EPOCH="") == "2025-03-15"


class Clock(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime(2025, 12, 31, 18, 30, tzinfo=UTC).astimezone(tz)


def test_a_variable_that_is_no_time_is_told(folder):
    told = run("who", "reading-report", "--sop", folder, SOURCE_DATE_EPOCH="yesterday")
    assert told.exit_code == 2 and "ตัวแปร SOURCE_DATE_EPOCH ต้องเป็นจำนวนวินาที" in told.output


def test_the_clock_is_read_in_one_place_only():
    found = [
        p.name
        for p in (ROOT / "generator").rglob("*.py")
        if re.search(r"\.(?:now|today|utcnow)\(|\btime\.time\(|SOURCE_DATE_EPOCH\"\]", p.read_text("utf-8"))
    ]
    assert found == ["folder.py"]


def test_the_build_ends_with_the_day_on_which_the_next_is_due(folder, monkeypatch):
    monkeypatch.setattr(making, "_site", lambda *_: None)
    monkeypatch.setattr(files, "synchronise", lambda *_: FileChanges((), ()))
    monkeypatch.setattr(swap, "claim", lambda *_: None)
    config = Path(shutil.copy(ROOT / "mkdocs.yml", folder.parent))
    last = lambda *words: run("build", "--no-book", "--config", config, "--sop", folder, *words).output.splitlines()[-1]  # noqa: E731
    assert last() == "ครั้งต่อไปที่ต้องสร้างใหม่: วันที่ 1 เมษายน 2568 เพราะมีการเปลี่ยนแปลงตามคำสั่งที่ 20/2568"
    assert last("--as-of", "1/1/2593").startswith("เผยแพร่:")
    handbook = folder / "handbook.yml"
    handbook.write_text(handbook.read_text("utf-8") + "as_of: 15 มีนาคม 2568\n", "utf-8")
    assert last().endswith(" (แก้ as_of ใน handbook.yml ก่อนสร้าง)")


def test_before_all_orders_is_the_day_asked_for_or_the_eve_of_the_first_date(manual):
    first = days_on_which_something_may_change(manual)[0]
    for near, day in ((first - 9 * DAY, first - 9 * DAY), (first + DAY, first - DAY)):
        register = before_all(manual, near)
        assert register.as_of == day and not register.charges and not register.duties
