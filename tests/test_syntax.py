"""Files that are no YAML: the message stands on the line that the clerk has to mend, not where libyaml gave up."""

import pytest

from generator.source.parsing import Invalid, parse

STEPS = "title: การรับเรื่อง\nsteps:\n  - id: a\n    label: รับ\n  - id: b\n    label: ส่ง\n"


def told(text):
    with pytest.raises(Invalid) as caught:
        parse("a.yml", text)
    [problem] = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("right", "wrong", "place", "words"),
    [
        ("    label: รับ", "\tlabel: รับ", (4, 1), "แท็บ"),
        ("    label: รับ", "  \t label: รับ", (4, 3), "แท็บ"),
        ("    label: รับ", "   label: รับ", (4, 4), "ย่อหน้า"),
        ("    label: รับ", "      label: รับ", (4, 7), "ย่อหน้า"),
        ("    label: รับ", "    label รับ", (4, 5), "ขาดเครื่องหมาย :"),
        ("    label: รับ", "    label:รับ", (4, 10), "ไม่มีช่องว่างหลังเครื่องหมาย :"),
        ("    label: รับ", "    label：รับ", (4, 10), "ไม่ใช่ :"),
        ("    label: รับ", "    label:\u00a0รับ", (4, 11), "U+00A0"),
        ("    label: รับ", "\u00a0   label: รับ", (4, 1), "U+00A0"),
        ("    label: รับ", "    label: เรื่อง: รับ", (4, 18), "มีเครื่องหมาย : ในข้อความ"),
        ("  - id: a", "  -id: a", (3, 3), "ไม่มีช่องว่างหลังเครื่องหมาย -"),
        ("title: การรับเรื่อง", 'title: "การรับเรื่อง', (1, 8), "คำพูดเปิดแล้วไม่ปิด"),
        ("title: การรับเรื่อง", "title: 'การรับเรื่อง", (1, 8), "คำพูดเปิดแล้วไม่ปิด"),
        ("title: การรับเรื่อง", "title: การรับ\nเรื่อง", (2, 1), "ขาดเครื่องหมาย :"),
        ("title: การรับเรื่อง", "forms: [a, b", (1, 8), "[ … ]"),
        ("title: การรับเรื่อง", "control: {code: ก", (1, 10), "{ … }"),
        ("title: การรับเรื่อง", "forms: [a, b]]", (1, 14), "] เกิน"),
        ("title: การรับเรื่อง", "title: | การรับ", (1, 8), "ต่อจากเครื่องหมาย |"),
        ("title: การรับเรื่อง", "title: ? การรับ", (1, 8), "สงวนไว้"),
        ("title: การรับเรื่อง", "title: *การรับ", (1, 8), "& * และ !"),
        ("title: การรับเรื่อง", "title: การ\u2028รับ", (1, 11), "U+2028"),
        ("title: การรับเรื่อง", "title: การ\u0085รับ", (1, 11), "U+0085"),
        ("title: การรับเรื่อง", "title: > 5 วัน", (1, 8), "ต่อจากเครื่องหมาย >"),
        ("title: การรับเรื่อง", "title: >= 5 วัน", (1, 8), "ต่อจากเครื่องหมาย >"),
        ("title: การรับเรื่อง", "title: >80 คะแนน", (1, 8), "ต่อจากเครื่องหมาย >"),
        ("title: การรับเรื่อง", "title: | 5 วัน", (1, 8), "ต่อจากเครื่องหมาย |"),
        ("title: การรับเรื่อง", "title:\n  - > 5 วัน", (2, 5), "ต่อจากเครื่องหมาย >"),
        ("title: การรับเรื่อง", r'title: "C:\Users\x"', (1, 11), 'เครื่องหมาย \\ ในข้อความที่ครอบด้วย "…"'),
        ("title: การรับเรื่อง", r'title: "เก็บที่ C:\งาน"', (1, 19), 'เครื่องหมาย \\ ในข้อความที่ครอบด้วย "…"'),
        ("title: การรับเรื่อง", r'title: "\\server\share"', (1, 17), 'เครื่องหมาย \\ ในข้อความที่ครอบด้วย "…"'),
        ("title: การรับเรื่อง", r'title: "C:\xที่"', (1, 11), 'เครื่องหมาย \\ ในข้อความที่ครอบด้วย "…"'),
        ("    label: รับ", "<<<<<<< HEAD\n    label: รับ\n=======\n    label: ส่ง\n>>>>>>> x", (4, 1), "Git"),
        ("title: การรับเรื่อง", "<<<<<<< HEAD\ntitle: ก\n=======\ntitle: ข\n>>>>>>> x", (1, 1), "Git"),
        ("title: การรับเรื่อง", "title: การรับเรื่อง\n=======", (2, 1), "Git"),
        ("title: การรับเรื่อง", "title: “การรับ: เรื่อง”", (1, 8), "เครื่องหมาย “ เป็นตัวอักษรธรรมดา"),
        ("title: การรับเรื่อง", "forms: [“a”, “b: c: d”", (1, 9), "เครื่องหมาย “ เป็นตัวอักษรธรรมดา"),
        ("  - id: b", "    id: b", (5, 5), "ซ้ำกับบรรทัดที่ 3"),
    ],
)
def test_a_mistake_is_told_where_it_was_made(right, wrong, place, words):
    assert STEPS.count(right) == 1
    problem = told(STEPS.replace(right, wrong))
    assert (problem.line, problem.column) == place and words in problem.message, problem


def test_a_quotation_mark_left_open_is_told_and_not_the_next_one():
    problem = told('title: "การรับเรื่อง\nunit: a\nsteps:\n  - {id: a, no: "๑", label: รับ}\n')
    assert (problem.line, problem.column) == (1, 8) and "เปิดแล้วไม่ปิด" in problem.message


def test_words_behind_a_quotation_are_told_on_their_line():
    problem = told('title: "การ" รับเรื่อง\n')
    assert (problem.line, problem.column) == (1, 14) and "ต่อท้าย" in problem.message
    assert problem.mend == "ครอบทั้งข้อความด้วยเครื่องหมาย '…'"


def test_a_list_that_lost_its_dash_is_offered_the_dash():
    assert "เครื่องหมาย - ข้างหน้า" in told("steps:\n  - id: a\n    label: รับ\n    id: b\n").mend


def test_lines_far_above_are_not_blamed():
    text = "items: >\n  -ก่อน\n  :หลัง\ntitle: ข้อ: ก\n"
    assert told(text).line == 4
