"""Make the shipped fonts from OFL Sarabun (``pip install fontpkg-sarabun uharfbuzz brotli``, not needed to build a manual).

Two families come out:

*Sarabun* (woff2 for the site, TTF for measuring): Regular and Bold as they are, without hinting.

*SOP Sarabun* (TTF for the book), a modified version under its own name, in which

1. 16 pt is 16 pt of TH SarabunPSK, which is drawn at 0.66 of the em of OFL Sarabun (hence the em of 1495 units),
2. Light and SemiBold are Regular and Bold, nearest to the thin TH SarabunPSK; lines are 1.331 em apart as there,
3. each Thai consonant with its marks is one glyph, so that every PDF stores one string for it: copy and search
   then give correct Thai in every viewer.
"""

from __future__ import annotations

import importlib.resources
import io
import sys
from pathlib import Path
from typing import Any

import uharfbuzz
from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from generator.fonts import FOLDER

HANDBOOK_FAMILY = "SOP Sarabun"

STYLES = {
    "Regular": ("Light", 1495),
    "Bold": ("SemiBold", 1492),
    "Italic": ("LightItalic", 1495),
    "BoldItalic": ("SemiBoldItalic", 1492),
}
SUBFAMILY = {"BoldItalic": "Bold Italic"}
ASCENT, DESCENT, GAP = 0.844, 0.457, 0.030  # of the em, as TH Sarabun New
HINTING = ("fpgm", "prep", "cvt ", "gasp", "DSIG")

_UPPER, _TONES, _LOWER = "ัิีึื", "่้๊๋", "ุู"
MARKS = tuple(
    dict.fromkeys(
        [
            *_UPPER,
            "็",
            "์",
            *_TONES,
            *(u + t for u in _UPPER for t in _TONES),
            "ิ์",
            "ี์",
            *_LOWER,
            *(low + t for low in _LOWER for t in _TONES),
            "ุ์",
            "ํ",
            "ำ",
            *(t + "ำ" for t in _TONES),
        ]
    )
)
CONSONANTS = tuple(map(chr, range(0x0E01, 0x0E2F)))
WEB_CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x0E00, 0x0E7F),
    *range(0x2010, 0x2027),
    0x2032,
    0x2033,
    0x20AC,
    0x2190,
    0x2191,
    0x2192,
    0x2193,
    0x2212,
)


def source(style: str) -> bytes:
    """The bytes of one original style."""
    return (importlib.resources.files("fontpkg_sarabun") / "files" / f"Sarabun-{style}.ttf").read_bytes()


def _open(data: bytes) -> TTFont:
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    for table in HINTING:
        if table in font:
            del font[table]
    for glyph in font["glyf"].glyphs.values():
        glyph.expand(font["glyf"])
        glyph.removeHinting()
    return font


def _draw(font: TTFont, names: list[str], positions: list[Any]) -> tuple[Any, int]:
    """Several glyphs as one, at their shaped places, and its advance."""
    glyphs, pen, x = font.getGlyphSet(), TTGlyphPen(None), 0
    for name, position in zip(names, positions, strict=True):
        outline = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(outline)
        outline.replay(TransformPen(pen, (1, 0, 0, 1, x + position.x_offset, position.y_offset)))
        x += position.x_advance
    return pen.glyph(), x


def join_clusters(font: TTFont, data: bytes) -> int:
    """Add one glyph for every consonant with marks, by ``ccmp`` ligatures. Returns how many."""
    shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data)))
    added: dict[tuple[str, ...], tuple[str, Any, int]] = {}
    for consonant in CONSONANTS:
        for marks in MARKS:
            buffer = uharfbuzz.Buffer()
            buffer.add_str(consonant + marks)
            buffer.guess_segment_properties()
            uharfbuzz.shape(shaper, buffer)
            names = [shaper.glyph_to_string(info.codepoint) for info in buffer.glyph_infos]
            if len(names) > 1 and tuple(names) not in added:
                glyph, advance = _draw(font, names, list(buffer.glyph_positions))
                added[tuple(names)] = (f"th{len(added):04d}", glyph, advance)
    _store(font, added)
    _ligatures(font, {parts: name for parts, (name, _, _) in added.items()})
    return len(added)


