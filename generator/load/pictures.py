"""Pictures of a book: signatures of its approval, the emblem of its cover. Read from ``sop/`` by a command, checked by ``sop check``,
handed to the book as bytes.

PNG or JPEG, an emblem also plain SVG; small, and never from outside the folder, not even through a link.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.parsers import expat

from generator.model.handbook import Manual
from generator.source.parsing import Invalid, Problem, Sources, locate

Pictures = Mapping[str, bytes]
"""By their paths below ``sop/``."""
NONE: Pictures = {}
MOST_BYTES, MOST_PIXELS = 1_000_000, 4000
MEND = "วางแฟ้ม PNG หรือ JPEG ขนาดไม่เกิน 1 MB ไว้ในโฟลเดอร์ข้อมูล ตามที่ระบุ หรือลบ signature ออก แล้วลงนามในเล่มที่พิมพ์"
MEND_EMBLEM = "วางแฟ้ม PNG JPEG หรือ SVG ขนาดไม่เกิน 1 MB ไว้ใน sop/files/ ตามชื่อนี้ หรือลบ emblem ออก"
FOLDER = "files"
_NAME = r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*"
IMAGE = re.compile(rf"{_NAME}\.(?:png|jpe?g)", re.IGNORECASE)
"""Names of signatures, below ``sop/``."""
EMBLEM = re.compile(rf"{_NAME}\.(?:png|jpe?g|svg)", re.IGNORECASE)
"""Names of emblems, below ``sop/files/``."""
SVG = "http://www.w3.org/2000/svg"
OUTLINES = frozenset(
    "svg g defs path rect circle ellipse line polyline polygon clipPath linearGradient radialGradient stop title desc metadata style".split()
)
"""Elements of SVG that draw outlines alone: no script, no text (its font is not at hand), nothing from elsewhere, nothing that multiplies."""
STANDARDS = ["a-2a", "ua-1"]
"""Those that every book keeps: PDF/A-2a (archive) and PDF/UA-1 (accessible)."""
ALONE = b'#set document(title: "picture")\n#figure(alt: "picture", image(bytes(json(bytes(sys.inputs.picture)))))'
FILE, FIELDS = "handbook.yml", ("prepared_by", "reviewed_by", "approved_by")
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # markers of JPEG that give its size (ISO/IEC 10918-1, table B.1)


def read(folder: Path, manual: Manual, sources: Sources) -> Pictures:
    """Every signature of the handbook's approval and its emblem. Raises Invalid naming each that cannot be printed, with its line."""
    found: dict[str, bytes] = {}
    wrong: list[Problem] = []
    for path, name in _wanted(manual):
        try:
            found[name] = picture(folder, name)
        except (OSError, ValueError) as error:
            said = str(error) if isinstance(error, ValueError) else "ไม่มีแฟ้มนี้หรืออ่านไม่ได้"
            what, mend = ("ภาพตราบนปก", MEND_EMBLEM) if path == ("emblem",) else ("ภาพลายมือชื่อ", MEND)
            wrong.append(Problem(FILE, *locate(sources.files.get(FILE, ""), path), "SOP-S018", "error", f"{what} “{name}”: {said}", mend))
    if wrong:
        raise Invalid(wrong)
    return found


def problems(folder: Path, manual: Manual, sources: Sources) -> tuple[Problem, ...]:
    """What :func:`read` would refuse."""
    try:
        read(folder, manual, sources)
    except Invalid as invalid:
        return invalid.problems
    return ()


def emblem(manual: Manual) -> str:
    """The path of the emblem below ``sop/``; nothing if there is none, or its very name is refused (SOP-R016)."""
    name = manual.handbook.emblem or ""
    return f"{FOLDER}/{name}" if EMBLEM.fullmatch(name) else ""


def _wanted(manual: Manual) -> Iterator[tuple[tuple[str, ...], str]]:
    """Field and file of each; not of those whose very name is refused (SOP-R016)."""
    for field in FIELDS:
        signatory = getattr(manual.handbook.control, field)
        if signatory and signatory.signature and IMAGE.fullmatch(signatory.signature):
            yield ("control", field, "signature"), signatory.signature
    if name := emblem(manual):
        yield ("emblem",), name


