"""The file around the text: parts, their types and relationships (ECMA-376 part 2), the same bytes for the same content.

No part holds a date or a random number. Only the compression depends on more than the content: on the zlib that Python was built with.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from generator.docx import styles
from generator.docx.styles import CM
from generator.ooxml import ParagraphLook, escaped, paragraph, run, tag

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = (1980, 1, 1, 0, 0, 0)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = {
    "xmlns:w": W,
    "xmlns:r": OFFICE,
    "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "xmlns:wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {"styles": "styles", "settings": "settings", "fontTable": "fontTable", "header1": "header", "footer1": "footer"}
"""Part and kind; the relationships of the document are numbered in this sequence, from 1."""
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
SOURCE_ITEM = "{7B0B7A1E-5A0F-4E43-9D0C-50F0A3C5E001}"
"""The name of the part with the sources, the same in every file."""
SIZES = {"a4": (11906, 16838), "a3": (16838, 23811)}
"""Width and height of upright sheets, twips."""
UPRIGHT, LYING = (2.5, 2, 2, 3), (3, 2, 2, 2.5)
"""Margins in cm: top, right, bottom, left; a sheet that lies is bound at its top."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """What stands around the text of a paper. ``foot``: lines below each page; ``source``: the part that carries the sources.

    ``thai``: whether numbers of pages are in Thai digits; ``number_first``: whether the first page has its own; ``two_sided``: whether margins
    are mirrored.
    """

    title: str
    foot: tuple[str, ...]
    thai: bool
    number_first: bool = True
    source: str = ""
    two_sided: bool = False


def text_width(lying: bool = False, size: str = "a4") -> int:
    """Between the margins, twips."""
    _, right, _, left = LYING if lying else UPRIGHT
    return SIZES[size][lying] - round((left + right) * CM)


def section(wrap: Wrap, lying: bool = False, size: str = "a4") -> str:
    """The properties of pages that follow one another and are alike."""
    wide, high = SIZES[size][::-1] if lying else SIZES[size]
    sides = zip(("top", "right", "bottom", "left"), LYING if lying else UPRIGHT, strict=True)
    margins = {side: round(cm * CM) for side, cm in sides}
    refs = tag("w:headerReference", **{"w:type": "default", "r:id": "rId4"}) + tag("w:footerReference", **{"w:type": "default", "r:id": "rId5"})
    first = "" if wrap.number_first else tag("w:footerReference", **{"w:type": "first", "r:id": "rId5"})
    sheet = tag("w:pgSz", w=wide, h=high, orient="landscape" if lying else None)
    around = tag("w:pgMar", **margins, header=709, footer=480, gutter=0)
    numbers = tag("w:pgNumType", fmt="thaiNumbers") if wrap.thai else ""
    return tag("w:sectPr", refs, first, sheet, around, numbers, "" if wrap.number_first else tag("w:titlePg"))


def package(body: str, wrap: Wrap) -> bytes:
    """The ``.docx``. ``body``: paragraphs and tables, the last section's properties included."""
    word = {
        "document": _root("w:document", tag("w:body", body)),
        "styles": _root("w:styles", styles.part()),
        "settings": _root("w:settings", styles.settings(mirrored=wrap.two_sided)),
        "fontTable": _root("w:fonts", styles.fonts()),
        "header1": _root("w:hdr", _page_number(wrap.thai)),
        "footer1": _root("w:ftr", "".join(paragraph(run(line), ParagraphLook("Footer")) for line in wrap.foot) or paragraph()),
    }
    roots = ((f"{OFFICE}/officeDocument", "word/document.xml"), (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"))
    parts = ((f"{OFFICE}/{kind}", f"{name}.xml") for name, kind in PARTS.items())
    files = {
        "[Content_Types].xml": HEAD + _types(),
        "_rels/.rels": _relations(*roots),
        "docProps/core.xml": HEAD + _core(wrap),
        "word/_rels/document.xml.rels": _relations(*parts, (f"{OFFICE}/customXml", "../customXml/item1.xml")),
        **{f"word/{name}.xml": text for name, text in word.items()},
        "customXml/item1.xml": HEAD + wrap.source,
        "customXml/_rels/item1.xml.rels": _relations((f"{OFFICE}/customXmlProps", "itemProps1.xml")),
        "customXml/itemProps1.xml": HEAD + tag("ds:datastoreItem", itemID=SOURCE_ITEM, **{"xmlns:ds": CUSTOM}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return made.getvalue()


def _root(name: str, content: str) -> str:
    return HEAD + tag(name, content, **NAMESPACES)


def _page_number(thai: bool) -> str:
    """``- 2 -``. The switch is for readers that do not know the section's format."""
    field = tag("w:fldSimple", run("2"), instr=" PAGE \\* ThaiArabic " if thai else " PAGE ")
    return paragraph(run("- ") + field + run(" -"), ParagraphLook("Header"))


def _relations(*found: tuple[str, str]) -> str:
    said = (tag("Relationship", Id=f"rId{at}", Type=kind, Target=target) for at, (kind, target) in enumerate(found, 1))
    return HEAD + tag("Relationships", *said, xmlns=f"{PACKAGE}/relationships")


def _types() -> str:
    kinds = {"/word/document.xml": f"{WORD}.document.main+xml"} | {f"/word/{name}.xml": f"{WORD}.{kind}+xml" for name, kind in PARTS.items()}
    kinds["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    kinds["/customXml/itemProps1.xml"] = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    usual = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults = (tag("Default", Extension=end, ContentType=kind) for end, kind in usual.items())
    overrides = (tag("Override", PartName=part, ContentType=kind) for part, kind in kinds.items())
    return tag("Types", *defaults, *overrides, xmlns=f"{PACKAGE}/content-types")


def _core(wrap: Wrap) -> str:
    spaces = {"xmlns:cp": f"{PACKAGE}/metadata/core-properties", "xmlns:dc": "http://purl.org/dc/elements/1.1/"}
    said = tag("dc:title", escaped(wrap.title)) + tag("dc:subject", escaped(" ".join(wrap.foot))) + tag("dc:language", "th-TH")
    return tag("cp:coreProperties", said, **spaces)
