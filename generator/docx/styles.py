"""The styles of every paper: TH Sarabun New in complex script as in Latin, Thai as its language, the outline of headings."""

from __future__ import annotations

from generator.ooxml import ParagraphLook, properties, run_look, tag

FONT, OLDER_FONT = "TH Sarabun New", "TH SarabunPSK"
"""The font that government papers are to be set in (มติคณะรัฐมนตรี ๗ กันยายน ๒๕๕๓), and the name of the same letters before it."""
CM = 567
INDENT = round(2.5 * CM)
"""Of the first line of a paragraph (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ: 2.5 cm)."""
TEXT = 16.0
STYLES: tuple[tuple[str, str, float, bool, ParagraphLook], ...] = (
    ("Normal", "Normal", TEXT, False, ParagraphLook()),
    ("Heading1", "heading 1", 20, True, ParagraphLook(align="center", below=160, keep=True, level=0)),
    ("Heading2", "heading 2", 18, True, ParagraphLook(above=240, below=80, keep=True, level=1)),
    ("Heading3", "heading 3", TEXT, True, ParagraphLook(above=160, below=40, keep=True, level=2)),
    ("Heading4", "heading 4", TEXT, True, ParagraphLook(above=120, keep=True, level=3)),
    ("Header", "header", TEXT, False, ParagraphLook(align="center")),
    ("Footer", "footer", 11, False, ParagraphLook()),
    ("Centred", "Centred", TEXT, False, ParagraphLook(align="center", keep=True)),
    ("Body", "Body", TEXT, False, ParagraphLook(align="thaiDistribute", first=INDENT)),
    ("Clause", "Clause", TEXT, False, ParagraphLook(align="thaiDistribute", first=INDENT, above=120)),
    ("Signed", "Day of signing", TEXT, False, ParagraphLook(first=2 * INDENT, above=200, keep=True)),
    ("Person", "Person", TEXT, True, ParagraphLook(above=160, keep=True)),
    ("Caption", "Caption", TEXT, True, ParagraphLook(above=200, keep=True)),
    ("Item", "Item", TEXT, False, ParagraphLook(align="thaiDistribute")),
    ("Signature", "Signature", TEXT, False, ParagraphLook(align="center", left=8 * CM)),
    ("Cell", "Cell", 14, False, ParagraphLook()),
    ("Symbol", "Symbol", 13.5, False, ParagraphLook(align="center")),
)
"""Name in the file, name in Word, size (pt), weight, look."""


def part() -> str:
    """``styles.xml``"""
    fonts = tag("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    language = tag("w:lang", val="en-US", eastAsia="en-US", bidi="th-TH")
    sizes = tag("w:sz", val=round(2 * TEXT)) + tag("w:szCs", val=round(2 * TEXT))
    flat = tag("w:spacing", before=0, after=0, line=240, lineRule="auto")
    defaults = tag("w:docDefaults", tag("w:rPrDefault", tag("w:rPr", fonts, sizes, language)), tag("w:pPrDefault", tag("w:pPr", flat)))
    return defaults + "".join(_style(*said) for said in STYLES)


def _style(id_: str, name: str, size: float, bold: bool, look: ParagraphLook) -> str:
    first = id_ == "Normal"
    based = "" if first else tag("w:basedOn", val="Normal")
    said = tag("w:name", val=name) + based + tag("w:qFormat") + properties(look) + run_look(size, bold)
    return tag("w:style", said, type="paragraph", default=1 if first else None, styleId=id_)


def fonts() -> str:
    """``fontTable.xml``: where the font is not there, its older name is looked for."""
    more = tag("w:altName", val=OLDER_FONT) + tag("w:charset", val="DE") + tag("w:family", val="swiss") + tag("w:pitch", val="variable")
    return tag("w:font", more, name=FONT)


def settings(*, mirrored: bool = False) -> str:
    """``settings.xml``: as Word 2013 and later lay out. ``mirrored``: the wide margin is at the spine of pages printed on both sides."""
    as_2013 = tag("w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return (
        tag("w:zoom", percent=100) + (tag("w:mirrorMargins") if mirrored else "") + tag("w:defaultTabStop", val=720)
        + tag("w:characterSpacingControl", val="doNotCompress")
        + tag("w:compat", as_2013) + tag("w:themeFontLang", val="en-US", bidi="th-TH")
    )  # fmt: skip
