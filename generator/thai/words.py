"""Where Thai text may break: words of a dictionary, never inside one, and lines that look even.

Words come from PyThaiNLP's newmm with this field's own compounds added, since dictionaries cut
ผู้|รับผิดชอบ and ศึกษา|นิเทศก์. A line never starts with ๆ, ฯ or a closing mark.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from functools import cache, cached_property, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

COMPOUNDS = (
    "ผู้รับผิดชอบ",
    "กระบวนการ",
    "กระบวนงาน",
    "นวัตกรรม",
    "ศึกษานิเทศก์",
    "ผู้อำนวยการ",
    "สถานศึกษา",
    "หน่วยงาน",
    "พระราชบัญญัติ",
    "การศึกษา",
    "การจัดการศึกษา",
    "จัดการเรียนรู้",
    "ปฐมวัย",
    "ธรรมาภิบาล",
    "สารสนเทศ",
    "วัตถุประสงค์",
    "กรุงเทพมหานคร",
    "ประชาสัมพันธ์",
    "มอบหมาย",
    "ขั้นตอน",
    "แบบฟอร์ม",
    "มาตรฐาน",
    "ตัวชี้วัด",
    "จุดเน้น",
    "บุคลากร",
    "ภาคเรียน",
    "ปีการศึกษา",
    "รายละเอียด",
    "คำสั่ง",
    "ข้าราชการ",
    "วิทยฐานะ",
    "ก.ต.ป.น.",
    "สพฐ.",
    "พ.ศ.",
    "กลุ่มนิเทศฯ",
    "เครือข่าย",
    "คู่มือ",
    "กลุ่มงาน",
    "วันทำการ",
    "เลขานุการ",
    "แผนภูมิ",
    "พื้นที่การศึกษา",
    "เขตพื้นที่การศึกษา",
    "ทางการศึกษา",
    "การเรียนการสอน",
    "จัดการเรียนการสอน",
    "ดำเนินการ",
    "จุดเน้น",
    "ทุกรอบ",
    "อย่างน้อย",
)
NO_START = "ๆฯ)]}”’.,:;!?%/"
NO_END = "([{“‘"
PREFIXES = frozenset(["การ", "ความ", "ผู้", "ข้อ "])
"""Words that are none of their own: a line never ends with one."""
SUFFIXES = frozenset(["ละ"])
"""Words that a line never starts with: ภาคเรียนละ | ๑ ครั้ง."""
COUNTED = frozenset((
    "วัน", "วันทำการ", "สัปดาห์", "เดือน", "ปี", "ปีการศึกษา", "ปีงบประมาณ", "ภาคเรียน", "ไตรมาส", "ชั่วโมง", "นาที", "ครั้ง", "คน", "ราย",
    "เรื่อง", "ฉบับ", "ชุด", "แห่ง", "โรงเรียน", "ข้อ", "หน้า", "บาท", "เปอร์เซ็นต์", "ขั้นตอน",
))  # fmt: skip
"""What a number counts: the two stay on one line."""
CLINGING = frozenset(
    [
        "การ",
        "ความ",
        "ผู้",
        "และ",
        "หรือ",
        "ของ",
        "ใน",
        "ที่",
        "เพื่อ",
        "โดย",
        "ตาม",
        "ต่อ",
        "กับ",
        "แก่",
        "ให้",
        "จาก",
        "พ.ศ.",
        "ข้อ",
        "ไม่",
        "นัก",
        "เครื่อง",
        "แบบ",
        "กลุ่ม",
        "ระบบ",
    ]
)
"""Words that belong to what follows: a line that ends with one reads badly."""

CLING_COST, SPACE_GAIN, MARK_GAIN, OVERFULL = 14.0, 10.0, 4.0, 1e6

MISLEADING = frozenset({"งานการ", "ทางใน", "การบรรลุผล"})
"""Words of the dictionary that cut better ones: สำนัก|งานการ for สำนักงาน|การ, แนว|ทางใน for แนวทาง|ใน."""


class Extra(tuple[str, ...]):
    """Words to keep whole, as a tuple that counts its hash only once: it is asked for with every text."""

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash


Measure = Callable[[str], float]
Segmenter = Callable[[str], list[str]]


@cache
def _segmenter() -> Segmenter:
    """Maximal matching (newmm) over the dictionary of PyThaiNLP and our compounds.

    In Rust (nlpo3) where there is a wheel, which takes a fortieth of the time; else in Python. Both cut the same Thai words.
    """
    from pythainlp.corpus.common import thai_words

    words = {*thai_words(), *COMPOUNDS} - MISLEADING
    return _rust(words) if find_spec("nlpo3") else _python(words)


def _rust(words: set[str]) -> Segmenter:
    import nlpo3

    name = f"sop-{len(words)}"  # it keeps a dictionary under the name it was first given
    with tempfile.TemporaryDirectory() as folder:  # it reads dictionaries from files only
        path = Path(folder) / "words.txt"
        path.write_text("\n".join(sorted(words)), "utf-8", newline="\n")
        nlpo3.load_dict(str(path), name)
    return lambda text: nlpo3.segment(text, name)  # type: ignore[no-any-return, unused-ignore]


def _python(words: set[str]) -> Segmenter:
    from pythainlp.tokenize import word_tokenize
    from pythainlp.util import Trie

    return partial(word_tokenize, custom_dict=Trie(words), engine="newmm", keep_whitespace=True)


def tokens(text: str, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The words of ``text``, spaces and marks included; joined they give ``text`` again.

    ``extra``: further words to keep whole (names, the handbook's ``protected_words``). They are cut out before the dictionary
    is asked, since a dictionary of its own for every handbook takes up to half a second to build.
    """
    if not extra:
        return _segmented(text)
    out: list[str] = []
    for place, part in enumerate(_among(extra).split(text)):
        if place % 2:
            out.append(part)
        elif part:
            out += filter(None, _segmenter()(part))
    return tuple(out)


