"""The order of children that ECMA-376 asks for, of the elements that the generator writes: Word refuses a file with another.

The Open XML SDK knows all of the schema; this table is for where it is not, and always holds.
"""

from collections.abc import Iterator
from xml.etree import ElementTree

SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
ORDER = {
    "w:pPr": "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:numPr w:pBdr w:tabs w:spacing w:ind w:jc w:outlineLvl w:rPr w:sectPr",
    "w:rPr": "w:rFonts w:b w:bCs w:sz w:szCs w:lang",
    "w:tcPr": "w:tcW w:gridSpan w:tcBorders w:tcMar w:vAlign",
    "w:tcBorders": "w:top w:left w:bottom w:right",
    "w:trPr": "w:cantSplit w:trHeight w:tblHeader",
    "w:tblPr": "w:tblW w:jc w:tblBorders w:tblLayout w:tblCellMar",
    "w:tblBorders": "w:top w:left w:bottom w:right w:insideH w:insideV",
    "w:tblCellMar": "w:left w:right",
    "w:tcMar": "w:left w:right",
    "w:tbl": "w:tblPr w:tblGrid w:tr",
    "w:tc": "w:tcPr w:p",
    "w:tr": "w:trPr w:tc",
    "w:sectPr": "w:headerReference w:footerReference w:pgSz w:pgMar w:pgNumType w:titlePg",
    "w:style": "w:name w:basedOn w:qFormat w:pPr w:rPr",
    "w:settings": "w:zoom w:defaultTabStop w:characterSpacingControl w:compat w:themeFontLang",
    "w:font": "w:altName w:charset w:family w:pitch",
    "w:docDefaults": "w:rPrDefault w:pPrDefault",
    "wp:inline": "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic",
    "wp:anchor": "wp:simplePos wp:positionH wp:positionV wp:extent wp:effectExtent wp:wrapNone wp:docPr wp:cNvGraphicFramePr a:graphic",
    "wpg:wgp": "wpg:cNvGrpSpPr wpg:grpSpPr wps:wsp",
    "wps:wsp": "wps:cNvPr wps:cNvSpPr wps:cNvCnPr wps:spPr wps:txbx wps:bodyPr",
    "wps:spPr": "a:xfrm a:custGeom a:prstGeom a:noFill a:solidFill a:ln",
    "wps:bodyPr": "a:noAutofit",
    "a:xfrm": "a:off a:ext a:chOff a:chExt",
    "a:ln": "a:noFill a:solidFill a:round a:miter a:tailEnd",
    "a:custGeom": "a:avLst a:gdLst a:ahLst a:cxnLst a:rect a:pathLst",
}
LEAVES = frozenset(
    [
        "w:b",
        "w:bCs",
        "w:sz",
        "w:szCs",
        "w:jc",
        "w:ind",
        "w:spacing",
        "w:tab",
        "w:br",
        "w:tcW",
        "w:gridSpan",
        "a:off",
        "a:ext",
        "a:pt",
        "a:avLst",
        "wp:extent",
        "w:keepNext",
    ]
)


def short(name: str) -> str:
    space, _, local = name.removeprefix("{").partition("}")
    return f"{SPACES.get(space, space)}:{local}"


def faults(xml: bytes) -> Iterator[str]:
    """Each element with a child that is not known there, or too early."""
    for element in ElementTree.fromstring(xml).iter():
        name, children = short(element.tag), [short(child.tag) for child in element]
        if name in LEAVES and (children or (element.text or "").strip()):
            yield f"{name} holds {children}"
        if name in ORDER:
            places = [ORDER[name].split().index(c) if c in ORDER[name].split() else -1 for c in children]
            if -1 in places or places != sorted(places):
                yield f"{name}: {' '.join(children)}"
        if name == "w:tc" and (not children or children[-1] != "w:p"):
            yield "a cell that does not end with a paragraph"
