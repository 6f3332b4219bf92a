"""Pictures of signatures on the approval page: sound ones are printed, all others are named and refused."""

from __future__ import annotations

import re
import shutil
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest

from generator import pdf
from generator.cli.folder import checked
from generator.edition import edition
from generator.load import signatures
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
    with_picture = volumes.handbook(made, signatures.read(folder, made.manual, sources))
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
    assert signatures.kind(frame) == "jpg" and signatures.size(frame) == (210, 70)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "ไม่มีแฟ้มนี้"),
        (b"GIF89a", "ไม่ใช่ภาพ"),
        (b"\x89PNG\r\n\x1a\n", "ไม่สมบูรณ์"),
        (b"\xff\xd8\xff\xe0\x00\x04ab", "ไม่สมบูรณ์"),
        (png(10, 10)[:16] + struct.pack(">II", 90000, 2), "จุด"),
        (png(10, 10) + b"\0" * 1_000_000, "1 MB"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_named(office, data, said):
    folder, sources, made = office("director.png")
    if data is not None:
        (folder / "director.png").write_bytes(data)
    with pytest.raises(Invalid) as refused:
        signatures.read(folder, made.manual, sources)
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
        signatures.read(folder, made.manual, sources)
    assert "นอกโฟลเดอร์" in refused.value.problems[0].message