@cache
def _among(extra: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, extra), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, longest_first)) + ")") if longest_first else re.compile("((?!))")


def _segmented(text: str) -> tuple[str, ...]:
    return tuple(_segmenter()(text)) if text else ()


@lru_cache(maxsize=8192)
def units(text: str, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Unbreakable pieces of ``text``: words with the spaces and marks that may not start a line, and with what they need to be read."""
    out: list[str] = []
    for token in tokens(text, extra):
        if out and _belongs(out[-1], token):
            out[-1] += token
        else:
            out.append(token)
    return tuple(out)


def _belongs(last: str, token: str) -> bool:
    """Whether no line may end between a piece and the word after it."""
    if token[0] in NO_START or token.isspace() or last in PREFIXES:
        return True
    end = last.rstrip()[-1:] if last[-1].isspace() else last[-1]
    return (end != "" and end in NO_END) or (token in SUFFIXES and last[-1] != " ") or (token in COUNTED and end.isdecimal())


def wrap(text: str, width: float, measure: Measure, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The fewest lines not wider than ``width`` (in the unit of ``measure``), as even as can be.

    A single word wider than ``width`` stands alone and overflows: the caller sees it by measuring.
    """
    pieces = units(" ".join(text.split()), extra)
    if not pieces:
        return ("",)
    return _Wrap(pieces, width, measure).lines()


_CLUSTER = re.compile(r"[เ-ไ]?[^\u0e31\u0e33-\u0e3a\u0e47-\u0e4e][\u0e31\u0e33-\u0e3a\u0e47-\u0e4eๅะา]*", re.DOTALL)


def clusters(piece: str) -> tuple[str, ...]:
    """Letters with the vowels and marks that belong to them; joined they give ``piece`` again."""
    found = tuple(_CLUSTER.findall(piece))
    return found if "".join(found) == piece else tuple(piece)


class _Wrap:
    """One run of the dynamic programme: least sum of squared unevenness plus the cost of each break."""

    def __init__(self, pieces: tuple[str, ...], width: float, measure: Measure) -> None:
        self.pieces, self.limit = pieces, width
        self.before = [0.0]
        for piece in pieces:
            self.before.append(self.before[-1] + measure(piece))
        self.trimmed = [measure(piece.rstrip()) for piece in pieces]
        self.em = max(measure("ก") * 1.6, 1e-9)
        self.count = self._fewest()
        self.mean = self._line(0, len(pieces)) / self.count

    def _line(self, start: int, end: int) -> float:
        return self.before[end - 1] - self.before[start] + self.trimmed[end - 1]

    def _fewest(self) -> int:
        count, start = 1, 0
        for end in range(1, len(self.pieces) + 1):
            if self._line(start, end) > self.limit and end - 1 > start:
                start, count = end - 1, count + 1
        return count

    def _cost(self, start: int, end: int) -> float:
        width = self._line(start, end)
        cost = ((width - self.mean) / self.em) ** 2 + (OVERFULL if width > self.limit and end - start > 1 else 0)
        if end == len(self.pieces):
            return cost
        last = self.pieces[end - 1]
        if last.strip() in CLINGING:
            cost += CLING_COST
        if last.endswith(" "):
            cost -= SPACE_GAIN
        elif last.endswith(("/", ")", "ฯ")):
            cost -= MARK_GAIN
        return cost

    def lines(self) -> tuple[str, ...]:
        total = len(self.pieces)
        best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
        for line in range(1, self.count + 1):
            reached: dict[int, tuple[float, int]] = {}
            for start, (so_far, _) in best[-1].items():
                last = total if line == self.count else total - (self.count - line)
                for end in range(start + 1, last + 1):
                    if line == self.count and end != total:
                        continue
                    if line < self.count and self._line(start, end) > self.limit and end > start + 1:
                        break
                    cost = so_far + self._cost(start, end)
                    if end not in reached or cost < reached[end][0]:
                        reached[end] = (cost, start)
            best.append(reached)
        return self._trace(best)

    def _trace(self, best: list[dict[int, tuple[float, int]]]) -> tuple[str, ...]:
        end, out = len(self.pieces), []
        for line in range(self.count, 0, -1):
            start = best[line][end][1]
            out.append("".join(self.pieces[start:end]).strip())
            end = start
        return tuple(reversed(out))
