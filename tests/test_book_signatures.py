"""Pictures of signatures on the approval page: sound ones are printed, all others are named and refused."""

from __future__ import annotations

import base64
import os
import re
import shutil
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest

from generator import pdf
from generator.cli.folder import checked
from generator.documents import control
from generator.edition import edition
from generator.load import pictures
from generator.load.loading import load
from generator.pdf import compiler, proof, volumes
from generator.source import parsing
from generator.source.parsing import Invalid

ROOT = Path(__file__).resolve().parents[1]


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([at % 256 for at in range(width)]) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


COLOURS_OF_PRINT = zlib.decompress(
    base64.b85decode(b"c-p1Ny$ygM6ae8fQdkj4*vBX(VE|f#wWGL_g+utWgDX6x)Yk91lT9vkm#1MQQ^<)&{#tMiPs&@OC0T++RvZ;?b-Ctykprzfkwk!&-psP!De6@)")
)
"""A JPEG of 8 by 8 pixels in cyan, magenta, yellow and black."""


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "sop"
    shutil.copytree(ROOT / "tests" / "sample" / "sop", folder)

    def signed(name: str):
        text = (folder / "handbook.yml").read_text("utf-8")
        named = text.replace("{person: pokkhaeng, date:", f"{{person: pokkhaeng, signature: {name}, date:")
        assert named != text
        (folder / "handbook.yml").write_text(named, "utf-8")
        sources = parsing.read(folder)[0]
        return folder, sources, edition(load(sources))

    return signed


def images(pdf: bytes, page: int) -> list[tuple[float, float, float, float]]:
    document = pypdfium2.PdfDocument(pdf)
    return [found.get_bounds() for found in document[page].get_objects() if found.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]


def test_a_signature_stands_above_its_line_and_nothing_moves(office):
    folder, sources, made = office("signatures/director.png")
    (folder / "signatures").mkdir()
    (folder / "signatures" / "director.png").write_bytes(png(300, 100))
    plain = volumes.handbook(made)
    with_picture = volumes.handbook(made, pictures.read(folder, made.manual, sources))
    data = pdf.printed(with_picture).data
    assert proof.faults(data, with_picture) == ()
    ((left, bottom, right, top),) = images(data, 1)
    assert right - left == pytest.approx(3 * (top - bottom), rel=0.02)
    assert 30 < top - bottom < 43
    before, after = pypdfium2.PdfDocument(compiler.pdf(plain)), pypdfium2.PdfDocument(data)
    words, signed = ([re.sub("[0-9a-f]{8}", "", p.get_textpage().get_text_range()) for p in book] for book in (before, after))
    assert words == signed, "but for the fingerprints of the section and of the list of sheets"
    assert compiler.spelled(plain) != compiler.spelled(with_picture)