def picture(folder: Path, name: str) -> bytes:
    """One picture by its path below ``sop/``. Raises OSError, and ValueError (in Thai) for what cannot be printed."""
    data = contained(folder, name, MOST_BYTES).read_bytes()
    if name.lower().endswith(".svg"):
        _plain(data)
    else:
        width, height = size(data)
        if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS:
            raise ValueError(f"ภาพกว้างหรือสูงเกิน {MOST_PIXELS} จุด")
    if said := _unprintable(data):
        raise ValueError(said)
    return data


@lru_cache(maxsize=16)
def _unprintable(data: bytes) -> str:
    """Why a book with the picture cannot be made, tried with it alone; nothing if it can."""
    import typst  # only where there is a picture

    engine: Any = typst.compile  # its stub leaves out the dictionary of virtual files
    try:
        engine(ALONE, ignore_system_fonts=True, sys_inputs={"picture": json.dumps(list(data))}, pdf_standards=STANDARDS)
    except typst.TypstError as error:
        if "CMYK" in str(error):
            return "ภาพเป็นสีแบบโรงพิมพ์ (CMYK) ให้บันทึกใหม่เป็นสี RGB"
        return "ภาพเสียหรือเป็นชนิดที่พิมพ์ไม่ได้ ให้เปิดดูแล้วบันทึกใหม่เป็น PNG"
    return ""


def contained(folder: Path, name: str, most: int) -> Path:
    """Where a file of at most ``most`` bytes lies. Raises ValueError (in Thai) if it is larger or outside the folder, OSError if there is none."""
    path = (folder / name).resolve(strict=True)
    if not path.is_file():  # a pipe would be waited for without end
        raise OSError(name)
    if not path.is_relative_to(folder.resolve()):
        raise ValueError("อยู่นอกโฟลเดอร์ข้อมูล")
    if path.stat().st_size > most:
        raise ValueError(f"แฟ้มใหญ่เกิน {most // 1_000_000} MB")
    return path


def kind(data: bytes) -> str:
    """``png`` or ``jpg`` by its first bytes. Raises ValueError for anything else."""
    for magic, found in ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg")):
        if data.startswith(magic):
            return found
    raise ValueError("ไม่ใช่ภาพ PNG หรือ JPEG")


def _plain(data: bytes) -> None:
    """Raises ValueError (in Thai) for an SVG that is more than outlines."""
    reader = expat.ParserCreate(namespace_separator=" ")
    roots: list[str] = []

    def element(name: str, attributes: dict[str, str]) -> None:
        roots.append(name)
        space, _, local = name.rpartition(" ")
        if space == SVG and local not in OUTLINES:
            raise ValueError(f"SVG มี <{local}> ซึ่งพิมพ์ไม่ได้ ให้แปลงเป็นเส้น (path) หรือบันทึกเป็น PNG")
        if any(key.rpartition(" ")[2] == "href" and not value.startswith("#") for key, value in attributes.items()):
            raise ValueError("SVG อ้างถึงแฟ้มอื่น")
        if any(key.lower().startswith("on") for key in attributes):
            raise ValueError("SVG มีคำสั่งของโปรแกรม (script) ให้บันทึกใหม่เป็น Plain SVG")

    def document_type(*_: object) -> None:
        raise ValueError("SVG มี DOCTYPE ให้ลบออกหรือบันทึกใหม่เป็น Plain SVG")

    reader.StartElementHandler, reader.StartDoctypeDeclHandler = element, document_type
    try:
        reader.Parse(data, True)
    except expat.ExpatError:
        raise ValueError("ไม่ใช่ภาพ SVG ที่อ่านได้") from None
    if roots[:1] != [f"{SVG} svg"]:
        raise ValueError("ไม่ใช่ภาพ SVG ที่อ่านได้")


def inner_name(data: bytes) -> str:
    """The name of a picture inside the book, derived from its bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the head of the file. Raises ValueError if that is broken."""
    try:
        if kind(data) == "png":
            width, height = struct.unpack(">II", data[16:24])
            return width, height
        at = 2
        while True:
            marker, length = struct.unpack(">xBH", data[at : at + 4])
            if marker in FRAMES:
                height, width = struct.unpack(">HH", data[at + 5 : at + 9])
                return width, height
            at += 2 + length
    except struct.error:
        raise ValueError("ภาพไม่สมบูรณ์") from None