def _store(font: TTFont, added: dict[tuple[str, ...], tuple[str, Any, int]]) -> None:
    table = font["glyf"]
    font.setGlyphOrder(font.getGlyphOrder() + [name for name, _, _ in added.values()])
    table.glyphOrder = font.getGlyphOrder()
    for name, glyph, advance in added.values():
        table.glyphs[name] = glyph
        glyph.recalcBounds(table)
        font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
        font["GDEF"].table.GlyphClassDef.classDefs[name] = 1


def _ligatures(font: TTFont, added: dict[tuple[str, ...], str]) -> None:
    table = font["GSUB"].table
    by_first: dict[str, list[Any]] = {}
    for parts, name in added.items():
        ligature = otTables.Ligature()
        ligature.LigGlyph, ligature.Component, ligature.CompCount = name, list(parts[1:]), len(parts)
        by_first.setdefault(parts[0], []).append(ligature)
    for ligatures in by_first.values():
        ligatures.sort(key=lambda item: -item.CompCount)
    subtable, lookup = otTables.LigatureSubst(), otTables.Lookup()
    subtable.ligatures = by_first
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable = 4, 0, [subtable]
    index = len(table.LookupList.Lookup)
    table.LookupList.Lookup.append(lookup)
    table.LookupList.LookupCount = index + 1
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "ccmp":
            record.Feature.LookupListIndex.append(index)
            record.Feature.LookupCount += 1


def _measures(font: TTFont, units: int, style: str) -> None:
    """Em, line height and style bits."""
    font["head"].unitsPerEm = units
    ascent, descent, gap = round(ASCENT * units), round(DESCENT * units), round(GAP * units)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, gap
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, gap
    os2.usWinAscent, os2.usWinDescent = max(ascent, 1286), max(descent, 567)
    bold, italic = "Bold" in style, "Italic" in style
    os2.usWeightClass = 700 if bold else 400
    os2.fsSelection = (os2.fsSelection & ~0b1100001) | (0x20 * bold) | (0x01 * italic) | (0x40 * (style == "Regular"))
    font["head"].macStyle = 0x01 * bold | 0x02 * italic


def _rename(font: TTFont, style: str) -> None:
    """The modified version's own name, on every platform (Typst reads the Mac records too)."""
    names, sub = font["name"], SUBFAMILY.get(style, style)
    compact = HANDBOOK_FAMILY.replace(" ", "")
    for record in (16, 17, 21, 22, 25):
        names.removeNames(nameID=record)
    new = {1: HANDBOOK_FAMILY, 2: sub, 3: f"1.0;SOP;{compact}-{style}", 4: f"{HANDBOOK_FAMILY} {sub}", 6: f"{compact}-{style}"}
    for record, value in new.items():
        names.removeNames(nameID=record)
        names.setName(value, record, 3, 1, 0x409)
        names.setName(value, record, 1, 0, 0)


def handbook(style: str) -> bytes:
    """One style of the handbook font."""
    original, units = STYLES[style]
    data = source(original)
    font = _open(data)
    join_clusters(font, data)  # while the em is still that of the source
    _measures(font, units, style)
    _rename(font, style)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def web(style: str, flavor: str | None) -> bytes:
    """One style for the site: Thai, Latin and punctuation; ``flavor`` is ``woff2`` or None for TTF."""
    font = _open(source(style))
    options = subset.Options()
    options.layout_features, options.hinting, options.flavor = ["*"], False, flavor
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=WEB_CHARACTERS)
    cutter.subset(font)
    font.flavor = flavor
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main(folder: Path = FOLDER) -> None:
    """Write every shipped font file."""
    folder.mkdir(parents=True, exist_ok=True)
    licence = importlib.resources.files("fontpkg_sarabun") / "LICENSE"
    (folder / "OFL.txt").write_bytes(licence.read_bytes())
    for style in STYLES:
        (folder / f"SOPSarabun-{style}.ttf").write_bytes(handbook(style))
    for style in ("Regular", "Bold"):
        (folder / f"Sarabun-{style}.woff2").write_bytes(web(style, "woff2"))
        (folder / f"Sarabun-{style}.ttf").write_bytes(web(style, None))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