def test_a_jpeg_is_known_by_its_bytes():
    frame = b"\xff\xd8\xff\xe0\x00\x04ab" + b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 70, 210) + b"\x01\x01\x11\x00"
    assert pictures.kind(frame) == "jpg" and pictures.size(frame) == (210, 70)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "ไม่มีแฟ้มนี้"),
        (b"GIF89a", "ไม่ใช่ภาพ"),
        (b"\x89PNG\r\n\x1a\n", "ไม่สมบูรณ์"),
        (b"\xff\xd8\xff\xe0\x00\x04ab", "ไม่สมบูรณ์"),
        (png(10, 10)[:16] + struct.pack(">II", 90000, 2), "จุด"),
        (png(10, 10) + b"\0" * 1_000_000, "1 MB"),
        (png(10, 10)[:40], "เสีย"),
        (png(10, 10).replace(b"IDAT", b"IDAx"), "เสีย"),
        (COLOURS_OF_PRINT, "CMYK"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_named(office, data, said):
    folder, sources, made = office("director.png")
    if data is not None:
        (folder / "director.png").write_bytes(data)
    with pytest.raises(Invalid) as refused:
        pictures.read(folder, made.manual, sources)
    (problem,) = refused.value.problems
    assert said in problem.message and "director.png" in problem.message
    line = sources.files["handbook.yml"].splitlines()[problem.line - 1]
    assert problem.file == "handbook.yml" and line[problem.column - 1 :].startswith("signature: director.png")
    with pytest.raises(Invalid) as refused:
        checked(folder)
    assert [p for p in refused.value.problems if p.level == "error"] == [problem]


def test_nothing_outside_the_folder_is_read_not_even_through_a_link(office, tmp_path):
    (tmp_path / "secret.png").write_bytes(png(10, 10))
    folder, sources, made = office("director.png")
    (folder / "director.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(Invalid) as refused:
        pictures.read(folder, made.manual, sources)
    assert "นอกโฟลเดอร์" in refused.value.problems[0].message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_in_the_place_of_a_picture_is_not_waited_for(office):
    folder, sources, made = office("director.png")
    os.mkfifo(folder / "director.png")
    with pytest.raises(Invalid, match="1 problems"):
        pictures.read(folder, made.manual, sources)


def test_a_picture_of_any_shape_stays_on_the_page(emblem):
    for width, height in ((4000, 1), (1, 4000)):
        folder, sources, made = emblem("ตรา.png", png(width, height))
        book = pdf.printed(volumes.personal(made, made.manual.person["ban"], pictures.read(folder, made.manual, sources))).data
        (box,) = images(book, 0)
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= 595.3 and box[3] <= 841.9, (width, height, box)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
OUTLINE = SVG.format('<path d="M1 1H8V8H1Z"/>').encode()


@pytest.fixture
def emblem(tmp_path):
    folder = tmp_path / "sop"
    shutil.copytree(ROOT / "tests" / "sample" / "sop", folder)
    text = (folder / "handbook.yml").read_text("utf-8")

    def named(name: str, data: bytes | None = None):
        (folder / "handbook.yml").write_text(text.replace("emblem: emblem.svg", f"emblem: {name}"), "utf-8")
        if data is not None:
            (folder / "files" / name).write_bytes(data)
        sources = parsing.read(folder)[0]
        return folder, sources, edition(load(sources))

    return named


@pytest.mark.parametrize(("name", "data"), [("ตรา.png", png(90, 90)), ("emblem.svg", OUTLINE)])
def test_the_emblem_stands_above_the_title_of_every_cover_and_nowhere_else(emblem, name, data):
    folder, sources, made = emblem(name, data)
    found = pictures.read(folder, made.manual, sources)
    books = [volumes.handbook(made, found), volumes.personal(made, made.manual.person["ban"], found)]
    for book in books:
        assert proof.faults(pdf.printed(book).data, book) == ()
        (cover,) = (b for b in book.blocks if b.kind == "cover")
        assert dict(book.pictures)[cover.picture] == data and cover.alt == "ตราสำนักงานการอ่านเมืองสมมติ"
    drawn = pypdfium2.PdfDocument(compiler.pdf(books[0]))[0]
    text = drawn.get_textpage()
    highest = max(text.get_rect(n)[3] for n in range(text.count_rects()))
    boxes = [x.get_bounds() for x in drawn.get_objects() if x.type in (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH)]
    assert boxes and min(box[1] for box in boxes) > highest, "above the title"
    assert pdf.printed(volumes.single(made, made.manual.procedures[0])).data
    assert not any(problem.code == "SOP-S021" and name in problem.file for problem in checked(folder)[2]), "it is a file that is used"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<text>ตรา</text>", "<text>"),
        ('<image href="http://example.org/x.png"/>', "<image>"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', "<foreignObject>"),
        ('<linearGradient xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>', "อ้างถึงแฟ้มอื่น"),
        ('<path onload="alert(1)"/>', "script"),
        ("<path", "ที่อ่านได้"),
    ],
)
def test_an_emblem_of_more_than_outlines_is_refused_with_its_line(emblem, body, said):
    folder, sources, made = emblem("emblem.svg", SVG.format(body).encode())
    with pytest.raises(Invalid) as refused:
        pictures.read(folder, made.manual, sources)
    (problem,) = refused.value.problems
    assert problem.code == "SOP-S018" and said in problem.message and "ภาพตราบนปก" in problem.message and "sop/files/" in problem.mend
    assert sources.files["handbook.yml"].splitlines()[problem.line - 1] == "emblem: emblem.svg"


NO_SIZE = OUTLINE.replace(b"viewBox", b'width="0" height="0" viewBox')


@pytest.mark.parametrize(
    "data",
    [
        NO_SIZE,
        SVG.format("<g>" * 20000 + "</g>" * 20000).encode(),
        OUTLINE.decode().encode("utf-16"),
        b"<html/>",
        b'<!DOCTYPE svg [<!ENTITY x "y">]>' + OUTLINE,
        b"GIF89a",
    ],
)
def test_an_emblem_that_is_no_plain_svg_is_refused(emblem, data):
    folder, sources, made = emblem("emblem.svg", data)
    with pytest.raises(Invalid, match="1 problems"):
        pictures.read(folder, made.manual, sources)


def test_an_emblem_of_another_kind_or_from_elsewhere_is_no_name_of_one(emblem):
    for name in ("../people.yml", "emblem.pdf", "/etc/passwd.svg"):
        folder, sources, made = emblem(name)
        assert pictures.emblem(made.manual) == "" and not pictures.read(folder, made.manual, sources)
        with pytest.raises(Invalid) as refused:
            checked(folder)
        assert "SOP-R016" in {p.code for p in refused.value.problems}, name


def test_who_acts_in_a_vacant_post_reviews_in_its_place(emblem):
    _, _, made = emblem("emblem.svg")
    assert not made.holders("group-head")
    (reviewer,) = (s for s in control.approvals(made, made.manual.handbook.control) if s.label == "ผู้ทบทวน")
    assert reviewer[1:3] == ("นางสาวดัชนี ค้นคำ", ("บรรณารักษ์ชำนาญการ", "รักษาการในตำแหน่งผู้อำนวยการกลุ่มบริการการอ่าน"))


def test_names_stand_below_the_middle_of_the_dots_to_sign_on(emblem):
    _, _, made = emblem("emblem.svg")
    page = pypdfium2.PdfDocument(compiler.pdf(volumes.handbook(made)))[1].get_textpage()
    letters = [(page.get_text_range(n, 1), page.get_charbox(n)) for n in range(page.count_chars())]
    dots = [box for letter, box in letters if letter == "."]
    lines = [[box for box in dots if round(box[1]) == low] for low in {round(box[1]) for box in dots}]
    lines = [line for line in lines if len(line) > 20]
    for line in lines:
        low = line[0][1]
        names = [box for letter, box in letters if letter.strip() and low - 32 < box[1] < low - 12 and box[0] > 200]
        middle = (min(b[0] for b in line) + max(b[2] for b in line)) / 2
        assert (min(b[0] for b in names) + max(b[2] for b in names)) / 2 == pytest.approx(middle, abs=2)
    assert len(lines) == 3
